import type { ImportProblem } from '@waymark/contract/imports.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { problem } from './findStudents.ts';
import type { PersonReading } from './person.ts';

export interface ScoredRow {
  row_number: number;
  student_id: string | null;
  verdict: 'good' | 'bad' | 'choose';
  candidates: string[];
  problems: ImportProblem[];
}

/**
 * Finds the student each row of scores is about: by UPN, by the organisation's own number, by full name and birth date.
 * A name without a birth date, or spelt a little differently, is for a person to confirm; nobody found is a problem of
 * the row, since scores make no students.
 */
export async function findScored(
  tx: Tx,
  orgId: string,
  rows: readonly { row_number: number; reading: PersonReading }[],
): Promise<ScoredRow[]> {
  // a student has many rows: each is looked for once
  const people = Map.groupBy(rows, ({ reading: { upn, external_id, birth_date, family_key, given_key } }) =>
    JSON.stringify([upn, external_id, birth_date, family_key, given_key]),
  );
  const keys = JSON.stringify([...people.keys()].map((key) => JSON.parse(key) as unknown));
  const found = await sql<{
    at: number;
    by_upn: string | null;
    by_number: string | null;
    exact: string[];
    dateless: string[];
    near: string[];
  }>`
    with people as materialized (
      select ordinality::int as at, k->>0 as upn, k->>1 as number, (k->>2)::date as born, (k->>3) collate "C" as family, (k->>4) collate "C" as given
      from json_array_elements(${keys}::json) with ordinality as listed (k, ordinality)
    )
    select p.at, (select id from students where org_id = ${orgId} and upn = p.upn) as by_upn,
      (select id from students where org_id = ${orgId} and external_id = p.number) as by_number,
      array(select s.id from students s where s.org_id = ${orgId} and s.birth_date = p.born and s.family_key = p.family and s.given_key = p.given order by s.id) as exact,
      array(select s.id from students s
        where s.org_id = ${orgId} and s.family_key = p.family and s.given_key = p.given and (s.birth_date is null or p.born is null) order by s.id limit 5) as dateless,
      array(select s.id from students s
        where s.org_id = ${orgId} and s.birth_date = p.born and not (s.family_key = p.family and s.given_key = p.given)
          and ((s.family_key = p.family and left(s.given_key, 3) = left(p.given, 3)) or (s.given_key = p.given and left(s.family_key, 4) = left(p.family, 4))
            or (s.family_key = p.given and s.given_key = p.family)) order by s.id limit 5) as near
    from people p order by p.at`.execute(tx);
  const groups = [...people.values()];
  return found.rows.flatMap(({ at, by_upn, by_number, exact, dateless, near }) => {
    const student = by_upn ?? by_number ?? (exact.length === 1 ? (exact[0] ?? null) : null);
    const candidates = student === null ? [...exact, ...dateless, ...near] : [];
    const two = by_upn !== null && by_number !== null && by_upn !== by_number;
    const verdict = two || (student === null && candidates.length === 0) ? 'bad' : student === null ? 'choose' : 'good';
    const problems = two
      ? [twoStudents]
      : student !== null
        ? []
        : [candidates.length > 1 ? many : candidates.length === 1 ? probably : nobody];
    return (groups[at - 1] ?? []).map(({ row_number }) => ({
      row_number,
      student_id: two ? null : student,
      verdict,
      candidates,
      problems,
    }));
  });
}

const twoStudents = problem(
  true,
  'two-students',
  'The UPN belongs to one student and the number of your own system to another.',
  'Correct the one that is wrong.',
);
const many = problem(
  false,
  'lookalike',
  'More than one student could be meant.',
  'Say which, or add the UPN or the date of birth to the file.',
);
const probably = problem(
  false,
  'lookalike',
  'Probably this student, but the name alone does not make it certain.',
  'Say whether it is, or add the UPN or the date of birth to the file.',
);
const nobody = problem(
  true,
  'no-student',
  'There is no such student.',
  'Import the roll first, or correct the UPN, the number or the name and date of birth.',
);
