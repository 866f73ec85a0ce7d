import type { CharacteristicOption } from '@waymark/contract/characteristics.ts';

/** Values as lines to type: `yes: Yes`. */
export function linesOf(options: readonly CharacteristicOption[]): string {
  return options.map(({ code, label }) => `${code}: ${label}`).join('\n');
}

/** Lines as values, or the first line that is not one. Empty lines do not count. */
export function optionsOf(lines: string): { options: CharacteristicOption[] } | { bad: string } {
  const options: CharacteristicOption[] = [];
  for (const line of lines
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const match = /^([A-Za-z0-9_.+-]{1,20})\s*:\s*(.+)$/.exec(line);
    if (!match?.[1] || !match[2] || options.some((option) => option.code === match[1])) return { bad: line };
    options.push({ code: match[1], label: match[2].trim() });
  }
  return { options };
}
