import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { RowRange } from './check.ts';
import { problemSql } from './matchRoll.ts';

/**
 * Finds the student each row of scores is about: by UPN, by the organisation's own number, by full name and birth date.
 * A name without a birth date, or spelt a little differently, is for a person to confirm; nobody found is a problem of
 * the row, since scores make no students.
 */
export async function matchScoresRows(tx: Tx, orgId: string, importId: string, range: RowRange): Promise<void> {
  await sql`
    with given as materialized (
      select row_number, reading->>'upn' as upn, reading->>'external_id' as number, (reading->>'birth_date')::date as born,
        (reading->>'family_key') collate "C" as family, (reading->>'given_key') collate "C" as given
      from import_rows
      where org_id = ${orgId} and import_id = ${importId} and row_number between ${range.from} and ${range.to} and verdict = 'good'
    ), people as (
      -- a student has many rows: each is looked for once
      select distinct upn, number, born, family, given from given
    ), found as (
      select p.*, (select id from students where org_id = ${orgId} and upn = p.upn) as by_upn,
        (select id from students where org_id = ${orgId} and external_id = p.number) as by_number,
        array(select s.id from students s where s.org_id = ${orgId} and s.birth_date = p.born and s.family_key = p.family and s.given_key = p.given order by s.id) as exact,
        array(select s.id from students s
          where s.org_id = ${orgId} and s.family_key = p.family and s.given_key = p.given and (s.birth_date is null or p.born is null) order by s.id limit 5) as dateless,
        array(select s.id from students s
          where s.org_id = ${orgId} and s.birth_date = p.born and not (s.family_key = p.family and s.given_key = p.given)
            and ((s.family_key = p.family and left(s.given_key, 3) = left(p.given, 3)) or (s.given_key = p.given and left(s.family_key, 4) = left(p.family, 4))
              or (s.family_key = p.given and s.given_key = p.family)) order by s.id limit 5) as near
      from people p
    ), decided as (
      select f.*, coalesce(by_upn, by_number, case when cardinality(exact) = 1 then exact[1] end) as student, exact || dateless || near as candidates from found f
    )
    update import_rows r set
      student_id = d.student,
      verdict = case when by_upn <> by_number then 'bad' when d.student is not null then 'good' when cardinality(d.candidates) > 0 then 'choose' else 'bad' end,
      candidates = case when d.student is null then d.candidates else '{}' end,
      problems = r.problems || case
        when by_upn <> by_number then ${problemSql(true, 'two-students', sql`'The UPN belongs to one student and the number of your own system to another.'::text`, 'Correct the one that is wrong.')}
        when d.student is not null then '[]'::jsonb
        when cardinality(d.candidates) > 1 then ${problemSql(false, 'lookalike', sql`'More than one student could be meant.'::text`, 'Say which, or add the UPN or the date of birth to the file.')}
        when cardinality(d.candidates) = 1 then ${problemSql(false, 'lookalike', sql`'Probably this student, but the name alone does not make it certain.'::text`, 'Say whether it is, or add the UPN or the date of birth to the file.')}
        else ${problemSql(true, 'no-student', sql`'There is no such student.'::text`, 'Import the roll first, or correct the UPN, the number or the name and date of birth.')} end
    from given g join decided d on d.upn is not distinct from g.upn and d.number is not distinct from g.number and d.born is not distinct from g.born
      and d.family is not distinct from g.family and d.given is not distinct from g.given
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.row_number = g.row_number`.execute(tx);
}

/**
 * What rows of scores would do: add scores, or nothing because every one is on record already or there is none. A score
 * on record with another level, and two levels for one score in the file, are problems: what was recorded is amended
 * by a person, never by a file.
 * @param studentId only this student's rows: a decision was taken on one of them
 */
export async function settleScoresRows(tx: Tx, orgId: string, importId: string, studentId?: string): Promise<void> {
  const whose = studentId === undefined ? sql`true` : sql`r.student_id = ${studentId}`;
  await sql`
    with given as materialized (
      select r.row_number, r.student_id, r.reading->>'programme_id' as programme_id, r.reading->>'assessor_id' as assessor_id,
        coalesce(r.reading->>'assessor_id', r.reading->>'assessor_name', '') as assessor, r.reading->>'perspective' as perspective, r.reading->>'assessed_on' as day,
        s.outcome_id, s.level, s.missing
      from import_rows r, jsonb_to_recordset(r.reading->'scores') as s (outcome_id uuid, level int, missing text)
      where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and r.student_id is not null and r.applied_at is null and ${whose}
    ), repeats as (
      select row_number, first_row, level is distinct from first_level or missing is distinct from first_missing as differs from (
        select *, first_value(row_number) over same as first_row, first_value(level) over same as first_level, first_value(missing) over same as first_missing
        from given window same as (partition by student_id, programme_id, assessor, perspective, day, outcome_id order by row_number)) w
      where row_number > first_row
    ), recorded as (
      select g.row_number, g.level is distinct from o.level or g.missing is distinct from o.missing_reason as differs,
        coalesce(o.level::text, o.missing_reason) as on_record, oc.code
      from given g
      join enrolments e on e.org_id = ${orgId} and e.student_id = g.student_id and e.programme_id = g.programme_id::uuid
      join assessments a on a.org_id = ${orgId} and a.student_id = g.student_id and a.enrolment_id = e.id and a.source = 'import'
        and a.perspective = g.perspective and a.assessed_on = g.day::date
      join members m on m.org_id = ${orgId} and m.id = a.assessor_id
        and (m.id = g.assessor_id::uuid or (g.assessor_id is null and (g.assessor in (m.name, m.email) or (g.assessor = '' and m.role = 'student'))))
      join scores o on o.org_id = ${orgId} and o.student_id = g.student_id and o.assessment_id = a.id and o.outcome_id = g.outcome_id and o.supersedes is null
      join outcomes oc on oc.org_id = ${orgId} and oc.id = o.outcome_id
    ), judged as (
      select r.row_number,
        (select min(first_row) from repeats x where x.row_number = r.row_number and differs) as clash,
        (select string_agg(distinct code || ': ' || on_record, ', ') from recorded x where x.row_number = r.row_number and differs) as other,
        jsonb_array_length(r.reading->'scores') as wanted,
        (select count(*) from (select row_number from repeats where not differs union all select row_number from recorded where not differs) x where x.row_number = r.row_number) as known,
        (select count(*) from repeats x where x.row_number = r.row_number and not differs) as repeated
      from import_rows r
      where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and r.student_id is not null and r.applied_at is null and ${whose}
    )
    update import_rows r set
      verdict = case when clash is null and other is null then 'good' else 'bad' end,
      outcome = case when clash is not null or other is not null then null when wanted = 0 or repeated = wanted then 'skip' when known >= wanted then 'unchanged' else 'create' end,
      problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(r.problems) p where p->>'code' <> 'repeat'), '[]') || case
        when other is not null then ${problemSql(true, 'conflict', sql`'Something else is on record for this student, assessor and day (' || other || ').'`, 'If the record is wrong, amend it on the student’s page; if the file is, correct it.')}
        when clash is not null then ${problemSql(true, 'repeat', sql`'Row ' || clash || ' gives another level for the same outcome, day and assessor.'`, 'Keep the right one of the two.')}
        when wanted > 0 and repeated = wanted then ${problemSql(false, 'repeat', sql`'An earlier row says exactly the same.'::text`, 'This row is left out.')}
        else '[]'::jsonb end
    from judged j where r.org_id = ${orgId} and r.import_id = ${importId} and r.row_number = j.row_number`.execute(tx);
}
