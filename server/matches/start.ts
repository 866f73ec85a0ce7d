import type { Actor, Tx } from '../db/actor.ts';

export interface NewMatch {
  id: string;
  studentId: string;
  mentorId: string;
  enrolmentId: string;
  purpose: string;
  startedOn: string;
}

/** Starts matches that `matchProblem` has nothing against. One the student has already is not started a second time. */
export async function startMatches(
  tx: Tx,
  actor: Actor,
  matches: readonly NewMatch[],
): Promise<{ id: string; studentId: string; mentorId: string }[]> {
  if (matches.length === 0) return [];
  return tx
    .insertInto('matches')
    .values(
      matches.map((match) => ({
        org_id: actor.orgId,
        student_id: match.studentId,
        id: match.id,
        mentor_id: match.mentorId,
        enrolment_id: match.enrolmentId,
        purpose: match.purpose,
        started_on: match.startedOn,
        created_by: actor.memberId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'student_id as studentId', 'mentor_id as mentorId'])
    .execute();
}
