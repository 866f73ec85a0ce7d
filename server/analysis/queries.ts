import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { enrolmentsOf, outcomeIs, standingsOf, valuesOf } from './population.ts';
import type { Asked } from './question.ts';

/** The outcome series a framework version asks about. */
export async function seriesOfVersion(tx: Tx, orgId: string, versionId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('outcomes')
    .select('series_id')
    .where('org_id', '=', orgId)
    .where('framework_version_id', '=', versionId)
    .execute();
  return new Set(rows.map((row) => row.series_id));
}

/** The characteristics in use, for groups to be made by. */
export async function readCharacteristics(
  tx: Tx,
  orgId: string,
): Promise<{ code: string; label: string; options: { code: string; label: string }[] }[]> {
  const { rows } = await sql<{ code: string; label: string; options: { code: string; label: string }[] }>`
    select code, label, options from characteristics where org_id = ${orgId} and archived_at is null order by position, code`.execute(tx);
  return rows;
}

/** How many students a question about change can use, and how many not and why. */
export interface Reach {
  students: number;
  /** Outcomes with a first and a latest score, over all those students. */
  pairs: number;
  one: number;
  withoutLevel: number;
  never: number;
}

const ofEnrolment = sql`st.student_id = who.student_id and st.enrolment_id = who.id`;

/** Who has two scores of an outcome or more, who one, who was asked without a level, and who never. */
export async function readReach(asked: Asked): Promise<Reach> {
  const { rows } = await sql<Reach>`
    with who as (${enrolmentsOf(asked)}),
    each as (
      select who.student_id, max(coalesce(st.scored, -1)) as most, count(*) filter (where st.scored >= 2) as pairs
      from who
      left join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and ${ofEnrolment} and ${outcomeIs(asked)}
      group by who.student_id)
    select count(*) filter (where most >= 2) as students, coalesce(sum(pairs), 0) as pairs, count(*) filter (where most = 1) as one,
      count(*) filter (where most = 0) as "withoutLevel", count(*) filter (where most < 0) as never
    from each`.execute(asked.tx);
  return rows[0] ?? { students: 0, pairs: 0, one: 0, withoutLevel: 0, never: 0 };
}

/** First level by latest level of each outcome, and how many students stand so. */
export async function readPairs(asked: Asked): Promise<{ seriesId: string; first: number; latest: number; n: number }[]> {
  const { rows } = await sql<{ seriesId: string; first: number; latest: number; n: number }>`
    with who as (${enrolmentsOf(asked)})
    select st.series_id as "seriesId", st.first_level as first, st.latest_level as latest, count(*) as n
    from who join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and ${ofEnrolment}
    where st.scored >= 2 and ${outcomeIs(asked)}
    group by 1, 2, 3`.execute(asked.tx);
  return rows;
}

/** Each student's pairs by outcome type, numbered: students have no other name here. */
export interface StudentPairs {
  student: number;
  type: string;
  first: number;
  latest: number;
  n: number;
}

export async function readStudentPairs(asked: Asked): Promise<StudentPairs[]> {
  const { rows } = await sql<StudentPairs>`
    with who as (${enrolmentsOf(asked)}), types as (${typesOf(asked)})
    select dense_rank() over (order by st.student_id) - 1 as student, types.type, st.first_level as first, st.latest_level as latest, count(*) as n
    from who join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and ${ofEnrolment}
    join types on types.series_id = st.series_id
    where st.scored >= 2 and ${outcomeIs(asked)}
    group by st.student_id, 2, 3, 4`.execute(asked.tx);
  return rows;
}

/** The same with the student's value of a characteristic; null for those without one. */
export async function readStudentPairsByGroup(asked: Asked, code: string): Promise<(StudentPairs & { group: string | null })[]> {
  const { rows } = await sql<StudentPairs & { group: string | null }>`
    with who as (${enrolmentsOf(asked)}), types as (${typesOf(asked)}), groups as (${valuesOf(asked, code)})
    select dense_rank() over (order by st.student_id) - 1 as student, types.type, st.first_level as first, st.latest_level as latest,
      groups.value as group, count(*) as n
    from who join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and ${ofEnrolment}
    join types on types.series_id = st.series_id
    left join groups on groups.student_id = st.student_id
    where st.scored >= 2 and ${outcomeIs(asked)}
    group by st.student_id, 2, 3, 4, 5`.execute(asked.tx);
  return rows;
}

/** Which type each outcome is of, as a query of `series_id, type`. */
function typesOf({ outcomes }: Asked): RawBuilder<unknown> {
  return sql`select * from unnest(${outcomes.map((outcome) => outcome.seriesId)}::uuid[], ${outcomes.map((outcome) => outcome.typeCode)}::text[]) as t (series_id, type)`;
}
