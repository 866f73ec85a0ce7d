import type { Scale } from '@waymark/contract/measures.ts';

type Step = Extract<Scale, { type: 'ordered' }>['steps'][number];

/** Steps as they are typed: one a line, the lowest first, `label: what it looks like`. */
export function linesOf(steps: readonly Step[]): string {
  return steps.map(({ label, description }) => (description === '' ? label : `${label}: ${description}`)).join('\n');
}

/** Reads typed lines; `first` is the value of the first step. */
export function stepsOf(lines: string, first: number): Step[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const at = line.indexOf(':');
      const label = at < 0 ? line : line.slice(0, at).trim();
      return { value: first + index, label, description: at < 0 ? '' : line.slice(at + 1).trim() };
    });
}

/** The label that stands there twice, or undefined. */
export function repeatedLabel(steps: readonly Step[]): string | undefined {
  const seen = new Set<string>();
  return steps.find(({ label }) => {
    const known = seen.has(label.toLowerCase());
    seen.add(label.toLowerCase());
    return known;
  })?.label;
}
