import type { MissingReason } from '@waymark/contract/assessments.ts';
import { problemWithValue } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';

export interface Taken {
  takenOn: string;
  from: string | null;
  value: number | null;
  missingReason: MissingReason | null;
}

export interface Problem {
  field: string;
  value?: unknown;
  message: string;
}

/** What is wrong with a reading for its measure; `at` stands before the names of the fields. */
export function readingProblems(measure: Pick<Measure, 'scale'> | undefined, reading: Taken, today: string, at = ''): Problem[] {
  const problems: Problem[] = [];
  if (measure === undefined) problems.push({ field: `${at}measureId`, message: 'There is no such measure in use. Choose another.' });
  if (reading.takenOn > today) problems.push({ field: `${at}takenOn`, value: reading.takenOn, message: 'This day is still to come.' });
  if (reading.takenOn < '1990-01-01')
    problems.push({ field: `${at}takenOn`, value: reading.takenOn, message: 'This day is too long ago.' });
  if (reading.from !== null && reading.from > reading.takenOn)
    problems.push({ field: `${at}from`, value: reading.from, message: 'The first day is after the last.' });
  const wrong = measure !== undefined && reading.value !== null ? problemWithValue(measure.scale, reading.value) : undefined;
  if (wrong !== undefined) problems.push({ field: `${at}value`, value: reading.value, message: wrong });
  return problems;
}

/** The step a value is on an ordered scale, as the scale calls it now; null on other scales. */
export function stepOf({ scale }: Pick<Measure, 'scale'>, value: number | null): string | null {
  if (scale.type !== 'ordered' || value === null) return null;
  return scale.steps.find((step) => step.value === value)?.label ?? null;
}

/** Whether two readings say the same. */
export function saysTheSame(a: Taken & { note: string }, b: Taken & { note: string }): boolean {
  return a.takenOn === b.takenOn && a.from === b.from && a.value === b.value && a.missingReason === b.missingReason && a.note === b.note;
}
