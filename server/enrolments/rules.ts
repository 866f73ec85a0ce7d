import { dayInWords } from '@waymark/contract/days.ts';
import { Temporal } from 'temporal-polyfill';
import type { Problem } from '@waymark/contract/common.ts';

type Fields = NonNullable<Problem['errors']>;

export interface OpenEnrolment {
  id: string;
  student: string;
  startedOn: string;
  endedOn: string | null;
  version: number;
}

/** Of the enrolments to be ended, those somebody else changed or ended since they were read, by student. */
export function changedMeanwhile(wanted: readonly { id: string; version: number }[], found: readonly OpenEnrolment[]): string[] {
  const versions = new Map(wanted.map((one) => [one.id, one.version]));
  return found.filter((one) => one.version !== versions.get(one.id)).map((one) => one.student);
}

/** What is wrong with ending these enrolments on this day, each by its place in the list. */
export function endProblems(wanted: readonly { id: string }[], found: readonly OpenEnrolment[], endedOn: string, today: string): Fields {
  const problems: Fields = [];
  if (endedOn > Temporal.PlainDate.from(today).add({ years: 2 }).toString()) {
    problems.push({ field: 'endedOn', value: endedOn, message: 'This is more than two years ahead. Check the year.' });
  }
  for (const [index, { id }] of wanted.entries()) {
    const one = found.find((enrolment) => enrolment.id === id);
    if (one === undefined) problems.push({ field: `enrolments.${index}`, value: id, message: 'This enrolment is not here.' });
    else if (endedOn < one.startedOn) {
      problems.push({
        field: 'endedOn',
        value: endedOn,
        message: `${one.student} was enrolled on ${dayInWords(one.startedOn)}; the enrolment cannot end before that.`,
      });
    } else if (one.endedOn !== null && one.endedOn <= today) {
      problems.push({
        field: `enrolments.${index}`,
        value: id,
        message: `${one.student}'s enrolment ended on ${dayInWords(one.endedOn)} already.`,
      });
    }
  }
  return problems;
}
