import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { RowRange } from './check.ts';
import { findStudents, keptNew, problem } from './findStudents.ts';
import { withoutNestedLoops, writeRows } from './queries.ts';

/** Asks again, just before they are taken, whom the rows are about that would make new students: days may lie between. */
export async function matchAgain(tx: Tx, orgId: string, importId: string, range: RowRange): Promise<void> {
  await writeRows(
    tx,
    orgId,
    importId,
    await findStudents(tx, orgId, importId, keptNew(orgId, importId, range)),
    'verdict text, outcome text, student_id uuid, candidates uuid[], problems jsonb',
    sql`verdict = given.verdict, outcome = given.outcome, student_id = given.student_id, candidates = given.candidates, problems = r.problems || given.problems`,
  );
}

/**
 * The same student twice in one file. A row that says the same again is left out; one with the same number and other
 * details is bad; one with only name and birth date in common is for a person to decide.
 */
export async function markRepeats(tx: Tx, orgId: string, importId: string): Promise<void> {
  const first = (key: string) =>
    sql`select ${sql.ref(key)}, min(row_number) as row from given where ${sql.ref(key)} is not null group by 1 having count(*) > 1`;
  const found = await withoutNestedLoops(tx, () =>
    sql<{ row_number: number; earlier: number; certain: boolean }>`
    with given as materialized (
      select row_number, (reading->>'upn') collate "C" as upn, (reading->>'external_id') collate "C" as number, student_id,
        concat_ws('|', reading->>'family_key', reading->>'given_key', reading->>'birth_date') collate "C" as person
      from import_rows where org_id = ${orgId} and import_id = ${importId} and verdict in ('good', 'choose')
    ), by_upn as materialized (${first('upn')}), by_number as materialized (${first('number')}),
    by_student as materialized (${first('student_id')}), by_person as materialized (${first('person')}), repeated as (
      select g.row_number, p.row as person_row, least(
          case when u.row < g.row_number then u.row end, case when n.row < g.row_number then n.row end, case when s.row < g.row_number then s.row end) as certain_row,
        -- two numbers, two people, however alike their names
        coalesce(o.upn <> g.upn, false) or coalesce(o.number <> g.number, false) as two
      from given g
      left join by_upn u on u.upn = g.upn
      left join by_number n on n.number = g.number
      left join by_student s on s.student_id = g.student_id
      left join by_person p on p.person = g.person and p.row < g.row_number
      left join given o on o.row_number = p.row
      where u.row < g.row_number or n.row < g.row_number or s.row < g.row_number or p.row < g.row_number
    )
    select row_number, coalesce(certain_row, person_row) as earlier, certain_row is not null as certain
    from repeated where certain_row is not null or not two`.execute(tx),
  );
  if (found.rows.length === 0) return;
  const { rows } = await sql<{ row_number: number; earlier: number; identical: boolean; certain: boolean }>`
    select j.*, a.reading - 'id' = b.reading - 'id' as identical
    from json_to_recordset(${JSON.stringify(found.rows)}::json) as j (row_number int, earlier int, certain boolean)
    join import_rows a on a.org_id = ${orgId} and a.import_id = ${importId} and a.row_number = j.row_number
    join import_rows b on b.org_id = ${orgId} and b.import_id = ${importId} and b.row_number = j.earlier
    order by j.row_number`.execute(tx);
  const repeats = rows.map(({ row_number, earlier, identical, certain }) =>
    identical
      ? {
          row_number,
          verdict: 'good',
          outcome: 'skip',
          problems: [problem(false, 'repeat', `Row ${earlier} says exactly the same.`, 'This row is left out.')],
        }
      : certain
        ? {
            row_number,
            verdict: 'bad',
            outcome: null,
            problems: [
              problem(true, 'repeat', `Row ${earlier} is the same student.`, 'They say different things: keep the right one of the two.'),
            ],
          }
        : {
            row_number,
            verdict: 'choose',
            outcome: null,
            problems: [
              problem(
                false,
                'repeat',
                `Row ${earlier} has the same name and birth date.`,
                'Say whether this is somebody else, or leave the row out.',
              ),
            ],
          },
  );
  await writeRows(
    tx,
    orgId,
    importId,
    repeats,
    'verdict text, outcome text, problems jsonb',
    sql`verdict = given.verdict, outcome = given.outcome, problems = r.problems || given.problems`,
  );
}

/**
 * What rows about a known student would change: `update` or `unchanged`. A cell that says nothing changes nothing.
 * @param range only these rows
 */
export async function settleRollRows(tx: Tx, orgId: string, importId: string, range?: RowRange): Promise<void> {
  const within = range === undefined ? sql`true` : sql`r.row_number between ${range.from} and ${range.to}`;
  const differs = (field: string): RawBuilder<boolean> =>
    sql`coalesce(r.reading->>${sql.lit(field)} <> s.${sql.ref(field)}::text, r.reading->>${sql.lit(field)} is not null)`;
  const fields = [
    'upn',
    'external_id',
    'given_name',
    'family_name',
    'preferred_name',
    'birth_date',
    'year_group',
    'school_id',
    'email',
  ].map(differs);
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
      and r.outcome is distinct from 'skip' and s.org_id = ${orgId} and s.id = r.student_id`.execute(tx);
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
