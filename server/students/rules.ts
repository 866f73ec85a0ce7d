import { dayInWords } from '@waymark/contract/days.ts';
import { Temporal } from 'temporal-polyfill';
import type { ProblemField } from '@waymark/contract/common.ts';
import type { z } from 'zod';

type Field = z.infer<typeof ProblemField>;

/** Whole years on `today` of somebody born on `birthDate`. */
export function ageOn(birthDate: string, today: string): number {
  return Temporal.PlainDate.from(birthDate).until(today, { largestUnit: 'years' }).years;
}

/**
 * What is implausible about a birth date, or undefined: mentoring is for children and young people, so that an age under
 * 4 or over 25 is nearly always a mistyped year or a day and month swapped.
 */
export function birthDateProblem(birthDate: string, today: string): string | undefined {
  if (birthDate > today) return 'This date is still to come. Check the year.';
  const age = ageOn(birthDate, today);
  if (age < 4 || age > 25) return `This would make the student ${age} ${age === 1 ? 'year' : 'years'} old. Check the year.`;
  return undefined;
}

/** Everything wrong with a student's details beyond what the contract checks, each with its field. */
export function detailProblems(details: { birthDate: string | null }, today: string): Field[] {
  const birthDate = details.birthDate === null ? undefined : birthDateProblem(details.birthDate, today);
  return birthDate === undefined ? [] : [{ field: 'birthDate', value: details.birthDate, message: birthDate }];
}

export interface Lookalike {
  id: string;
  givenName: string;
  familyName: string;
  birthDate: string | null;
  yearGroup: number | null;
  school: string | null;
  leftOn: string | null;
}

/** “Looks like Ada Lovelace, born 10 December 2010, Year 9 at Northgate Academy, already here.” */
export function lookalikeSentence(one: Lookalike): string {
  const parts = [
    `${one.givenName} ${one.familyName}`,
    ...(one.birthDate === null ? [] : [`born ${dayInWords(one.birthDate)}`]),
    ...(one.yearGroup === null ? [] : [one.yearGroup === 0 ? 'Reception' : `Year ${one.yearGroup}`]),
  ];
  const school = one.school === null ? '' : ` at ${one.school}`;
  return one.leftOn === null
    ? `Looks like ${parts.join(', ')}${school}, already here.`
    : `Looks like ${parts.join(', ')}${school}, who left on ${dayInWords(one.leftOn)}.`;
}

/** The details that differ between two states of a record, for the audit log: names of fields, never their contents. */
export function changedFields<T extends object>(before: T, after: T): (keyof T & string)[] {
  return (Object.keys(after) as (keyof T & string)[]).filter((key) => before[key] !== after[key]);
}

interface Reasoned {
  leftReason: string | null;
  enrolments: readonly { endReason: string | null }[];
  matches: readonly { endReason: string | null }[];
}

/** A student's record without why anything ended: what a reader is shown who may not read reasons. */
export function withoutReasons<Student extends Reasoned>(student: Student): Student {
  return {
    ...student,
    leftReason: null,
    enrolments: student.enrolments.map((enrolment) => ({ ...enrolment, endReason: null })),
    matches: student.matches.map((match) => ({ ...match, endReason: null })),
  };
}
