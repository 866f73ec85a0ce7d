import { createHash } from 'node:crypto';
import type { Evidence } from '@waymark/contract/evidence.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { readGround, standingsInForce, type Case } from '../targets/ground.ts';
import { findActions, findFeedback, findMeetings } from './facts-queries.ts';
import { questionsOf } from './questions.ts';

/** A case to be looked at, from when on meetings, actions and feedback count. */
export interface LookedAt extends Case {
  startedOn: string;
  since: string;
}

/**
 * What is on record about some cases today, by enrolment: what a review shows, and what is frozen with it. The number of
 * statements is the same for one case and for five hundred that are closed together.
 */
export async function readEvidence(tx: Tx, actor: Actor, cases: readonly LookedAt[]): Promise<Map<string, Evidence>> {
  if (cases.length === 0) return new Map();
  const ground = await readGround(tx, actor, cases);
  const meetings = new Map((await findMeetings(tx, actor, cases)).map(({ enrolmentId, ...counts }) => [enrolmentId, counts]));
  const actions = Map.groupBy(await findActions(tx, actor, cases), ({ enrolmentId }) => enrolmentId);
  const feedback = Map.groupBy(await findFeedback(tx, actor, cases), ({ enrolmentId }) => enrolmentId);
  return new Map(
    cases.map((one): [string, Evidence] => {
      const own = actions.get(one.id) ?? [];
      const count = (status: string) => own.filter((action) => action.status === status).length;
      return [
        one.id,
        {
          asOf: actor.today,
          startedOn: one.startedOn,
          since: one.since,
          targets: standingsInForce(one, ground),
          questions: questionsOf(one, ground),
          meetings: meetings.get(one.id) ?? { held: 0, studentAbsent: 0, mentorAbsent: 0, minutes: 0 },
          actions: {
            done: count('done'),
            notDone: count('not_done'),
            open: count('open'),
            overdue: own.filter(({ status, dueOn }) => status === 'open' && dueOn !== null && dueOn < actor.today).length,
            items: own.map(({ id, title, owner, status, dueOn }) => ({ id, title, owner, status, dueOn })),
          },
          feedback: (feedback.get(one.id) ?? []).map(({ author, subject, on, body }) => ({ author, subject, on, body })),
        },
      ];
    }),
  );
}

/** A short sign of what was seen: the same evidence gives the same, and one more score another. */
export function signOf(evidence: Evidence): string {
  return createHash('sha256').update(JSON.stringify(evidence)).digest('base64url').slice(0, 22);
}
