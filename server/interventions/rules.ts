import type { Attended, MarkBody } from '@waymark/contract/participations.ts';
import { Refusal, invalid } from '../http/refusal.ts';

/** A mark as it is kept: minutes of this student. */
export interface Mark {
  studentId: string;
  attended: Attended;
  minutes: number;
  note: string;
}

/**
 * Marks with their minutes: all of the session, the part that was given, or none.
 * @throws Refusal 422 naming each mark that cannot be so
 */
export function marksOf(bodies: readonly MarkBody[], sessionMinutes: number): Mark[] {
  const errors = bodies.flatMap(({ studentId, attended, minutes }, index) => {
    if (bodies.findIndex((one) => one.studentId === studentId) !== index) {
      return [{ field: `marks.${index}.studentId`, value: studentId, message: 'This student is on the register twice.' }];
    }
    if (attended !== 'part') return [];
    const field = `marks.${index}.minutes`;
    if (minutes === undefined) return [{ field, message: 'Say how many minutes this student was there.' }];
    if (minutes < sessionMinutes) return [];
    const message = `The session was ${sessionMinutes} minutes: part of it is less. Mark the student as present for all of it, or give fewer.`;
    return [{ field, value: minutes, message }];
  });
  if (errors.length > 0) throw invalid('Some marks of the register cannot be taken as they are.', errors);
  return bodies.map(({ studentId, attended, minutes, note }) => ({
    studentId,
    attended,
    minutes: attended === 'attended' ? sessionMinutes : attended === 'part' ? (minutes ?? 0) : 0,
    note,
  }));
}

/** What of a corrected register is new: marks that differ from those that stand, and those that were not there. */
export function changedMarks(standing: readonly Mark[], wanted: readonly Mark[]): Mark[] {
  const before = new Map(standing.map((mark) => [mark.studentId, mark]));
  return wanted.filter((mark) => {
    const was = before.get(mark.studentId);
    return was === undefined || was.attended !== mark.attended || was.minutes !== mark.minutes || was.note !== mark.note;
  });
}

/** Refuses a session of a day that is still to come. */
export function requirePast(heldOn: string, today: string): void {
  if (heldOn <= today) return;
  throw invalid('This day is still to come.', [{ field: 'heldOn', value: heldOn, message: 'Record a session on its day or after it.' }]);
}

/** Refuses an end before the beginning. */
export function requireOrder(startsOn: string | null, endsOn: string | null, field = 'endsOn'): void {
  if (startsOn === null || endsOn === null || endsOn >= startsOn) return;
  throw invalid('The end is before the beginning.', [{ field, value: endsOn, message: `Choose ${startsOn} or a later day.` }]);
}

/** Refuses a second mark of the same day unless somebody has said that there were two sessions. */
export function requireNotTwice(students: readonly string[], another: boolean): void {
  if (another || students.length === 0) return;
  const [first] = students;
  const who = students.length === 1 ? `${first} has` : `${first} and ${students.length - 1} more have`;
  throw new Refusal(
    409,
    'same-day',
    `${who} a mark of this day already.`,
    'If there were two sessions, record it as another one. Otherwise open the register that is there and correct it.',
  );
}
