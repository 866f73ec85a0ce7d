import { sql, type RawBuilder } from 'kysely';
import type { AnalysisFilters } from '@waymark/contract/analysis.ts';
import { named, type Students } from '../assessments/profile-texts.ts';
import { foldOf } from '../assessments/standings.ts';
import { type Provisional, standingCounts } from '../calibration/provisional.ts';
import type { Tx } from '../db/actor.ts';
import { currentAt, enrolmentsMatching } from '../outcomes/filters.ts';

/** Whose scores, and at which moment: what every query of a question starts from. */
export interface Population {
  orgId: string;
  /** The day of `asOf` in the organisation's time zone. */
  today: string;
  filters: AnalysisFilters;
  /** Null: as it is now, which the kept tables answer. */
  asOf: string | null;
  /** Whose scores do not count yet, where mentors are asked to calibrate first. */
  provisional: Provisional | null;
  /** Whose kept histories say something else than is asked; null where they say all of everybody. */
  otherHistories: Students | null;
  /** The same of kept standings, which do not say who gave which score. */
  otherStandings: Students | null;
}

/** The enrolments the filters leave, as a query of `id, student_id, school_id, programme_id, started_on, ended_on, end_kind`. */
export function enrolmentsOf({ orgId, today, filters, asOf }: Population): RawBuilder<unknown> {
  // an end that was put on record for a later day had not come yet
  return sql`
    select e.id, e.student_id, s.school_id, e.programme_id, e.started_on,
      case when e.ended_on <= ${today} then e.ended_on end as ended_on, case when e.ended_on <= ${today} then e.end_kind end as end_kind
    from ${enrolmentsMatching(orgId, today, filters, asOf)}`;
}

/**
 * Standings of these students as a table expression with the columns of `standings`: the kept ones, or, for a moment in the past
 * or one framework version, folded from the scores.
 */
export function standingsOf({ orgId, filters, asOf, provisional }: Population, students: Students): RawBuilder<unknown> {
  const kept = asOf === null && filters.frameworkVersionId === undefined;
  const standings = kept
    ? sql`(select * from standings where ${students('student_id')})`
    : sql`(${foldOf(orgId, sql`${versionIs(filters)} and ${students('s.student_id')} and ${students('a.student_id')}`, asOf)})`;
  return sql`(select * from ${standings} st where st.org_id = ${orgId} and ${standingCounts(provisional)})`;
}

/** So few students are named one by one, for whoever plans a query to know how few they are. */
const few = 2_000;

/**
 * Of whom the kept texts say something else than is asked, and have to be written anew: of whom something was recorded since the
 * moment that is asked about, who was scored under another framework version, and, for standings, who has a score that does not
 * count yet. Of all others they say what they did then.
 */
export async function readOthers(
  tx: Tx,
  { orgId, filters, asOf, provisional }: Pick<Population, 'orgId' | 'filters' | 'asOf' | 'provisional'>,
): Promise<Pick<Population, 'otherHistories' | 'otherStandings'>> {
  const assessedIn = (which: RawBuilder<unknown>) => sql`select a.student_id from assessments a where a.org_id = ${orgId} and ${which}`;
  const queries: RawBuilder<unknown>[] = [];
  if (asOf !== null) queries.push(sql`select student_id from score_profiles where org_id = ${orgId} and recorded_at > ${asOf}`);
  if (filters.frameworkVersionId !== undefined) queries.push(assessedIn(sql`not ${versionIs(filters)}`));
  const otherHistories = await readStudents(tx, queries);
  if (provisional === null) return { otherHistories, otherStandings: otherHistories };
  const { from, mentorIds } = provisional;
  queries.push(assessedIn(sql`a.perspective <> 'student' and a.assessed_on >= ${from} and a.assessor_id = any(${mentorIds}::uuid[])`));
  return { otherHistories, otherStandings: await readStudents(tx, queries) };
}

async function readStudents(tx: Tx, queries: readonly RawBuilder<unknown>[]): Promise<Students | null> {
  if (queries.length === 0) return null;
  const query = sql.join(queries, sql` union `);
  const { rows } = await sql<{ student_id: string }>`select distinct student_id from (${query}) one limit ${few + 1}`.execute(tx);
  if (rows.length === 0) return null;
  const ids = rows.map(({ student_id }) => student_id);
  return ids.length > few ? (column) => sql<boolean>`${sql.ref(column)} in (${query})` : named(ids);
}

/** Whether an assessment `a` was made under the version the filters ask for. */
export function versionIs({ frameworkVersionId }: AnalysisFilters): RawBuilder<unknown> {
  return frameworkVersionId === undefined ? sql`true` : sql`a.framework_version_id = ${frameworkVersionId}`;
}

/** Each student's value of one characteristic, as a query of `student_id, value`; nobody without a value is in it. */
export function valuesOf({ orgId, asOf }: Population, code: string): RawBuilder<unknown> {
  return sql`
    select sc.student_id, sc.value from student_characteristics sc
    where sc.org_id = ${orgId} and sc.characteristic_id = (select id from characteristics where org_id = ${orgId} and code = ${code}) and sc.value is not null and ${currentAt(asOf)}`;
}
