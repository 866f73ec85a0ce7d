import type { Run } from '@waymark/contract/documents.ts';

/*
 * Runs as one text to be typed in: **bold**, *italic*. A star that is meant as a star has a backslash before it. Stars
 * switch on and off, so that no nesting can be wrong.
 */

/** Runs as marked text. */
export function toMarked(runs: readonly Run[]): string {
  return joined(runs)
    .map(({ text, bold, italic }) => {
      const stars = (bold ? '**' : '') + (italic ? '*' : '');
      return stars + text.replaceAll(/[\\*]/g, String.raw`\$&`) + stars;
    })
    .join('');
}

/** Marked text as runs; stars that were never switched off hold to the end. */
export function fromMarked(marked: string): Run[] {
  const runs: Run[] = [];
  let [bold, italic] = [false, false];
  for (const [part] of marked.matchAll(/\\[\\*]|\*{1,3}|[^\\*]+|\\/g)) {
    if (part.startsWith('*')) {
      if (part.length > 1) bold = !bold;
      if (part.length !== 2) italic = !italic;
      continue;
    }
    const text = part.length === 2 && part.startsWith('\\') ? part.slice(1) : part;
    runs.push({ text, ...(bold ? { bold } : {}), ...(italic ? { italic } : {}) });
  }
  return joined(runs);
}

/** Neighbours of one weight as one, and nothing empty. */
function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs.filter(({ text }) => text !== '')) {
    const last = result.at(-1);
    if (last !== undefined && Boolean(last.bold) === Boolean(run.bold) && Boolean(last.italic) === Boolean(run.italic)) {
      result[result.length - 1] = { ...last, text: last.text + run.text };
    } else result.push(run);
  }
  return result;
}
