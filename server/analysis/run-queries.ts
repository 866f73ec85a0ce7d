import { sql } from 'kysely';
import { type AnalysisAnswer, type AnalysisFilters, type AnalysisRun, Question } from '@waymark/contract/analysis.ts';
import type { Tx } from '../db/actor.ts';

/** The same question with the same filters, whoever asks and at whatever moment: what a fit is found by again. */
function keyOf({ asOf: _moment, ...filters }: Partial<AnalysisFilters>): string {
  return JSON.stringify(Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A fit whose data are of the moment the filters ask for; without one, the latest that asked for none. */
const ofMoment = ({ asOf }: AnalysisFilters) =>
  asOf === undefined ? sql<boolean>`filters->>'asOf' is null` : sql<boolean>`(filters->>'asOf' = ${asOf} or answer->>'asOf' = ${asOf})`;

const columns = ['id', 'question', 'status', 'progress', 'stage', 'answer', 'started_at'] as const;

interface RunRow {
  id: string;
  question: string;
  status: string;
  progress: number;
  stage: string;
  answer: unknown;
  started_at: string;
}

const asRun = ({ id, question, status, progress, stage, answer, started_at }: RunRow): AnalysisRun => ({
  id,
  question: Question.parse(question),
  status: status as AnalysisRun['status'],
  progress,
  stage,
  startedAt: started_at,
  answer: answer as AnalysisAnswer | null,
});

/** The latest fit of a question with these filters. */
export async function findRun(tx: Tx, orgId: string, question: Question, filters: AnalysisFilters): Promise<AnalysisRun | null> {
  const row = await tx
    .selectFrom('analysis_runs')
    .select(columns)
    .where('org_id', '=', orgId)
    .where('question', '=', question)
    .where('filters_key', '=', keyOf(filters))
    .where(ofMoment(filters))
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : asRun(row);
}

/** The answer of the latest fit that came to its end. */
export async function findFitted(tx: Tx, orgId: string, question: Question, filters: AnalysisFilters): Promise<AnalysisAnswer | null> {
  const row = await tx
    .selectFrom('analysis_runs')
    .select('answer')
    .where('org_id', '=', orgId)
    .where('question', '=', question)
    .where('filters_key', '=', keyOf(filters))
    .where(ofMoment(filters))
    .where('status', '=', 'done')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.answer as AnalysisAnswer | undefined) ?? null;
}

export async function insertRun(
  tx: Tx,
  orgId: string,
  run: { id: string; question: string; filters: Partial<AnalysisFilters>; memberId: string | null; now: Date },
): Promise<void> {
  await tx
    .insertInto('analysis_runs')
    .values({
      org_id: orgId,
      id: run.id,
      question: run.question,
      filters: JSON.stringify(run.filters),
      filters_key: keyOf(run.filters),
      started_by: run.memberId,
      started_at: run.now.toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Fits nobody works on yet; after a start of the program also those an earlier one was at. */
export async function findToFit(tx: Tx, orgId: string, interrupted: boolean): Promise<string[]> {
  const rows = await tx
    .selectFrom('analysis_runs')
    .select('id')
    .where('org_id', '=', orgId)
    .where('status', 'in', interrupted ? ['waiting', 'running'] : ['waiting'])
    .orderBy('started_at')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes a fit up, and gives what was asked as it was kept; undefined when it was stopped in the meantime. */
export async function claimRun(tx: Tx, orgId: string, id: string): Promise<{ question: string; filters: unknown } | undefined> {
  return tx
    .updateTable('analysis_runs')
    .set({ status: 'running', progress: 0, stage: 'reading the scores' })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', 'in', ['waiting', 'running'])
    .returning(['question', 'filters'])
    .executeTakeFirst();
}

/** Writes down how far a fit is, or how it ended; false when somebody has stopped it. */
export async function noteRun(
  tx: Tx,
  orgId: string,
  id: string,
  state: { progress?: number; stage?: string; status?: 'done' | 'failed'; answer?: string; finished_at?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('analysis_runs')
    .set(state)
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Stops a fit; false when there is none under way by this id. */
export async function cancelRun(tx: Tx, orgId: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('analysis_runs')
    .set({ status: 'cancelled', finished_at: now.toISOString() })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
