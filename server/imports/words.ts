import type { MissingReason, Perspective, Point } from '@waymark/contract/assessments.ts';
import type { MissingCharacteristic } from '@waymark/contract/characteristics.ts';
import { fold } from './text.ts';

/** 0 for Reception to 14; undefined when the text is no year group. */
export function readYearGroup(text: string): number | undefined {
  const folded = fold(text);
  if (/^(r|reception|yr|yearr|0|foundation)$/.test(folded)) return 0;
  const match = /^(?:year|yr|y|nc|ncyear|yeargroup)?0?(\d{1,2})$/.exec(folded);
  const year = match?.[1] === undefined ? undefined : Number(match[1]);
  return year !== undefined && year >= 0 && year <= 14 ? year : undefined;
}

// Missing words of characteristics: people's, and the DfE's REFU (refused) and NOBT (not obtained).
const characteristicMissing: Record<MissingCharacteristic, readonly string[]> = {
  prefer_not_to_say: ['prefernottosay', 'pnts', 'refu', 'refused', 'declined', 'declinedtosay', 'wouldnotsay', 'rathernotsay', 'withheld'],
  not_collected: [
    'nobt',
    'notobtained',
    'informationnotyetobtained',
    'infonotyetobtained',
    'notcollected',
    'notasked',
    'nodata',
    'missing',
    'notrecorded',
    'notprovided',
  ],
  not_known: ['notknown', 'unknown', 'nk', 'dontknow', 'unsure', 'notsure', 'unclassified', 'null'],
  not_applicable: ['na', 'notapplicable', 'doesnotapply'],
};

const yes = ['yes', 'y', 'true', 't', '1', 'eligible', 'ever6', 'ticked', 'x'];
const no = ['no', 'n', 'false', 'f', '0', 'noteligible', 'none'];

// what school systems write for options of ours, by the option's code
const optionWords: Record<string, readonly string[]> = {
  N: ['nosen', 'nosend', 'nospecialeducationalneed', 'nospecialeducationalneeds'],
  K: ['sensupport', 'senk', 'schoolsupport'],
  E: ['ehcp', 'ehc', 'ehcplan', 'educationhealthandcareplan', 'educationhealthcareplan', 'statement'],
  previously: ['careleaver', 'previouslylookedafter', 'plac', 'pla', 'adoptedfromcare'],
  looked_after: ['lookedafter', 'lac', 'cla', 'incare', 'currentlylookedafter'],
};

/** A column “Looked after” says yes of one option, “Care leaver” of another: the option its heading is about. */
export function optionOfHeading(heading: string, options: readonly { code: string }[]): string | undefined {
  const folded = fold(heading);
  return options.find((one) => optionWords[one.code]?.some((word) => folded.includes(word) && word.length > 2))?.code;
}

export type CharacteristicReading = { value: string } | { missing: MissingCharacteristic } | undefined;

/**
 * What a cell says of a characteristic: one of its options, a missing value of its own kind, or nothing that is understood.
 * @param meantByYes the option that “yes” stands for where there is none called so
 */
