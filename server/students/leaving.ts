import type { leaveStudent } from '@waymark/contract/students.ts';
import type { ParsedBody } from '@waymark/contract/endpoint.ts';
import { closeCases } from '../closures/close.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { conflict, invalid } from '../http/refusal.ts';
import type { EndedMatches } from '../matches/end.ts';

type Leaving = ParsedBody<typeof leaveStudent>;

/** Refuses a leaving that has happened already or is still to come. */
export function requireLeavable(leftOn: string | null, leaving: Leaving, today: string): void {
  if (leftOn !== null)
    throw conflict('already-left', 'This student is marked as left already.', 'Load the page again to see when and why.');
  if (leaving.leftOn > today) {
    throw invalid('A student is marked as left once they have left.', [
      {
        field: 'leftOn',
        value: leaving.leftOn,
        message: 'This day is still to come. To plan an end, end the enrolment on that day instead.',
      },
    ]);
  }
}

/** Ends everything a student who left was taking part in. */
export async function endAllOf(
  tx: Tx,
  actor: Actor,
  studentId: string,
  leaving: Leaving,
  now: Date,
): Promise<EndedMatches & { enrolments: number }> {
  const { leftOn, endKind, endedBy, reason } = leaving;
  const ended = await closeCases(tx, actor, { studentId }, { endedOn: leftOn, kind: endKind, endedBy, reason }, now);
  return { ...ended, enrolments: ended.enrolments.length };
}
