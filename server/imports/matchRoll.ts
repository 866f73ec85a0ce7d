import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { RowRange } from './check.ts';

/** A problem of the database's finding, as jsonb, to be added to a row's. */
export function problemSql(stops: boolean, code: string, message: RawBuilder<unknown>, remedy: string): RawBuilder<unknown> {
  return sql`jsonb_build_array(jsonb_build_object('column', null, 'value', '', 'code', ${code}::text, 'message', ${message}, 'remedy', ${remedy}::text, 'stops', ${stops}::boolean))`;
}

const looksLike = problemSql(
  false,
  'lookalike',
  sql`case when cardinality(candidates) = 1 then 'Somebody very like this student is already here.' else 'Several students like this one are already here.' end`,
  'Say whether it is the same student or somebody new.',
);
const otherName = problemSql(false, 'other-name', sql`'A student with this UPN or number is already here, under another name and birth date.'::text`, 'Say whether it is the same student, or correct the number.');
const twoStudents = problemSql(true, 'two-students', sql`'The UPN belongs to one student and the number of your own system to another.'::text`, 'Correct the one that is wrong.');

/**
 * Finds out whom rows are about. The UPN or the organisation's own number makes it the same student; so do full name and
 * birth date when the row has nothing better. Anything likely but not certain is left for a person to decide: a name
 * and birth date with another number, a number with another name, a name spelt a little differently on the same birthday.
 *
 * Only rows that would otherwise make a new student are looked at, so that it can be asked again just before they are
 * taken. Rows marked bad, and rows a person has decided on, are left alone.
 */
export async function matchRollRows(tx: Tx, orgId: string, importId: string, range: RowRange): Promise<void> {
  await sql`
    with given as materialized (
      select row_number, reading->>'upn' as upn, reading->>'external_id' as number, (reading->>'birth_date')::date as born,
        (reading->>'family_key') collate "C" as family, (reading->>'given_key') collate "C" as given
      from import_rows
      where org_id = ${orgId} and import_id = ${importId} and row_number between ${range.from} and ${range.to}
        and verdict = 'good' and coalesce(outcome, 'create') = 'create' and decision is null and applied_at is null
    ), found as (
      select g.*, u.id as by_upn, x.id as by_number,
        u.family_key <> g.family and u.given_key <> g.given and coalesce(u.birth_date <> g.born, true) as upn_other,
        (x.family_key <> g.family and x.given_key <> g.given and coalesce(x.birth_date <> g.born, true)) or x.upn <> g.upn as number_other,
        array(select s.id from students s
          where s.org_id = ${orgId} and s.birth_date = g.born and s.family_key = g.family and s.given_key = g.given order by s.id) as exact,
        array(select s.id from students s
          where s.org_id = ${orgId} and s.birth_date = g.born and not coalesce(s.upn <> g.upn, false)
            and not (s.family_key = g.family and s.given_key = g.given)
            and ((s.family_key = g.family and left(s.given_key, 3) = left(g.given, 3))
              or (s.given_key = g.given and left(s.family_key, 4) = left(g.family, 4))
              or (s.family_key = g.given and s.given_key = g.family)) order by s.id limit 5) as near,
        array(select s.id from students s
          where s.org_id = ${orgId} and s.family_key = g.family and s.given_key = g.given
            and (s.birth_date is null or g.born is null) and not coalesce(s.upn <> g.upn, false) order by s.id limit 5) as dateless
      from given g
      left join students u on u.org_id = ${orgId} and u.upn = g.upn
      left join students x on x.org_id = ${orgId} and x.external_id = g.number
    ), decided as (
      select row_number,
        case
          when by_upn <> by_number then 'two'
          when by_upn is not null then case when upn_other then 'other' else 'same' end
          when by_number is not null then case when number_other then 'other' else 'same' end
          when cardinality(exact) = 1 and upn is null and number is null then 'same'
          when cardinality(exact) + cardinality(near) + cardinality(dateless) > 0 then 'like'
          else 'new'
        end as kind,
        coalesce(by_upn, by_number, exact[1]) as student,
        case when coalesce(by_upn, by_number) is not null then array[coalesce(by_upn, by_number)] else exact || near || dateless end as candidates
      from found
    )
    update import_rows r set
      verdict = case kind when 'two' then 'bad' when 'other' then 'choose' when 'like' then 'choose' else 'good' end,
      outcome = case kind when 'new' then 'create' when 'same' then 'update' end,
      student_id = case kind when 'same' then d.student end,
      candidates = case when kind in ('other', 'like') then d.candidates else '{}' end
    from decided d
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.row_number = d.row_number`.execute(tx);
  await sql`
    update import_rows r set problems = problems || case
        when verdict = 'bad' then ${twoStudents}
        when exists (select from students s where s.org_id = ${orgId} and s.id = candidates[1]
          and (s.upn = reading->>'upn' or s.external_id = reading->>'external_id')) then ${otherName}
        else ${looksLike} end
    where org_id = ${orgId} and import_id = ${importId} and row_number between ${range.from} and ${range.to} and applied_at is null
      and (verdict = 'choose' and cardinality(candidates) > 0
          and not exists (select from jsonb_array_elements(problems) p where p->>'code' in ('lookalike', 'other-name', 'repeat'))
        or verdict = 'bad' and not exists (select from jsonb_array_elements(problems) p where (p->>'stops')::boolean))`.execute(tx);
}

