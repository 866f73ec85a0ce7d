import { sql } from 'kysely';
import type { ScoringBasis } from '@waymark/contract/second-scorings.ts';
import type { Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

/** What was put together for the scorer; gone once the request is closed. */
interface Material {
  student: string;
  yearGroup: number | null;
  meetingOn: string;
  notes: string[];
}

/** What a scorer has chosen for one outcome and not sent yet. */
interface Begun {
  level: number | null;
  missingReason: 'not_asked' | 'not_applicable' | null;
}

interface OpenRequest {
  id: string;
  studentId: string;
  basis: ScoringBasis;
  dueOn: string;
  outcomeIds: string[];
  material: Material;
  /** Chosen so far and not sent, by outcome. */
  begun: Record<string, Begun>;
}

/** Open requests to one mentor; one of them, locked, when its id is given. */
export async function findOpen(tx: Tx, orgId: string, scorerId: string, id?: string): Promise<OpenRequest[]> {
  const { rows } = await sql<OpenRequest>`
    select id, student_id as "studentId", basis, due_on as "dueOn", outcome_ids as "outcomeIds", material, coalesce(begun, '{}') as begun from second_scorings
    where org_id = ${orgId} and scorer_id = ${scorerId} and status = 'open' and ${id === undefined ? sql`true` : sql`id = ${id}`}
    order by due_on, id ${id === undefined ? sql`` : sql`for update`}`.execute(tx);
  return rows;
}

/** Keeps what the scorer has chosen so far, in an open request that is locked. */
export async function keepBegun(tx: Tx, orgId: string, id: string, begun: Readonly<Record<string, Begun>>): Promise<void> {
  await tx
    .updateTable('second_scorings')
    .set({ begun: jsonb(begun) as never })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute();
}

/** Closes an open request and takes away what was shown for it; its student, or undefined when there is none open. */
export async function closeRequest(
  tx: Tx,
  orgId: string,
  id: string,
  status: 'done' | 'withdrawn',
  now: Date,
): Promise<{ studentId: string } | undefined> {
  const { rows } = await sql<{ studentId: string }>`
    update second_scorings set status = ${status}, material = null, begun = null, closed_at = ${now.toISOString()}
    where org_id = ${orgId} and id = ${id} and status = 'open' returning student_id as "studentId"`.execute(tx);
  return rows[0];
}

export async function insertSecondScores(
  tx: Tx,
  orgId: string,
  request: { id: string; studentId: string; scorerId: string },
  scores: readonly { outcomeId: string; level: number | null; missingReason: string | null }[],
  now: Date,
): Promise<void> {
  await tx
    .insertInto('second_scores')
    .values(
      scores.map(({ outcomeId, level, missingReason }) => ({
        org_id: orgId,
        student_id: request.studentId,
        second_scoring_id: request.id,
        scorer_id: request.scorerId,
        outcome_id: outcomeId,
        level,
        missing_reason: missingReason,
        recorded_at: now.toISOString(),
      })),
    )
    .execute();
}

/** The outcomes of a request as they were when the meeting was scored. */
export async function findQuestions(tx: Tx, orgId: string, outcomeIds: readonly string[]) {
  const { rows } = await sql<{ outcomeId: string; type: string; statement: string; question: string; descriptors: string[] }>`
    select o.id as "outcomeId", t.name as type, o.statement, o.question, o.descriptors
    from outcomes o join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
    where o.org_id = ${orgId} and o.id = any(${[...outcomeIds]}::uuid[])
    order by t.position, o.position`.execute(tx);
  return rows;
}
