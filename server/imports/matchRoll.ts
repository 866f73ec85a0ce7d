import type { ImportProblem } from '@waymark/contract/imports.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { RowRange } from './check.ts';
import { writeRows } from './queries.ts';

/** A problem that only the records or the rest of the file show, of the whole row. */
export function problem(stops: boolean, code: string, message: string, remedy: string): ImportProblem {
  return { column: null, value: '', code, message, remedy, stops };
}

/**
 * Finds out whom rows are about. The UPN or the organisation's own number makes it the same student; so do full name and
 * birth date when the row has nothing better. Anything likely but not certain is left for a person to decide: a name
 * and birth date with another number, a number with another name, a name spelt a little differently on the same birthday.
 *
 * Only rows that would otherwise make a new student are looked at, so that it can be asked again just before they are
 * taken. Rows marked bad, and rows a person has decided on, are left alone.
 */
export async function matchRollRows(tx: Tx, orgId: string, importId: string, range: RowRange): Promise<void> {
  const { rows } = await sql<{
    row_number: number;
    kind: 'two' | 'other' | 'same' | 'like' | 'new';
    student: string | null;
    candidates: string[];
  }>`
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
    )
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
    from found order by row_number`.execute(tx);
  const found = rows.map(({ row_number, kind, student, candidates }) => ({
    row_number,
    ...meaning[kind],
    student_id: kind === 'same' ? student : null,
    candidates: kind === 'other' || kind === 'like' ? candidates : [],
  }));
  await writeRows(
    tx,
    orgId,
    importId,
    found,
    'verdict text, outcome text, student_id uuid, candidates uuid[], problems jsonb',
    sql`verdict = given.verdict, outcome = given.outcome, student_id = given.student_id, candidates = given.candidates, problems = r.problems || given.problems`,
  );
}

const meaning = {
  new: { verdict: 'good', outcome: 'create', problems: [] },
  same: { verdict: 'good', outcome: 'update', problems: [] },
  like: {
    verdict: 'choose',
    outcome: null,
    problems: [
      problem(
        false,
        'lookalike',
        'Somebody very like this student is already here.',
        'Say whether it is the same student or somebody new.',
      ),
    ],
  },
  other: {
    verdict: 'choose',
    outcome: null,
    problems: [
      problem(
        false,
        'other-name',
        'A student with this UPN or number is already here, under another name and birth date or with another UPN.',
        'Say whether it is the same student, or correct the number.',
      ),
    ],
  },
  two: {
    verdict: 'bad',
    outcome: null,
    problems: [
      problem(
        true,
        'two-students',
        'The UPN belongs to one student and the number of your own system to another.',
        'Correct the one that is wrong.',
      ),
    ],
  },
};

/**
 * The same student twice in one file. A row that says the same again is left out; one with the same number and other
 * details is bad; one with only name and birth date in common is for a person to decide.
 */
export async function markRepeats(tx: Tx, orgId: string, importId: string): Promise<void> {
  const { rows } = await sql<{ row_number: number; earlier: number; identical: boolean; certain: boolean }>`
    with given as (
      select row_number, reading, reading->>'upn' as upn, reading->>'external_id' as number,
        first_value(row_number) over by_upn as upn_row, first_value(reading) over by_upn as upn_reading,
        first_value(row_number) over by_number as number_row, first_value(reading) over by_number as number_reading,
        first_value(row_number) over by_student as student_row, first_value(reading) over by_student as student_reading,
        first_value(row_number) over by_person as person_row, first_value(reading) over by_person as person_reading,
        student_id
      from import_rows where org_id = ${orgId} and import_id = ${importId} and verdict in ('good', 'choose')
      window by_upn as (partition by reading->>'upn' order by row_number), by_number as (partition by reading->>'external_id' order by row_number),
        by_student as (partition by student_id order by row_number),
        by_person as (partition by reading->>'family_key', reading->>'given_key', reading->>'birth_date' order by row_number)
    )
    select row_number,
      case when upn is not null and upn_row < row_number then upn_row when number is not null and number_row < row_number then number_row
        when student_id is not null and student_row < row_number then student_row else person_row end as earlier,
      case when upn is not null and upn_row < row_number then upn_reading when number is not null and number_row < row_number then number_reading
        when student_id is not null and student_row < row_number then student_reading else person_reading end = reading as identical,
      upn is not null and upn_row < row_number or number is not null and number_row < row_number or student_id is not null and student_row < row_number as certain
    from given
    where upn is not null and upn_row < row_number or number is not null and number_row < row_number or student_id is not null and student_row < row_number
      -- two numbers, two people, however alike their names
      or person_row < row_number and not coalesce(person_reading->>'upn' <> upn, false) and not coalesce(person_reading->>'external_id' <> number, false)
    order by row_number`.execute(tx);
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
