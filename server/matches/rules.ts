import { dayInWords } from '@waymark/contract/days.ts';
import { Temporal } from 'temporal-polyfill';

export interface Seat {
  name: string;
  role: string;
  status: string;
}

/** A member who can be given students: a mentor's seat that has not ended; an invited mentor may be matched beforehand. */
export function canMentor(seat: Seat): boolean {
  return seat.role === 'mentor' && (seat.status === 'active' || seat.status === 'invited');
}

export interface MatchStart {
  startedOn: string;
  student: { name: string; leftOn: string | null };
  mentor: Seat | undefined;
  enrolment: { startedOn: string; endedOn: string | null; programme: string } | undefined;
  /** The mentor already has a match with this student under this enrolment. */
  already: boolean;
}

/** Why this match cannot start, in a sentence, or undefined. */
export function matchProblem(match: MatchStart): string | undefined {
  const { student, mentor, enrolment, startedOn } = match;
  if (student.leftOn !== null) return `${student.name} left on ${dayInWords(student.leftOn)}. Take them back first.`;
  if (mentor === undefined) return 'This mentor is not a member of the organisation.';
  if (!canMentor(mentor)) return `${mentor.name} has no mentor's seat at present. Choose another mentor.`;
  if (enrolment === undefined) return `${student.name} is not enrolled there. Enrol them in a programme first.`;
  if (enrolment.endedOn !== null && enrolment.endedOn <= startedOn)
    return `${student.name}'s enrolment in ${enrolment.programme} ends on ${dayInWords(enrolment.endedOn)}.`;
  if (startedOn < enrolment.startedOn)
    return `${student.name}'s enrolment in ${enrolment.programme} starts on ${dayInWords(enrolment.startedOn)}; the match cannot start before that.`;
  if (match.already) return `${mentor.name} already mentors ${student.name} in ${enrolment.programme}.`;
  return undefined;
}

/** Why a match cannot end on this day, or undefined. On the day it started: one that should never have been. */
export function endProblem(endedOn: string, startedOn: string, today: string): string | undefined {
  if (endedOn < startedOn) return `The match started on ${dayInWords(startedOn)}; it cannot end before that.`;
  if (endedOn > Temporal.PlainDate.from(today).add({ years: 1 }).toString()) return 'This is more than a year ahead. Check the year.';
  return undefined;
}

/**
 * The moment from which meetings no longer belong to a match that ends on `day`: now, when it ends today, so that a meeting
 * of this morning stays with the mentor who held it; otherwise the beginning of the day.
 */
export function cutOff(day: string, now: Date, timeZone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  if (moment.toZonedDateTimeISO(timeZone).toPlainDate().toString() === day) return moment.toString();
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString();
}

export interface PlannedHandover {
  from: string;
  today: string;
  match: { startedOn: string; endedOn: string | null; changed: boolean };
  student: { name: string };
  fromMentorId: string;
  toMentorId: string;
  toMentor: Seat | undefined;
  /** The next mentor already has a match with this student under this enrolment. */
  already: boolean;
}

/** Why this match cannot be handed over as planned, or undefined. `changed`: somebody edited or ended it since it was read. */
export function handoverProblem(plan: PlannedHandover): string | undefined {
  const { student, toMentor, match } = plan;
  if (match.changed && match.endedOn !== null) return `${student.name}'s match was ended by somebody else in the meantime.`;
  if (match.changed) return `${student.name}'s match was changed by somebody else in the meantime.`;
  if (plan.from < plan.today) return 'A handover starts today or later: what was done until now stays with the mentor who did it.';
  if (plan.from < match.startedOn) return `${student.name}'s match only starts on ${dayInWords(match.startedOn)}.`;
  if (match.endedOn !== null && match.endedOn < plan.from)
    return `${student.name}'s match ends on ${dayInWords(match.endedOn)}, before the handover.`;
  if (plan.toMentorId === plan.fromMentorId) return `${student.name} is with this mentor already.`;
  if (toMentor === undefined) return 'This mentor is not a member of the organisation.';
  if (!canMentor(toMentor)) return `${toMentor.name} has no mentor's seat at present. Choose another mentor.`;
  if (plan.already) return `${toMentor.name} already mentors ${student.name} in this programme. End this match instead.`;
  return undefined;
}
