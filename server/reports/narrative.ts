import { type Block, plain, type Run } from '@waymark/contract/documents.ts';

/** A person's words as blocks: a blank line parts paragraphs, lines that begin with `- ` are a list. */
export function blocksOfWords(id: string, text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .flatMap(runsOfLines)
    .map(({ list, lines }, at): Block => {
      const own = `${id}-words-${at}`;
      return list
        ? { type: 'list', id: own, ordered: false, items: lines.map((line): Run[] => plain(line)) }
        : { type: 'paragraph', id: own, runs: plain(lines.join(' ')) };
    });
}

/** A stretch of lines, of a list or not: a list may follow its paragraph without a blank line. */
function runsOfLines(part: string): { list: boolean; lines: string[] }[] {
  const stretches: { list: boolean; lines: string[] }[] = [];
  for (const line of part.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const item = /^[-•*]\s+(.+)$/.exec(line)?.[1];
    const list = item !== undefined;
    const last = stretches.at(-1);
    if (last === undefined || last.list !== list) stretches.push({ list, lines: [item ?? line] });
    else last.lines.push(item ?? line);
  }
  return stretches;
}
