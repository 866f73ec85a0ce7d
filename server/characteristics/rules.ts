import type { CharacteristicOption } from '@waymark/contract/characteristics.ts';

/** A code for a characteristic of the organisation's own, from its label: `free_bus_pass`, made unlike `taken` by a number. */
export function codeFor(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  const base = plain === '' ? 'characteristic' : plain;
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number++;
  return `${base}_${number}`;
}

/** The codes among `given` that are not values of the characteristic. */
export function unknownValues(options: readonly CharacteristicOption[], given: readonly (string | null)[]): string[] {
  const codes = new Set(options.map((option) => option.code));
  return [...new Set(given.filter((value) => value !== null && !codes.has(value)))] as string[];
}

/** The codes that would go from a list of values. */
export function removedCodes(before: readonly CharacteristicOption[], after: readonly CharacteristicOption[]): string[] {
  const kept = new Set(after.map((option) => option.code));
  return before.filter((option) => !kept.has(option.code)).map((option) => option.code);
}
