import { sql } from 'kysely';
import type { NamedAs } from '@waymark/contract/referrals.ts';
import type { Tx } from '../db/actor.ts';
import { nameKey, readSearch } from '../students/nameKey.ts';

export interface Candidate {
  id: string;
  name: string;
  birthDate: string | null;
  yearGroup: number | null;
  school: string | null;
  leftOn: string | null;
  because: 'name_and_birth_date' | 'name' | 'birth_date' | 'family_name';
}

/**
 * Students who may be the one somebody named, as for a row of a roll (`server/imports/matchRoll.ts`): the same name in
 * either order; nearly the same name on the same birthday; and, since teachers write nicknames, the same family name in the
 * same year and school. Only proposed: a person decides.
 */
export async function findCandidates(tx: Tx, orgId: string, named: NamedAs): Promise<Candidate[]> {
  const search = readSearch(named.name);
  const pairs = search?.kind === 'both' ? search.pairs : [];
  const { rows } = await sql<Candidate>`
    with given as (
      select "given", family from jsonb_to_recordset(${JSON.stringify(
        pairs.flatMap(({ one, other }) => [
          { given: one, family: other },
          { given: other, family: one },
        ]),
      )}::jsonb) as g ("given" text, family text)
    ), found as (
      select s.id, coalesce(s.preferred_name, s.given_name) || ' ' || s.family_name as name, s.birth_date, s.year_group, s.left_on, s.school_id,
        min(case
          when s.given_key = g."given" and s.family_key = g.family and s.birth_date = ${named.birthDate}::date then 1
          when s.given_key = g."given" and s.family_key = g.family then 2
          when s.birth_date = ${named.birthDate}::date and ((s.family_key = g.family and left(s.given_key, 3) = left(g."given", 3))
            or (s.given_key = g."given" and left(s.family_key, 4) = left(g.family, 4))) then 3
          when s.family_key = g.family and s.year_group = ${named.yearGroup}::int and s.school_id = ${named.schoolId}::uuid then 4
        end) as rank
      from students s join given g on s.family_key = g.family collate "C" or s.given_key = g."given" collate "C"
      where s.org_id = ${orgId}
      group by s.org_id, s.id
    )
    select f.id, f.name, f.birth_date as "birthDate", f.year_group as "yearGroup", sc.name as school, f.left_on as "leftOn",
      (array['name_and_birth_date', 'name', 'birth_date', 'family_name'])[f.rank] as because
    from found f left join schools sc on sc.org_id = ${orgId} and sc.id = f.school_id
    where f.rank is not null
    order by f.rank, f.left_on nulls first, f.name, f.id limit 8`.execute(tx);
  if (pairs.length > 0 || named.birthDate === null) return rows;
  return findByOneName(tx, orgId, nameKey(named.name), named.birthDate);
}

/** A single name says little: it takes the birthday as well. */
async function findByOneName(tx: Tx, orgId: string, key: string, birthDate: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select s.id, coalesce(s.preferred_name, s.given_name) || ' ' || s.family_name as name, s.birth_date as "birthDate", s.year_group as "yearGroup",
      sc.name as school, s.left_on as "leftOn", 'birth_date' as because
    from students s left join schools sc on sc.org_id = s.org_id and sc.id = s.school_id
    where s.org_id = ${orgId} and s.birth_date = ${birthDate}::date and (s.family_key = ${key} or s.given_key = ${key})
    order by s.id limit 8`.execute(tx);
  return rows;
}
