import { findAnalysisRun, getAnalysis, startAnalysisRun, type Question } from '@waymark/contract/analysis.ts';
import type { QueryOf } from '@waymark/contract/endpoint.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FitBeside } from './FitBeside.tsx';

/** The model of a question with these filters. */
export function ModelRun({ question, query }: { question: Question; query: NonNullable<QueryOf<typeof getAnalysis>> }) {
  const input = { params: { question }, query };
  const { refetch } = useRead(getAnalysis, input, { enabled: false });
  return <FitBeside find={findAnalysisRun} start={startAnalysisRun} input={input} onDone={() => void refetch()} words={t.analysis.run} />;
}
