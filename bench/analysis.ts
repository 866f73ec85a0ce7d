import type { AnalysisAnswer, Question } from '@waymark/contract/analysis.ts';
import type { App } from '../server/http/app.ts';
import { byDuckDb, type ByDuckDb } from './analysis-by-duckdb.ts';
import { signedIn } from './app.ts';
import { openDuckDb } from './duckdb.ts';
import type { Filled } from './fill.ts';
import { median, type Result, timed } from './measure.ts';
import type { Bench } from './open.ts';
import { writeParquet } from './parquet.ts';

const seconds = (value: number) => `${(value / 1000).toFixed(2)} s`;

/**
 * A page of analysis through the whole server, against DuckDB computing the counts behind its tables from the same scores in
 * Parquet. The counts must be the same, or nothing is measured.
 */
export async function measureAnalysis(bench: Bench, app: App, filled: Filled, tell: (result: Result) => void): Promise<void> {
  const { url } = bench;
  const duck = url === null ? null : await openDuckDb();
  if (duck === null || url === null) return;
  const ask = await signedIn(bench, app, filled.actor, 'analyst');
  const removeParquet = await writeParquet(duck, url, filled.actor.orgId);
  try {
    for (const [question, byHand] of Object.entries(byDuckDb) as [Question, ByDuckDb][]) {
      const taken: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
      for (let turn = 0; turn < 4; turn++) {
        const [ours, answer] = await timed(() => ask(`/analysis/${question}`) as Promise<AnalysisAnswer>);
        const [theirs, rows] = await timed(() => duck.rows(byHand.statement));
        same(
          question,
          countsOf(answer, byHand),
          rows.map((row) => row.slice(0, byHand.columns.length).map(Number)),
        );
        // the first turn reads from the disk
        if (turn === 0) continue;
        taken.ours.push(ours);
        taken.theirs.push(theirs);
      }
      const [ours, theirs] = [median(taken.ours), median(taken.theirs)];
      tell({
        where: bench.name,
        what: `analysis: ${question}, ${filled.scores.toLocaleString('en-GB')} scores`,
        ours: seconds(ours),
        baseline: `${seconds(theirs)} in DuckDB`,
        ratio: ours / theirs,
        // of fewer, most of the time is what any request costs
        hold: filled.students < 1_000_000 ? null : { atMost: 1 },
      });
    }
  } finally {
    removeParquet();
  }
}

/** The counts of the page's table, a list for each row. */
function countsOf({ tables }: AnalysisAnswer, { table, columns }: ByDuckDb): number[][] {
  const own = tables.find(({ id }) => id === table);
  const at = columns.map((column) => own?.columns.findIndex(({ id }) => id === column) ?? -1);
  // a type nobody has a score of stands on the page too
  return (own?.rows ?? []).map((row) => at.map((column) => Number(row[column]))).filter((row) => row.some((n) => n > 0));
}

/** Rows come in an order of their own, and under names that Parquet does not have. */
function same(question: string, ours: readonly number[][], theirs: readonly number[][]): void {
  const sorted = (rows: readonly number[][]) =>
    rows
      .map((row) => row.join(' '))
      .toSorted()
      .join('\n');
  if (sorted(ours) !== sorted(theirs)) throw new Error(`The counts of ${question} differ.\n${sorted(ours)}\n\n${sorted(theirs)}`);
}
