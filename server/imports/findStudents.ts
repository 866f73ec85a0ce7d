import { sql, type RawBuilder } from 'kysely';
import type { ImportProblem } from '@waymark/contract/imports.ts';
import type { Tx } from '../db/actor.ts';
import type { PersonReading } from './person.ts';

/** A problem that only the records or the rest of the file show, of the whole row. */
export function problem(stops: boolean, code: string, message: string, remedy: string): ImportProblem {
  return { column: null, value: '', code, message, remedy, stops };
}

/** Whom a row is about, when it is not simply somebody new. */
export interface Found {
  row_number: number;
  verdict: 'good' | 'bad' | 'choose';
  outcome: 'update' | null;
  student_id: string | null;
  candidates: string[];
  problems: ImportProblem[];
}

type Kind = 'two' | 'other' | 'same' | 'like' | 'taken';

/** Rows whose students are looked for, as they were read. */
export function given(rows: readonly { row_number: number; reading: PersonReading }[]): RawBuilder<unknown> {
  const keys = rows.map(({ row_number, reading: { upn, external_id, birth_date, family_key, given_key } }) => [
    row_number,
    upn,
    external_id,
    birth_date,
    family_key,
    given_key,
  ]);
  return sql`select (k->>0)::int as row_number, k->>1 as upn, k->>2 as number, (k->>3)::date as born,
    (k->>4) collate "C" as family, (k->>5) collate "C" as given, false as is_new
    from json_array_elements(${JSON.stringify(keys)}::json) k`;
}

/** The rows of a range that would make new students, as they were kept. */
export function keptNew(orgId: string, importId: string, range: { from: number; to: number }): RawBuilder<unknown> {
  return sql`select row_number, reading->>'upn' as upn, reading->>'external_id' as number, (reading->>'birth_date')::date as born,
      (reading->>'family_key') collate "C" as family, (reading->>'given_key') collate "C" as given, decision is not null as is_new
    from import_rows
    where org_id = ${orgId} and import_id = ${importId} and row_number between ${range.from} and ${range.to}
      and verdict = 'good' and outcome = 'create'`;
}

/**
 * Finds out whom rows of a roll are about, and answers those that are not about somebody new. The UPN or the
 * organisation's own number makes it the same student; so do full name and birth date when the row has nothing better.
 * Anything likely but not certain is left for a person to decide: a name and birth date with another number, a number
 * with another name, a name spelt a little differently on the same birthday. A row a person called somebody new is not
 * asked about again, unless its number has been given to another student meanwhile.
 *
 * Every look is one range of an index, so that a row costs the same in a large organisation. Students the import itself
 * has brought are nobody's lookalikes: rows of one file were compared with each other before.
 */
export async function findStudents(tx: Tx, orgId: string, importId: string, rows: RawBuilder<unknown>): Promise<Found[]> {
  const others = sql`s.org_id = ${orgId} and s.import_id is distinct from ${importId}::uuid`;
  const found = await sql<{ row_number: number; kind: Kind; student: string | null; candidates: string[] }>`
    with given as materialized (${rows}), found as (
      select g.*, u.id as by_upn, x.id as by_number, coalesce(alike.exact, '{}') as exact,
        coalesce(alike.near, '{}') || swapped.near as near, dateless.ids as dateless,
        u.family_key <> g.family and u.given_key <> g.given and coalesce(u.birth_date <> g.born, true) as upn_other,
        (x.family_key <> g.family and x.given_key <> g.given and coalesce(x.birth_date <> g.born, true)) or x.upn <> g.upn as number_other
      from given g
      left join students u on u.org_id = ${orgId} and u.upn = g.upn
      left join students x on x.org_id = ${orgId} and x.external_id = g.number
      -- a family name that begins alike, on the same birthday
      left join lateral (
        select array_agg(s.id order by s.id) filter (where s.family_key = g.family and s.given_key = g.given) as exact,
          (array_agg(s.id order by s.id) filter (where not (s.family_key = g.family and s.given_key = g.given) and not coalesce(s.upn <> g.upn, false)
            and ((s.family_key = g.family and left(s.given_key, 3) = left(g.given, 3))
              or (s.given_key = g.given and left(s.family_key, 4) = left(g.family, 4)))))[1:5] as near
        from students s where ${others} and s.birth_date = g.born
          and s.family_key >= left(g.family, 4) and s.family_key < left(g.family, 4) || chr(1114111)) alike on true
      cross join lateral (select array(select s.id from students s
        where ${others} and s.birth_date = g.born and s.family_key = g.given and s.given_key = g.family and g.family <> g.given
          and not coalesce(s.upn <> g.upn, false) order by s.id limit 5) as near) swapped
      cross join lateral (select array(select s.id from students s
        where ${others} and s.family_key = g.family and s.given_key = g.given
          and (s.birth_date is null or g.born is null) and not coalesce(s.upn <> g.upn, false) order by s.id limit 5) as ids) dateless
    ), judged as (
      select row_number,
        case
          when is_new then case when coalesce(by_upn, by_number) is not null then 'taken' end
          when by_upn <> by_number then 'two'
          when by_upn is not null then case when upn_other then 'other' else 'same' end
          when by_number is not null then case when number_other then 'other' else 'same' end
          when cardinality(exact) = 1 and upn is null and number is null then 'same'
          when cardinality(exact) + cardinality(near) + cardinality(dateless) > 0 then 'like'
        end as kind,
        coalesce(by_upn, by_number, exact[1]) as student,
        case when coalesce(by_upn, by_number) is not null then array[coalesce(by_upn, by_number)] else exact || near || dateless end as candidates
      from found
    )
    select * from judged where kind is not null order by row_number`.execute(tx);
  return found.rows.map(({ row_number, kind, student, candidates }) => ({
    row_number,
    ...meaning[kind],
    student_id: kind === 'same' ? student : null,
    candidates: kind === 'other' || kind === 'like' ? candidates : [],
  }));
}

const meaning: Record<Kind, Pick<Found, 'verdict' | 'outcome' | 'problems'>> = {
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
  taken: {
    verdict: 'bad',
    outcome: null,
    problems: [
      problem(
        true,
        'number-taken',
        'The UPN or number in this row has been given to another student since the preview.',
        'Correct the number, or leave the row out.',
      ),
    ],
  },
};
