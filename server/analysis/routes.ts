import * as contract from '@waymark/contract/analysis.ts';
import { route } from '../http/route.ts';
import { answerQuestion } from './answer.ts';
import { answerFile } from './file.ts';
import { readAnalysis } from './policy.ts';
import { answerWorkbook } from './workbook.ts';

export const routes = [
  route(contract.getAnalysis, readAnalysis, async ({ actor, tx, params, query, now }) =>
    answerQuestion(tx, actor, params.question, query, now),
  ),

  route(contract.getAnalysisFile, readAnalysis, async ({ actor, tx, params, query, now, today, logAccess }) => {
    const { table, ...filters } = query;
    const content = answerFile(await answerQuestion(tx, actor, params.question, filters, now), table);
    await logAccess(`analysis file: ${params.question}, ${table}`);
    return { fileName: `${params.question}-${table}-${today}.csv`, content };
  }),

  route(contract.getAnalysisWorkbook, readAnalysis, async ({ actor, tx, params, query, now, today, logAccess }) => {
    const content = await answerWorkbook(await answerQuestion(tx, actor, params.question, query, now));
    await logAccess(`analysis workbook: ${params.question}`);
    return { fileName: `${params.question}-${today}.xlsx`, content };
  }),
];
