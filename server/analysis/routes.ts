import * as contract from '@waymark/contract/analysis.ts';
import { listMissingScores } from '@waymark/contract/missing-scores.ts';
import { notFound } from '../http/refusal.ts';
import { MadeAfter, route } from '../http/route.ts';
import { answerQuestion } from './answer.ts';
import { answerFile } from './file.ts';
import { answerParquet } from './parquet.ts';
import { findMissingScores } from './missing-queries.ts';
import { readAnalysis, readMissingScores } from './policy.ts';
import { cancelRun, findRun, insertRun } from './run-queries.ts';
import { answerWorkbook } from './workbook.ts';

export const routes = [
  route(listMissingScores, readMissingScores, async ({ actor, tx }) => ({ items: await findMissingScores(tx, actor) })),

  route(
    contract.getAnalysis,
    readAnalysis,
    async ({ actor, tx, params, query, now }) => new MadeAfter(await answerQuestion(tx, actor, params.question, query, now)),
  ),

  route(contract.getAnalysisFile, readAnalysis, async ({ actor, tx, params, query, now, today, logAccess }) => {
    const { table, format, ...filters } = query;
    const answered = await answerQuestion(tx, actor, params.question, filters, now);
    await logAccess(`analysis file: ${params.question}, ${table}, ${format}`);
    return new MadeAfter(async () => {
      const answer = await answered();
      const file =
        format === 'parquet'
          ? { content: answerParquet(answer, table), type: contract.parquetType }
          : { content: answerFile(answer, table) };
      return { fileName: `${params.question}-${table}-${today}.${format}`, ...file };
    });
  }),

  route(contract.getAnalysisWorkbook, readAnalysis, async ({ actor, tx, params, query, now, today, logAccess }) => {
    const answered = await answerQuestion(tx, actor, params.question, query, now);
    await logAccess(`analysis workbook: ${params.question}`);
    return new MadeAfter(async () => ({
      fileName: `${params.question}-${today}.xlsx`,
      content: await answerWorkbook(await answered()),
    }));
  }),

  route(contract.findAnalysisRun, readAnalysis, async ({ actor, tx, params, query }) => ({
    run: await findRun(tx, actor.orgId, params.question, query),
  })),

  route(contract.startAnalysisRun, readAnalysis, async ({ actor, tx, params, query, body, now, audit, enqueue }) => {
    const under = await findRun(tx, actor.orgId, params.question, query);
    // two people who ask the same wait for the same fit
    if (under?.status === 'waiting' || under?.status === 'running') return { run: under };
    await insertRun(tx, actor.orgId, { id: body.id, question: params.question, filters: query, memberId: actor.memberId, now });
    await audit('analysis.fit_started', 'analysis_run', body.id, { detail: { question: params.question } });
    enqueue('analysis-runs', { orgId: actor.orgId });
    const run = await findRun(tx, actor.orgId, params.question, query);
    if (run === null) throw notFound('fit');
    return { run };
  }),

  route(contract.cancelAnalysisRun, readAnalysis, async ({ actor, tx, params, now, audit }) => {
    if (!(await cancelRun(tx, actor.orgId, params.id, now))) throw notFound('fit under way');
    await audit('analysis.fit_stopped', 'analysis_run', params.id);
    return { done: true as const };
  }),
];
