import type { CharacteristicOption, MissingCharacteristic } from '@waymark/contract/characteristics.ts';

export type ReadValue =
  | { ok: true; value: string; missingReason: null }
  | { ok: true; value: null; missingReason: MissingCharacteristic }
  /** An empty cell says nothing: what is recorded stays. */
  | { ok: true; value: null; missingReason: null }
  | { ok: false; message: string };

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const yes = new Set(['y', 'yes', 'true', 't', '1', 'x', 'eligible']);
const no = new Set(['n', 'no', 'false', 'f', '0', 'not eligible', 'ineligible']);

const missing: Record<string, MissingCharacteristic> = {
  'not collected': 'not_collected',
  'not yet obtained': 'not_collected',
  nobt: 'not_collected',
  'prefer not to say': 'prefer_not_to_say',
  refused: 'prefer_not_to_say',
  refu: 'prefer_not_to_say',
  'not known': 'not_known',
  unknown: 'not_known',
  'don t know': 'not_known',
  'not applicable': 'not_applicable',
  na: 'not_applicable',
  'n a': 'not_applicable',
};

/**
 * What a cell of somebody's spreadsheet says about a characteristic: a value by its code or its label, yes and no in
 * the usual spellings, `Q1` or `Quintile 1` for a quintile, or a reason why there is none.
 */
export function readCharacteristicValue(options: readonly CharacteristicOption[], text: string): ReadValue {
  const typed = plain(text);
  if (typed === '') return { ok: true, value: null, missingReason: null };
  const option = options.find(({ code, label }) => plain(code) === typed || plain(label) === typed);
  if (option) return { ok: true, value: option.code, missingReason: null };
  const codes = new Set(options.map(({ code }) => code));
  if (codes.has('yes') && codes.has('no')) {
    if (yes.has(typed)) return { ok: true, value: 'yes', missingReason: null };
    if (no.has(typed)) return { ok: true, value: 'no', missingReason: null };
  }
  const quintile = /^(?:q|quintile) ?([1-5])$/.exec(typed)?.[1];
  if (quintile !== undefined && codes.has(quintile)) return { ok: true, value: quintile, missingReason: null };
  const reason = missing[typed];
  if (reason) return { ok: true, value: null, missingReason: reason };
  const shown = options.length <= 8 ? options : options.slice(0, 6);
  const rest = options.length > shown.length ? ` and ${options.length - shown.length} more` : '';
  return {
    ok: false,
    message: `“${text.trim()}” is not one of its values: ${shown.map(({ code }) => code).join(', ')}${rest}. Leave it empty if nothing is known.`,
  };
}