/**
 * The same student twice in one file. A row that says the same again is left out; one with the same number and other
 * details is bad; one with only name and birth date in common is for a person to decide.
 */
export async function markRepeats(tx: Tx, orgId: string, importId: string): Promise<void> {
  const repeat = sql`'Row ' || earlier || ' is the same student.'`;
  await sql`
    with given as materialized (
      select row_number, reading, student_id, reading->>'upn' as upn, reading->>'external_id' as number,
        (reading->>'family_key') || ' ' || (reading->>'given_key') || ' ' || coalesce(reading->>'birth_date', '') as person
      from import_rows where org_id = ${orgId} and import_id = ${importId} and verdict in ('good', 'choose')
    ), firsts as (
      select row_number, reading, student_id, upn, number, person,
        case when upn is not null then first_value(row_number) over (partition by upn order by row_number) end as by_upn,
        case when number is not null then first_value(row_number) over (partition by number order by row_number) end as by_number,
        case when student_id is not null then first_value(row_number) over (partition by student_id order by row_number) end as by_student,
        first_value(row_number) over (partition by person order by row_number) as by_person
      from given
    ), repeats as (
      select f.row_number, e.row_number as earlier, e.reading = f.reading as identical,
        least(f.by_upn, f.by_number, f.by_student) < f.row_number as certain
      from firsts f
      join given e on e.row_number = case when least(f.by_upn, f.by_number, f.by_student) < f.row_number then least(f.by_upn, f.by_number, f.by_student) else f.by_person end
      where (least(f.by_upn, f.by_number, f.by_student) < f.row_number or f.by_person < f.row_number)
        -- two numbers, two people, however alike their names
        and (least(f.by_upn, f.by_number, f.by_student) < f.row_number or not coalesce(e.upn <> f.upn, false) and not coalesce(e.number <> f.number, false))
    )
    update import_rows r set
      verdict = case when identical then 'good' when certain then 'bad' else 'choose' end,
      outcome = case when identical then 'skip' else null end,
      problems = r.problems || case
        when identical then ${problemSql(false, 'repeat', sql`'Row ' || earlier || ' says exactly the same.'`, 'This row is left out.')}
        when certain then ${problemSql(true, 'repeat', repeat, 'They say different things: keep the right one of the two.')}
        else ${problemSql(false, 'repeat', sql`'Row ' || earlier || ' has the same name and birth date.'`, 'Say whether this is somebody else, or leave the row out.')} end
    from repeats where r.org_id = ${orgId} and r.import_id = ${importId} and r.row_number = repeats.row_number`.execute(tx);
}

/**
 * What rows about a known student would change: `update` or `unchanged`. A cell that says nothing changes nothing.
 * @param range only these rows
 */
export async function settleRollRows(tx: Tx, orgId: string, importId: string, range?: RowRange): Promise<void> {
  const within = range === undefined ? sql`true` : sql`r.row_number between ${range.from} and ${range.to}`;
  const differs = (field: string): RawBuilder<boolean> => sql`coalesce(r.reading->>${sql.lit(field)} <> s.${sql.ref(field)}::text, r.reading->>${sql.lit(field)} is not null)`;
  const fields = ['upn', 'external_id', 'given_name', 'family_name', 'preferred_name', 'birth_date', 'year_group', 'school_id', 'email'].map(differs);
  await sql`
    update import_rows r set outcome = case when ${sql.join(fields, sql` or `)}
        or exists (
          select from jsonb_to_recordset(r.reading->'characteristics') as given (id uuid, value text, missing text)
          left join student_characteristics c on c.org_id = ${orgId} and c.student_id = s.id and c.characteristic_id = given.id and c.replaced_at is null
          where c.id is null or c.value is distinct from given.value or c.missing_reason is distinct from given.missing)
        or ${enrolmentNeeded(orgId, sql`s.id`, sql`r.reading`)}
      then 'update' else 'unchanged' end
    from students s
    where r.org_id = ${orgId} and r.import_id = ${importId} and ${within} and r.verdict = 'good' and r.student_id is not null
      and r.outcome is distinct from 'skip' and r.applied_at is null and s.org_id = ${orgId} and s.id = r.student_id`.execute(tx);
}

/**
 * Whether the row's enrolment has still to be made, or its cohort filled in: there is none in the programme that is open
 * or reaches to the row's first day. A cohort somebody set is never moved by a file.
 */
export function enrolmentNeeded(orgId: string, studentId: RawBuilder<unknown>, reading: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(${reading}->'enrolment'->>'programme_id' is not null and (
    not exists (select from enrolments e where e.org_id = ${orgId} and e.student_id = ${studentId}
      and e.programme_id = (${reading}->'enrolment'->>'programme_id')::uuid
      and (e.ended_on is null or e.ended_on >= (${reading}->'enrolment'->>'started_on')::date))
    or ${reading}->'enrolment'->>'cohort_id' is not null and exists (select from enrolments e where e.org_id = ${orgId} and e.student_id = ${studentId}
      and e.programme_id = (${reading}->'enrolment'->>'programme_id')::uuid and e.ended_on is null and e.cohort_id is null)))`;
}
