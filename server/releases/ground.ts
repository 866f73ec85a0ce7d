import type { CharacteristicOption } from '@waymark/contract/characteristics.ts';
import type { Disclosure } from '@waymark/contract/releases.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { Cell, Extent } from './column.ts';
import { rareValues } from './generalise.ts';
import { columnName, grouped, type ReleasedCharacteristic } from './people.ts';

/** The characteristics that can be released: those in use, or those with these ids, in the order of forms. */
export async function readCharacteristics(tx: Tx, orgId: string, ids?: readonly string[]): Promise<ReleasedCharacteristic[]> {
  return tx
    .selectFrom('characteristics')
    .where('org_id', '=', orgId)
    .where((eb) => (ids === undefined ? eb('archived_at', 'is', null) : sql<boolean>`id = any(${`{${ids.join(',')}}`}::uuid[])`))
    .select(['id', 'code', 'label', sql<CharacteristicOption[]>`options`.as('options')])
    .orderBy('position')
    .orderBy('label')
    .execute();
}

/** What each generalised column makes of a value. */
export type Generalise = (column: string, value: Cell) => Cell;

export interface Coarsening {
  generalise: Generalise;
  disclosure: Disclosure;
}

/** What is known of students whichever characteristics there are. */
const always = {
  school: { column: 'school', label: 'School' },
  year_group: { column: 'year_group', label: 'Year group' },
  age_years: { column: 'age_years', label: 'Age in years' },
};

const age = sql`case when s.year_group is null then extract(year from age(x.as_on, s.birth_date))::int end`;

/**
 * Counts how many students share each value that people could be told by, decides which are put together, and counts
 * what is left to tell them by: combinations of all these columns, after that.
 */
export async function readCoarsening(
  tx: Tx,
  { orgId, asOf, asOn }: Extent,
  characteristics: readonly ReleasedCharacteristic[],
  below: number,
): Promise<Coarsening> {
  const students = sql`(select s.id, s.school_id::text as school, s.year_group::text as year_group, (${age})::text as age_years
    from students s cross join (select ${asOn}::date as as_on) x
    where s.org_id = ${orgId} and s.created_at <= ${asOf}::timestamptz)`;
  const { rows: counts } = await sql<{ kind: string; value: string; n: number }>`
    with people as materialized ${students}
    select 'school' as kind, school as value, count(*)::int as n from people where school is not null group by school
    union all select 'year_group', year_group, count(*)::int from people where year_group is not null group by year_group
    union all select 'age_years', age_years, count(*)::int from people where age_years is not null group by age_years
    union all select c.characteristic_id::text, c.value, count(*)::int from people p
      join student_characteristics c on c.org_id = ${orgId} and c.student_id = p.id and c.replaced_at is null
      where c.value is not null group by c.characteristic_id, c.value`.execute(tx);
  const byKind = Map.groupBy(counts, ({ kind }) => kind);
  const columns = {
    ...always,
    ...Object.fromEntries(characteristics.map(({ id, code, label }) => [id, { column: columnName(code), label }])),
  };
  const rare = new Map<string, { values: ReadonlySet<string>; withheld: boolean }>();
  const generalised: Disclosure['generalised'] = [];
  for (const [kind, named] of Object.entries(columns)) {
    const found = rareValues(new Map((byKind.get(kind) ?? []).map(({ value, n }) => [value, n])), below);
    if (found.grouped.length === 0) continue;
    rare.set(kind, { values: new Set(found.grouped), withheld: found.withheld });
    generalised.push({
      ...named,
      values: found.grouped.length,
      students: found.students,
      withheld: found.withheld,
    });
  }
  const ids = `{${characteristics.map(({ id }) => id).join(',')}}`;
  const pairs = [...rare].flatMap(([kind, { values }]) => [...values].map((value) => ({ kind, value })));
  const coarse = (kind: string, value: string) =>
    sql.raw(`case when exists (select from rare where rare.kind = ${kind} and rare.value = ${value}) then '*' else ${value} end`);
  const { rows } = await sql<{ students: number; combinations: number; few: number; alone: number }>`
    with rare as (select kind, value from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as r(kind text, value text)),
    people as materialized ${students},
    described as (select c.student_id, string_agg(k.code || '=' || coalesce(${coarse('k.id::text', 'c.value')}, c.missing_reason), ';' order by k.code) as said
      from student_characteristics c join characteristics k on k.org_id = c.org_id and k.id = c.characteristic_id
      where c.org_id = ${orgId} and c.replaced_at is null and c.characteristic_id = any(${ids}::uuid[]) group by c.student_id),
    combinations as (select count(*)::int as n from people p left join described d on d.student_id = p.id
      group by ${coarse("'school'", 'p.school')}, ${coarse("'year_group'", 'p.year_group')}, ${coarse("'age_years'", 'p.age_years')}, d.said)
    select coalesce(sum(n), 0)::int as students, (count(*) filter (where n < ${below}))::int as combinations,
      coalesce(sum(n) filter (where n < ${below}), 0)::int as few, (count(*) filter (where n = 1))::int as alone from combinations`.execute(
    tx,
  );
  const left = rows[0];
  return {
    generalise: (column, value) => {
      const found = value === null ? undefined : rare.get(column);
      if (found === undefined || !found.values.has(String(value))) return value;
      return found.withheld ? null : grouped;
    },
    disclosure: {
      generalised,
      students: left?.students ?? 0,
      rareCombinations: left?.combinations ?? 0,
      studentsInRare: left?.few ?? 0,
      alone: left?.alone ?? 0,
    },
  };
}
