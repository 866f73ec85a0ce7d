import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { RowRange } from './check.ts';
import { problem } from './matchRoll.ts';
import { withoutNestedLoops, writeRows } from './queries.ts';

/**
 * Finds the student each row of scores is about: by UPN, by the organisation's own number, by full name and birth date.
 * A name without a birth date, or spelt a little differently, is for a person to confirm; nobody found is a problem of
 * the row, since scores make no students.
 */
export async function matchScoresRows(tx: Tx, orgId: string, importId: string, range: RowRange): Promise<void> {
  const { rows } = await sql<{
    row_numbers: number[];
    by_upn: string | null;
    by_number: string | null;
    exact: string[];
    dateless: string[];
    near: string[];
  }>`
    with people as materialized (
      -- a student has many rows: each is looked for once
      select reading->>'upn' as upn, reading->>'external_id' as number, (reading->>'birth_date')::date as born,
        (reading->>'family_key') collate "C" as family, (reading->>'given_key') collate "C" as given, array_agg(row_number) as row_numbers
      from import_rows
      where org_id = ${orgId} and import_id = ${importId} and row_number between ${range.from} and ${range.to} and verdict = 'good'
      group by 1, 2, 3, 4, 5
    )
    select p.row_numbers, (select id from students where org_id = ${orgId} and upn = p.upn) as by_upn,
      (select id from students where org_id = ${orgId} and external_id = p.number) as by_number,
      array(select s.id from students s where s.org_id = ${orgId} and s.birth_date = p.born and s.family_key = p.family and s.given_key = p.given order by s.id) as exact,
      array(select s.id from students s
        where s.org_id = ${orgId} and s.family_key = p.family and s.given_key = p.given and (s.birth_date is null or p.born is null) order by s.id limit 5) as dateless,
      array(select s.id from students s
        where s.org_id = ${orgId} and s.birth_date = p.born and not (s.family_key = p.family and s.given_key = p.given)
          and ((s.family_key = p.family and left(s.given_key, 3) = left(p.given, 3)) or (s.given_key = p.given and left(s.family_key, 4) = left(p.family, 4))
            or (s.family_key = p.given and s.given_key = p.family)) order by s.id limit 5) as near
    from people p`.execute(tx);
  const found = rows.flatMap(({ row_numbers, by_upn, by_number, exact, dateless, near }) => {
    const student = by_upn ?? by_number ?? (exact.length === 1 ? (exact[0] ?? null) : null);
    const candidates = student === null ? [...exact, ...dateless, ...near] : [];
    const two = by_upn !== null && by_number !== null && by_upn !== by_number;
    const verdict = two || (student === null && candidates.length === 0) ? 'bad' : student === null ? 'choose' : 'good';
    const problems = two
      ? [
          problem(
            true,
            'two-students',
            'The UPN belongs to one student and the number of your own system to another.',
            'Correct the one that is wrong.',
          ),
        ]
      : student !== null
        ? []
        : candidates.length > 1
          ? [
              problem(
                false,
                'lookalike',
                'More than one student could be meant.',
                'Say which, or add the UPN or the date of birth to the file.',
              ),
            ]
          : candidates.length === 1
            ? [
                problem(
                  false,
                  'lookalike',
                  'Probably this student, but the name alone does not make it certain.',
                  'Say whether it is, or add the UPN or the date of birth to the file.',
                ),
              ]
            : [
                problem(
                  true,
                  'no-student',
                  'There is no such student.',
                  'Import the roll first, or correct the UPN, the number or the name and date of birth.',
                ),
              ];
    return row_numbers.map((row_number) => ({ row_number, student_id: two ? null : student, verdict, candidates, problems }));
  });
  await writeRows(
    tx,
    orgId,
    importId,
    found.toSorted((a, b) => a.row_number - b.row_number),
    'student_id uuid, verdict text, candidates uuid[], problems jsonb',
    sql`student_id = given.student_id, verdict = given.verdict, candidates = given.candidates, problems = r.problems || given.problems`,
  );
}

interface Recorded {
  row_number: number;
  outcome_id: string;
  differs: boolean;
  other: string;
}

