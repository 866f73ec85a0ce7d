import { sql, type RawBuilder } from 'kysely';
import type { OutcomeFilters } from '@waymark/contract/outcomes.ts';
import { standingCounts, type Provisional } from '../calibration/provisional.ts';
import type { Tx } from '../db/actor.ts';
import type { Cell } from './figures.ts';
import { enrolmentsMatching, narrows } from './filters.ts';

export interface Population {
  enrolments: number;
  students: number;
  /** Framework id → enrolments in programmes that use it. */
  byFramework: Map<string, number>;
}

/**
 * How many enrolments the filters leave, of how many students, and under which frameworks.
 * @param ahead whether the ledger has counted them already (`countedAhead`)
 */
export async function countPopulation(tx: Tx, orgId: string, today: string, filters: OutcomeFilters, ahead: boolean): Promise<Population> {
  const { programmeId = null } = filters;
  const { rows } = await sql<{ framework_id: string | null; enrolments: number; students: number }>`${
    ahead
      ? sql`
    with who as (select programme_id, enrolments, students from enrolment_counts where org_id = ${orgId})
    select p.framework_id, sum(who.enrolments) as enrolments, 0 as students
    from who join programmes p on p.org_id = ${orgId} and p.id = who.programme_id
    where who.programme_id = coalesce(${programmeId}::uuid, who.programme_id) group by p.framework_id
    union all
    select null, coalesce(sum(enrolments), 0), coalesce(sum(students), 0) from who where programme_id is not distinct from ${programmeId}::uuid`
      : sql`
    with who as (select p.framework_id, e.student_id from ${enrolmentsMatching(orgId, today, filters)})
    select framework_id, count(*) as enrolments, 0 as students from who group by framework_id
    union all
    select null, count(*), count(distinct student_id) from who`
  }`.execute(tx);
  const byFramework = new Map<string, number>();
  let all = { enrolments: 0, students: 0 };
  for (const row of rows) {
    if (row.framework_id === null) all = { enrolments: row.enrolments, students: row.students };
    else byFramework.set(row.framework_id, row.enrolments);
  }
  return { ...all, byFramework };
}

/**
 * The cells of each series: standings counted by what the figures need, so that a million of them come back as a few
 * hundred rows. From the ledger where it has counted them; else one pass over the standings of those the filters leave.
 */
export async function readCells(
  tx: Tx,
  orgId: string,
  today: string,
  filters: OutcomeFilters,
  seriesIds: readonly string[] | null,
  { ahead, provisional }: { ahead: boolean; provisional: Provisional | null },
): Promise<Map<string, Cell[]>> {
  const ofSeries = seriesIds === null ? sql`true` : sql`st.series_id = any(${[...seriesIds]}::uuid[])`;
  const { rows } = await sql<Cell & { seriesId: string }>`${
    ahead ? fromLedger(orgId, filters, ofSeries) : fromStandings(orgId, today, filters, sql`${ofSeries} and ${standingCounts(provisional)}`)
  }`.execute(tx);
  const cells = new Map<string, Cell[]>();
  for (const { seriesId, ...cell } of rows) {
    const known = cells.get(seriesId);
    if (known === undefined) cells.set(seriesId, [cell]);
    else known.push(cell);
  }
  return cells;
}

function fromLedger(orgId: string, { programmeId, perspective }: OutcomeFilters, ofSeries: RawBuilder<unknown>): RawBuilder<unknown> {
  const ofProgramme = programmeId === undefined ? sql`true` : sql`st.programme_id = ${programmeId}`;
  return sql`
    select st.series_id as "seriesId", st.scored, st.first_level as first, st.latest_level as latest, st.baseline_level as baseline,
      st.progress_level as progress, st.review_level as review, st.closing_level as closing, st.missing_reason as "missingReason", sum(st.n) as n
    from outcome_counts st
    where st.org_id = ${orgId} and st.perspective = ${perspective} and ${ofProgramme} and ${ofSeries}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    having sum(st.n) <> 0`;
}

function fromStandings(orgId: string, today: string, filters: OutcomeFilters, ofSeries: RawBuilder<unknown>): RawBuilder<unknown> {
  const ofThese = narrows(filters)
    ? sql`join (select e.id, e.student_id from ${enrolmentsMatching(orgId, today, filters)}) who on who.student_id = st.student_id and who.id = st.enrolment_id`
    : sql``;
  return sql`
    select st.series_id as "seriesId", least(st.scored, 2) as scored, st.first_level as first, st.latest_level as latest,
      st.baseline_level as baseline, st.progress_level as progress, st.review_level as review, st.closing_level as closing,
      case when st.scored = 0 then st.last_missing_reason end as "missingReason", count(*) as n
    from standings st ${ofThese}
    where st.org_id = ${orgId} and st.perspective = ${filters.perspective} and ${ofSeries}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9`;
}
