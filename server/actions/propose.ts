import { sql, type Kysely } from 'kysely';
import type { ActionProposal } from '@waymark/contract/actions.ts';
import { proposalsFor, type ScoredOutcome } from '@waymark/contract/action-proposals.ts';
import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../db/actor.ts';
import type { DB } from '../db/types.ts';
import { libraryOutcomes, listLibrary } from './library.ts';

/**
 * What the organisation's library proposes for scores of one student, by the rule of `contract/action-proposals.ts`,
 * worded and dated. Actions that are open already are left out. Proposes; writes nothing.
 */
export async function proposeActions(
  tx: Kysely<DB>,
  actor: Pick<Actor, 'orgId' | 'today'>,
  studentId: string,
  scores: readonly ScoredOutcome[],
): Promise<ActionProposal[]> {
  if (scores.length === 0) return [];
  const library = await listLibrary(tx, actor.orgId, { archived: false });
  const open = await openActionsOf(tx, actor.orgId, studentId);
  const statements = new Map((await libraryOutcomes(tx, actor.orgId)).map(({ seriesId, statement }) => [seriesId, statement]));
  return proposalsFor(scores, library, open).flatMap(({ action, score, because }) => {
    const outcome = statements.get(score.seriesId);
    // an outcome of a framework no longer in use asks for nothing any more
    if (outcome === undefined) return [];
    const dueOn = Temporal.PlainDate.from(actor.today).add({ days: action.dueInDays }).toString();
    const { title, detail, owner } = action;
    return [
      {
        libraryId: action.id,
        seriesId: score.seriesId,
        outcome,
        title,
        detail,
        owner,
        dueOn,
        because,
        level: score.level,
        previousLevel: score.previousLevel,
      },
    ];
  });
}

/** The library actions a student has open, by the outcome they are for: what is not proposed again. */
export async function openActionsOf(
  tx: Kysely<DB>,
  orgId: string,
  studentId: string,
): Promise<{ libraryId: string | null; seriesId: string | null }[]> {
  return tx
    .selectFrom('actions')
    .select(['library_id as libraryId', 'series_id as seriesId'])
    .where('org_id', '=', orgId)
    .where('student_id', '=', studentId)
    .where('status', '=', 'open')
    .execute();
}

/** Where a student stands in their current enrolments, mentor's or joint view, whichever is later: what actions answer. */
export async function standingScores(tx: Kysely<DB>, orgId: string, studentId: string): Promise<ScoredOutcome[]> {
  const { rows } = await sql<ScoredOutcome>`
    select distinct on (st.series_id) st.series_id as "seriesId", st.latest_level as level, st.previous_level as "previousLevel"
    from standings st
    join enrolments e on e.org_id = st.org_id and e.id = st.enrolment_id and e.ended_on is null
    where st.org_id = ${orgId} and st.student_id = ${studentId} and st.perspective in ('mentor', 'joint') and st.scored > 0
    order by st.series_id, st.latest_on desc, st.perspective desc`.execute(tx);
  return rows;
}