/** Scores of the file that are on record already, by student, programme, assessor, perspective, day and outcome. */
async function recordedScores(tx: Tx, orgId: string, importId: string, studentId: string | undefined): Promise<Recorded[]> {
  const { rows } = await sql<Recorded>`
    select r.row_number, s.outcome_id, s.level is distinct from o.level or s.missing is distinct from o.missing_reason as differs,
      oc.code || ': ' || coalesce(o.level::text, o.missing_reason) as other
    from import_rows r
    cross join jsonb_to_recordset(r.reading->'scores') as s (outcome_id uuid, level int, missing text)
    join enrolments e on e.org_id = ${orgId} and e.student_id = r.student_id and e.programme_id = (r.reading->>'programme_id')::uuid
    join assessments a on a.org_id = ${orgId} and a.student_id = r.student_id and a.enrolment_id = e.id and a.source = 'import'
      and a.perspective = r.reading->>'perspective' and a.assessed_on = (r.reading->>'assessed_on')::date
    join members m on m.org_id = ${orgId} and m.id = a.assessor_id and case
      when r.reading->>'assessor_id' is not null then m.id = (r.reading->>'assessor_id')::uuid
      when r.reading->>'assessor_name' is not null then r.reading->>'assessor_name' in (m.name, m.email)
      else m.role = 'student' end
    join scores o on o.org_id = ${orgId} and o.student_id = r.student_id and o.assessment_id = a.id and o.outcome_id = s.outcome_id and o.supersedes is null
    join outcomes oc on oc.org_id = ${orgId} and oc.id = o.outcome_id
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and r.applied_at is null
      and ${studentId === undefined ? sql`r.student_id is not null` : sql`r.student_id = ${studentId}`}`.execute(tx);
  return rows;
}

/**
 * What rows of scores would do: add scores, or nothing because every one is on record already or there is none. A score
 * on record with another level, and two levels for one score in the file, are problems: what was recorded is amended
 * by a person, never by a file.
 * @param studentId only this student's rows: a decision was taken on one of them
 */
export async function settleScoresRows(tx: Tx, orgId: string, importId: string, studentId?: string): Promise<void> {
  const recorded = JSON.stringify(await recordedScores(tx, orgId, importId, studentId));
  const whose = studentId === undefined ? sql`r.student_id is not null` : sql`r.student_id = ${studentId}`;
  await withoutNestedLoops(tx, async () => {
    await sql`
      with given as materialized (
        select r.row_number, s.outcome_id, s.level, s.missing, r.student_id, r.reading->>'programme_id' as programme_id,
          coalesce(r.reading->>'assessor_id', r.reading->>'assessor_name', '') as assessor, r.reading->>'perspective' as perspective, r.reading->>'assessed_on' as day
        from import_rows r left join lateral jsonb_to_recordset(r.reading->'scores') as s (outcome_id uuid, level int, missing text) on true
        where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and r.applied_at is null and ${whose}
      ), placed as (
        select row_number, outcome_id, level, missing, first_value(row_number) over same as first_row,
          first_value(level) over same as first_level, first_value(missing) over same as first_missing
        from given window same as (partition by student_id, programme_id, assessor, perspective, day, outcome_id order by row_number)
      ), judged as (
        select p.row_number, count(p.outcome_id) as wanted,
          min(p.first_row) filter (where p.first_row < p.row_number and (p.level is distinct from p.first_level or p.missing is distinct from p.first_missing)) as clash,
          string_agg(distinct k.other, ', ') filter (where k.differs) as other,
          count(p.outcome_id) filter (where p.first_row < p.row_number) as repeated,
          count(p.outcome_id) filter (where p.first_row < p.row_number or k.row_number is not null) as known
        from placed p
        left join json_to_recordset(${recorded}::json) as k (row_number int, outcome_id uuid, differs boolean, other text)
          on k.row_number = p.row_number and k.outcome_id = p.outcome_id
        group by p.row_number
      )
      update import_rows r set
        verdict = case when clash is null and other is null then 'good' else 'bad' end,
        outcome = case when clash is not null or other is not null then null when wanted = 0 or repeated = wanted then 'skip' when known = wanted then 'unchanged' else 'create' end,
        problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(r.problems) p where p->>'code' <> 'repeat'), '[]') || case
          when other is not null then jsonb_build_array(${problemJson('conflict', true)} || jsonb_build_object('message', 'Something else is on record for this student, assessor and day (' || other || ').', 'remedy', 'If the record is wrong, amend it on the student’s page; if the file is, correct it.'))
          when clash is not null then jsonb_build_array(${problemJson('repeat', true)} || jsonb_build_object('message', 'Row ' || clash || ' gives another level for the same outcome, day and assessor.', 'remedy', 'Keep the right one of the two.'))
          when wanted > 0 and repeated = wanted then jsonb_build_array(${problemJson('repeat', false)} || jsonb_build_object('message', 'An earlier row says exactly the same.', 'remedy', 'This row is left out.'))
          else '[]'::jsonb end
      from judged j where r.org_id = ${orgId} and r.import_id = ${importId} and r.row_number = j.row_number`.execute(tx);
  });
}

function problemJson(code: string, stops: boolean) {
  return sql`cast(${JSON.stringify(problem(stops, code, '', ''))}::text as jsonb)`;
}
