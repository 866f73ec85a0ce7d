/** A stretch of time of somebody's, half-open: a meeting that ends at three does not clash with one that starts at three. */
export interface Busy {
  startsAt: string;
  plannedMinutes: number;
}

export interface BusyMeeting extends Busy {
  meetingId: string;
  mentorId: string;
  studentId: string;
  mentorName: string;
  studentName: string;
}

export type Whose = 'mentor' | 'student' | 'both';

const minute = 60_000;

/** Whether two stretches of time share a moment. */
export function overlap(a: Busy, b: Busy): boolean {
  const [startA, startB] = [Date.parse(a.startsAt), Date.parse(b.startsAt)];
  return startA < startB + b.plannedMinutes * minute && startB < startA + a.plannedMinutes * minute;
}

/** Which of `others` a planned meeting of this mentor and student clashes with, in order of time, and who is busy then. */
export function clashesOf<Other extends BusyMeeting>(
  planned: Busy & { mentorId: string; studentId: string },
  others: readonly Other[],
): (Other & { who: Whose })[] {
  return others
    .filter((other) => overlap(planned, other))
    .map((other): Other & { who: Whose } => {
      const mentor = other.mentorId === planned.mentorId;
      const student = other.studentId === planned.studentId;
      return { ...other, who: mentor && student ? 'both' : mentor ? 'mentor' : 'student' };
    })
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}
