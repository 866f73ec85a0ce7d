import type { ReleasedFigure } from '@waymark/stats/differencing.ts';
import type { Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import type { ReportSection } from '@waymark/contract/reports.ts';

/** Keeps the counts a final report gives to its readers. */
export async function insertFigures(
  tx: Tx,
  orgId: string,
  reportId: string,
  figures: readonly { section: ReportSection; figure: ReleasedFigure }[],
): Promise<void> {
  if (figures.length === 0) return;
  await tx
    .insertInto('report_figures')
    .values(
      figures.map(({ section, figure }, position) => ({
        org_id: orgId,
        report_id: reportId,
        position,
        section,
        title: figure.table,
        as_of: figure.asOf,
        categories: jsonb(figure.where) as never,
        n: figure.n,
        rounded_to: figure.roundedTo ?? 1,
      })),
    )
    .execute();
}

/**
 * The counts that readers of earlier reports have, or can have: of every final report, and of those that were withdrawn
 * after somebody had taken or read them.
 */
export async function findReleased(tx: Tx, orgId: string): Promise<ReleasedFigure[]> {
  const rows = await tx
    .selectFrom('report_figures as f')
    .leftJoin('report_withdrawals as w', (join) => join.onRef('w.org_id', '=', 'f.org_id').onRef('w.report_id', '=', 'f.report_id'))
    .where('f.org_id', '=', orgId)
    .where((eb) =>
      eb.or([
        eb('w.report_id', 'is', null),
        eb.exists(
          eb
            .selectFrom('report_takings as t')
            .whereRef('t.org_id', '=', 'f.org_id')
            .whereRef('t.report_id', '=', 'f.report_id')
            .select('t.id'),
        ),
      ]),
    )
    .select(['f.title', 'f.as_of', 'f.categories', 'f.n', 'f.rounded_to'])
    .orderBy('f.report_id')
    .orderBy('f.position')
    .execute();
  return rows.map((row) => ({
    table: row.title,
    asOf: row.as_of,
    where: row.categories as Record<string, string[]>,
    n: row.n,
    ...(row.rounded_to > 1 ? { roundedTo: row.rounded_to } : {}),
  }));
}