export function readCharacteristic(
  text: string,
  options: readonly { code: string; label: string }[],
  deciles = false,
  meantByYes?: string,
): CharacteristicReading {
  const folded = fold(text);
  if (deciles) {
    const decile = Number(/^(?:decile|d)?(\d{1,2})(?:mostdeprived|leastdeprived)?$/.exec(folded)?.[1]);
    if (decile >= 1 && decile <= 10) return optionAt(options, Math.ceil(decile / 2));
  }
  // a signs-only cell: “?” is an answer, “-” is none
  if (folded === '')
    return text.trim().startsWith('?') ? { missing: 'not_known' } : /[✓✔☑]/u.test(text) ? option(options, 'yes') : undefined;
  const missing = missingIn(characteristicMissing, folded);
  if (missing === 'prefer_not_to_say' || missing === 'not_collected') return { missing };
  const exact = options.find((one) => fold(one.code) === folded) ?? options.find((one) => fold(one.label) === folded);
  if (exact) return { value: exact.code };
  if (missing !== undefined) return { missing };
  if (yes.includes(folded)) {
    const found = option(options, 'yes') ?? option(options, meantByYes ?? '');
    if (found) return found;
  }
  if (no.includes(folded)) {
    const found = option(options, 'no') ?? option(options, 'n') ?? option(options, 'none');
    if (found) return found;
  }
  const known = options.find((one) => optionWords[one.code]?.includes(folded));
  if (known) return { value: known.code };
  // “WBRI - White British”, “K: SEN support”, “1 (most deprived)”
  const lead = fold(/^\s*([\p{L}\p{N}]+)\s*[-–:(,]/u.exec(text)?.[1] ?? '');
  const led = lead === '' ? undefined : options.find((one) => fold(one.code) === lead);
  if (led) return { value: led.code };
  const quintile = Number(
    /^(?:quintile|q)?(\d)$/.exec(folded)?.[1] ?? /^(?:quintile|q)?(\d)(?:most|least|lowest|highest)/.exec(folded)?.[1],
  );
  return quintile >= 1 ? optionAt(options, quintile) : undefined;
}

function option(options: readonly { code: string }[], code: string): { value: string } | undefined {
  const found = options.find((one) => one.code.toLowerCase() === code);
  return found && { value: found.code };
}

/** The option whose code is this number, however it is written: `1`, `q1`. */
function optionAt(options: readonly { code: string }[], number: number): { value: string } | undefined {
  const found = options.find((one) => one.code.replace(/\D/g, '') === String(number));
  return found && { value: found.code };
}

function missingIn<Reason extends string>(table: Record<Reason, readonly string[]>, folded: string): Reason | undefined {
  return (Object.keys(table) as Reason[]).find((reason) => table[reason].includes(folded));
}

const scoreMissing: Record<MissingReason, readonly string[]> = {
  not_applicable: ['na', 'notapplicable', 'doesnotapply'],
  declined: ['declined', 'refused', 'wouldnotsay', 'prefernottosay', 'pnts', 'didnotwanttosay'],
  not_asked: ['notasked', 'notdiscussed', 'skipped', 'notcovered'],
  not_collected: ['notcollected', 'missing', 'nodata', 'absent', 'lost', 'notrecorded', 'unknown', 'notknown', 'nk', 'null'],
};

/** Why there is no score or result, where a cell says so. */
export const missingScore = (text: string): MissingReason | undefined => missingIn(scoreMissing, fold(text));

export type LevelReading = { level: number } | { missing: MissingReason } | { message: string; remedy: string };

/** A level as written: `3`, `3.0`, `Level 3`, `3 – can explain`, the descriptor itself; or why there is none. */
export function readLevel(text: string, descriptors: readonly string[]): LevelReading {
  const levels = descriptors.length;
  const folded = fold(text);
  const missing = missingScore(text);
  if (missing !== undefined) return { missing };
  const described = descriptors.findIndex((descriptor) => fold(descriptor) === folded && folded !== '');
  if (described !== -1) return { level: described + 1 };
  const match = /^\s*(?:level|lvl|l|score)?\s*(-?\d+(?:[.,]\d+)?)\s*(?:$|[-–—:(/]|out of)/iu.exec(text);
  const number = Number(match?.[1]?.replace(',', '.'));
  const remedy = `Write a level from 1 to ${levels}, or “N/A”, “declined” or “not asked”; leave it empty to record nothing.`;
  if (match === null || Number.isNaN(number)) return { message: 'This is not a level.', remedy };
  if (!Number.isInteger(number)) return { message: 'A level is a whole number.', remedy };
  if (number < 1 || number > levels) return { message: `Level ${number} is not on this scale, which goes from 1 to ${levels}.`, remedy };
  return { level: number };
}

const perspectives: Record<Perspective, readonly string[]> = {
  mentor: ['mentor', 'learningmentor', 'staff', 'assessor', 'practitioner', 'teacher', 'adult'],
  student: ['student', 'pupil', 'self', 'selfassessment', 'own', 'youngperson', 'learner', 'mentee'],
  joint: ['joint', 'both', 'together', 'agreed', 'shared'],
};

export function readPerspective(text: string): Perspective | undefined {
  return missingIn(perspectives, fold(text));
}

const points: Record<Point, readonly string[]> = {
  baseline: ['baseline', 'start', 'initial', 'first', 'pre', 'entry', 't0', 'before'],
  progress: ['progress', 'mid', 'midpoint', 'interim', 'ongoing', 'during', 'session'],
  review: ['review', 'progressreview', 'termly', 'termlyreview'],
  closing: ['closing', 'closure', 'end', 'final', 'last', 'exit', 'post', 'after'],
};

export function readPoint(text: string): Point | undefined {
  return missingIn(points, fold(text));
}
