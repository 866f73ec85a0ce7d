import { sql, type RawBuilder } from 'kysely';
import type { AnalysisFilters } from '@waymark/contract/analysis.ts';
import { foldOf } from '../assessments/standings.ts';
import { type Provisional, standingCounts } from '../calibration/provisional.ts';
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
}

/** The enrolments the filters leave, as a query of `id, student_id, school_id, programme_id, started_on, ended_on, end_kind`. */
export function enrolmentsOf({ orgId, today, filters, asOf }: Population): RawBuilder<unknown> {
  // an end that was put on record for a later day had not come yet
  return sql`
    select e.id, e.student_id, s.school_id, e.programme_id, e.started_on,
      case when e.ended_on <= ${today} then e.ended_on end as ended_on, case when e.ended_on <= ${today} then e.end_kind end as end_kind
    from ${enrolmentsMatching(orgId, today, filters, asOf)}`;
}

/** Whether the kept tables answer: they are of now, of every version, and of every mentor. */
export const readsKept = (population: Population): boolean => readsHistories(population) && population.provisional === null;

/** Whether the kept histories answer: of every mentor, they say who gave which score. */
export const readsHistories = ({ filters, asOf }: Population): boolean => asOf === null && filters.frameworkVersionId === undefined;

/**
 * Standings as a table expression: the kept ones, or, for a moment in the past or one framework version, folded from the
 * scores. Both have the columns of `standings`.
 */
export function standingsOf({ orgId, filters, asOf, provisional }: Population): RawBuilder<unknown> {
  const kept = asOf === null && filters.frameworkVersionId === undefined;
  if (kept && provisional === null) return sql`standings`;
  const standings = kept ? sql`standings` : sql`(${foldOf(orgId, versionIs(filters), asOf)})`;
  return sql`(select * from ${standings} st where st.org_id = ${orgId} and ${standingCounts(provisional)})`;
}

/** Students with a score that does not count yet, as a query of `student_id`. */
export function provisionallyScored(orgId: string, { from, mentorIds }: Provisional): RawBuilder<unknown> {
  return sql`
    select a.student_id from assessments a
    where a.org_id = ${orgId} and a.perspective <> 'student' and a.assessed_on >= ${from} and a.assessor_id = any(${mentorIds}::uuid[])`;
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
