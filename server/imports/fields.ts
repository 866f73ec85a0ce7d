import { knownFields } from './knownFields.ts';
import type { ImportField, ImportKind } from '@waymark/contract/imports.ts';
import { fold } from './text.ts';

/** What the organisation records about students, as an import needs it. */
export interface CharacteristicChoice {
  id: string;
  code: string;
  label: string;
  options: readonly { code: string; label: string }[];
}

/** An outcome of the framework scores are imported into. */
export interface OutcomeChoice {
  id: string;
  seriesId: string;
  code: string;
  statement: string;
  descriptors: readonly string[];
}

/** Headings of the same thing under many names; tried on the file's heading and on the characteristic's own code and label. */
const characteristicKinds: readonly RegExp[] = [
  /^(fsm|freeschoolmeals?|fsmeligib\w*|eligibleforf\w*|fsmever6|fsm6|ever6fsm|ever6|everfsm6?)/,
  /^(pupilpremium\w*|pp|ppi|pp(indicator|eligible|status))$/,
  /^(sen|send|senstatus|sendstatus|sen(d)?(provision|code|need|stage|support|type)\w*|specialeducation\w*)$/,
  /^(ethnic\w*|ethnicitycode)$/,
  /^(first(in|of)?(the)?(my)?family\w*|firstgen\w*|firstinfamily\w*|parental(he|highereducation|university)\w*)$/,
  /^polar\w*/,
  /^tundra\w*/,
  /^(imd\w*|indexofmultipledeprivation\w*|deprivation\w*)/,
  /^(lookedafter\w*|careexperience\w*|carestatus|care|incare\w*|lac|cla|careleaver\w*|childlookedafter|childreninneed)$/,
  /^(eal|englishasanadditionallanguage|firstlanguage\w*)$/,
  /^(sex|gender\w*)$/,
];

/** The characteristic a heading most likely means. */
export function characteristicOf(heading: string, choices: readonly CharacteristicChoice[]): CharacteristicChoice | undefined {
  const folded = fold(heading);
  if (folded === '') return undefined;
  const exact = choices.find((choice) => fold(choice.code) === folded || fold(choice.label) === folded);
  if (exact) return exact;
  const kind = characteristicKinds.find((pattern) => pattern.test(folded));
  return kind && choices.find((choice) => kind.test(fold(choice.code)) || kind.test(fold(choice.label)));
}

/** `characteristic:imd/deciles` reads a decile, 1–10, as the quintile it lies in. */
export interface CharacteristicTarget {
  code: string;
  deciles: boolean;
}

export function characteristicTarget(field: string): CharacteristicTarget | undefined {
  const match = /^characteristic:(.+?)(\/deciles)?$/.exec(field);
  return match?.[1] === undefined ? undefined : { code: match[1], deciles: match[2] !== undefined };
}

/** Every field a column of this kind of file can fill, for choosing. */
export function fieldsFor(
  kind: ImportKind,
  characteristics: readonly CharacteristicChoice[],
  outcomes: readonly OutcomeChoice[],
  measures: readonly { code: string; name: string }[] = [],
): ImportField[] {
  const fields: ImportField[] = knownFields
    .filter((field) => field.kinds.includes(kind))
    .map(({ field, label, hint, group }) => ({ field, label, hint, group }));
  if (kind === 'roll') {
    for (const { code, label, options } of characteristics) {
      const hint = options
        .map((option) => option.label)
        .slice(0, 4)
        .join(', ');
      fields.push({ field: `characteristic:${code}`, label, hint, group: 'Characteristics' });
      if (isQuintile(options))
        fields.push({
          field: `characteristic:${code}/deciles`,
          label: `${label}, from deciles`,
          hint: '1 to 10, two deciles to a quintile.',
          group: 'Characteristics',
        });
    }
  } else if (kind === 'scores') {
    for (const { code, statement } of outcomes)
      fields.push({
        field: `level:${code}`,
        label: `${code} ${statement}`,
        hint: 'The level of this outcome, a column for each.',
        group: 'A column for each outcome',
      });
  }
  if (kind === 'results') {
    for (const { code, name } of measures)
      fields.push({
        field: `measure:${code}`,
        label: name,
        hint: 'The result of this measure, a column for each.',
        group: 'A column for each measure',
      });
    for (const { code, name } of measures)
      fields.push({
        field: `target:${code}`,
        label: `${name}: target`,
        hint: 'What this measure should become, a column for each.',
        group: 'A column for each target',
      });
  }
  return fields;
}

export function isQuintile(options: readonly { code: string }[]): boolean {
  return options.length === 5 && options.every((option, index) => option.code.replace(/\D/g, '') === String(index + 1));
}
