import * as contract from '@waymark/contract/analysis.ts';
import { listMissingScores } from '@waymark/contract/missing-scores.ts';
import { notFound } from '../http/refusal.ts';
import { MadeAfter, route } from '../http/route.ts';
import { answerQuestion } from './answer.ts';
import { answerFile } from './file.ts';
import { answerParquet } from './parquet.ts';
import { findMissingScores } from './missing-queries.ts';
import { readAnalysis, readMissingScores } from './policy.ts';
import { cancelRun } from './run-queries.ts';
import { findRun, type Run, startRun } from './runs.ts';
import { answerWorkbook } from './workbook.ts';

const asRun = (question: contract.Question, run: Run): contract.AnalysisRun => ({
  ...run,
  question,
  answer: run.answer as contract.AnalysisAnswer | null,
});

export const routes = [
  route(listMissingScores, readMissingScores, async ({ actor, tx }) => ({ items: await findMissingScores(tx, actor) })),

  route(
    contract.getAnalysis,
    readAnalysis,
    async ({ actor, tx, params, query, now }) => new MadeAfter(await answerQuestion(tx, actor, params.question, query, now)),
    { long: true },
  ),

  route(
    contract.getAnalysisFile,
    readAnalysis,
    async ({ actor, tx, params, query, now, today, logAccess }) => {
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
    },
    { long: true },
  ),

  route(
    contract.getAnalysisWorkbook,
    readAnalysis,
    async ({ actor, tx, params, query, now, today, logAccess }) => {
      const answered = await answerQuestion(tx, actor, params.question, query, now);
      await logAccess(`analysis workbook: ${params.question}`);
      return new MadeAfter(async () => ({
        fileName: `${params.question}-${today}.xlsx`,
        content: await answerWorkbook(await answered()),
      }));
    },
    { long: true },
  ),

  route(contract.findAnalysisRun, readAnalysis, async ({ actor, tx, params: { question }, query: filters }) => {
    const run = await findRun(tx, actor.orgId, { question, filters });
    return { run: run === null ? null : asRun(question, run) };
  }),

  route(contract.startAnalysisRun, readAnalysis, async (request) => {
    const asked = { question: request.params.question, filters: request.query };
    return { run: asRun(asked.question, await startRun(request, request.body.id, asked)) };
  }),

  route(contract.cancelAnalysisRun, readAnalysis, async ({ actor, tx, params, now, audit }) => {
    if (!(await cancelRun(tx, actor.orgId, params.id, now))) throw notFound('fit under way');
    await audit('analysis.fit_stopped', 'analysis_run', params.id);
    return { done: true as const };
  }),
];
