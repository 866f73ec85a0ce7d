import { sql } from 'kysely';
import type { AnalysisFilters, AnalysisRun } from '@waymark/contract/analysis.ts';
import type { Tx } from '../db/actor.ts';
import { notFound } from '../http/refusal.ts';
import type { Request } from '../http/route.ts';

/** What is fitted beside a page: a question of analysis, or another model that takes longer than a page should wait. */
export interface AskedFit {
  question: string;
  filters: Partial<AnalysisFilters>;
}

/** A fit, whatever became of it; its answer when it is done. */
export type Run = Omit<AnalysisRun, 'question' | 'answer'> & { answer: unknown };

/** The same question with the same filters, whoever asks and at whatever moment: what a fit is found by again. */
function keyOf({ asOf: _moment, ...filters }: Partial<AnalysisFilters>): string {
  return JSON.stringify(Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A fit whose data are of the moment the filters ask for; without one, the latest that asked for none. */
const ofMoment = ({ asOf }: Partial<AnalysisFilters>) =>
  asOf === undefined ? sql<boolean>`filters->>'asOf' is null` : sql<boolean>`(filters->>'asOf' = ${asOf} or answer->>'asOf' = ${asOf})`;

const runsOf = (tx: Tx, orgId: string, { question, filters }: AskedFit) =>
  tx
    .selectFrom('analysis_runs')
    .where('org_id', '=', orgId)
    .where('question', '=', question)
    .where('filters_key', '=', keyOf(filters))
    .where(ofMoment(filters))
    .orderBy('started_at', 'desc')
    .limit(1);

/** The latest fit of what is asked, whatever became of it. */
export async function findRun(tx: Tx, orgId: string, asked: AskedFit): Promise<Run | null> {
  const row = await runsOf(tx, orgId, asked).select(['id', 'status', 'progress', 'stage', 'started_at', 'answer']).executeTakeFirst();
  if (row === undefined) return null;
  const { status, started_at, ...run } = row;
  return { ...run, status: status as Run['status'], startedAt: started_at };
}

/** The answer of the latest fit that came to its end, and when it did. */
export async function findFitted(tx: Tx, orgId: string, asked: AskedFit): Promise<{ answer: unknown; at: string } | null> {
  const row = await runsOf(tx, orgId, asked).where('status', '=', 'done').select(['answer', 'finished_at']).executeTakeFirst();
  return row === undefined || row.finished_at === null ? null : { answer: row.answer, at: row.finished_at };
}

/** Has what is asked fitted beside the page. Two people who ask the same wait for the same fit. */
export async function startRun(
  { actor, tx, now, audit, enqueue }: Pick<Request<never>, 'actor' | 'tx' | 'now' | 'audit' | 'enqueue'>,
  id: string,
  asked: AskedFit,
): Promise<Run> {
  const under = await findRun(tx, actor.orgId, asked);
  if (under?.status === 'waiting' || under?.status === 'running') return under;
  await tx
    .insertInto('analysis_runs')
    .values({
      org_id: actor.orgId,
      id,
      question: asked.question,
      filters: JSON.stringify(asked.filters),
      filters_key: keyOf(asked.filters),
      started_by: actor.memberId,
      started_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await audit('analysis.fit_started', 'analysis_run', id, { detail: { question: asked.question } });
  enqueue('analysis-runs', { orgId: actor.orgId });
  const run = await findRun(tx, actor.orgId, asked);
  if (run === null) throw notFound('fit');
  return run;
}
