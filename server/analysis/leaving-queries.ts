import { sql } from 'kysely';
import { Moments } from './moments.ts';
import { typesOf } from './pair-tally.ts';
import { enrolmentsOf, valuesOf } from './population.ts';
import { eachStudent, goThrough, profilesOf, read, readPlaces, Standing } from './profiles.ts';
import type { Asked } from './question.ts';
import { type Reach, ReachTally } from './reach.ts';

/** Enrolments by how many months after their start they ended early (`left`) or were last seen (`censored`), and by group. */
export interface MonthOfLeaving {
  group: string | null;
  month: number;
  left: number;
  censored: number;
}

/** Enrolments of one group and month that left early, or did not, with their profiles. */
interface Leavers {
  group: string | null;
  early: boolean;
  /** Null for one that is yet to begin. */
  month: number | null;
  n: number;
  lines: string;
}

/** Where those who left early began, and those who did not: moments of students' mean first level, by outcome type. */
export interface Start {
  type: string;
  early: boolean;
  n: number;
  mean: number;
  sd: number;
}

/** The mean change of each enrolment, added up: of those who left early and those who did not. */
export interface Change {
  early: boolean;
  /** With a first score. */
  began: number;
  /** With a first and a latest score. */
  stayed: number;
  mean: number | null;
  sd: number | null;
}

/** By value of a characteristic: how many began, and how many have a second score. */
export interface Began {
  group: string;
  began: number;
  stayed: number;
}

/** How many left early or were last seen in which month, by group. A month is 30.4375 days, which is 487 sixteenths of a day. */
async function readLeavers(asked: Asked, code: string): Promise<Leavers[]> {
  const { rows } = await sql<Leavers>`
    with who as (${enrolmentsOf(asked)}), groups as (${valuesOf(asked, code)})
    select groups.value as group, coalesce(who.end_kind = 'early', false) as early,
      -- one that ended as planned, or still goes on, was seen until then and has not left
      case when who.started_on <= ${asked.today}::date then (coalesce(who.ended_on, ${asked.today}::date) - who.started_on) * 16 / 487 end as month,
      count(*)::int as n,
      coalesce(string_agg(case when p.enrolments > 1 then p.student_id || ' ' || who.started_on || ' ' || p.enrolment_id else '' end
        || '|' || p.said, chr(10)), '') as lines
    from who
    left join ${profilesOf(asked)} p on p.org_id = ${asked.orgId} and p.enrolment_id = who.id and p.perspective = ${asked.filters.perspective}
    left join groups on groups.student_id = who.student_id
    group by 1, 2, 3 order by 1, 2, 3`.execute(asked.tx);
  return rows;
}

/** When enrolments ended early, where they began and how far they came beside the others, and how many are left by group. */
export async function readLeaving(
  asked: Asked,
  code: string,
): Promise<{ months: MonthOfLeaving[]; starts: Start[]; changes: Change[]; groups: Began[]; reach: Reach }> {
  const leavers = await readLeavers(asked, code);
  const places = await readPlaces(asked);
  const types = typesOf(asked);
  const sides = [true, false].map((which) => ({
    early: which,
    starts: types.codes.map(() => new Moments()),
    change: new Moments(),
    began: 0,
  }));
  const groups = new Map(leavers.flatMap(({ group }) => (group === null ? [] : [[group, { group, began: 0, stayed: 0 }]])));
  const sums = types.codes.map(() => ({ n: 0, first: 0 }));
  const addEnrolment = (standing: Standing, { early, group }: Leavers): void => {
    for (const sum of sums) sum.n = sum.first = 0;
    let [began, pairs, change] = [0, 0, 0];
    for (let row = 0; row < standing.n; row++) {
      if (standing.first[row] === 0) continue;
      began += 1;
      const sum = sums[types.of[standing.outcome[row]!]!]!;
      sum.n += 1;
      sum.first += standing.first[row]!;
      if (!standing.isPair(row)) continue;
      pairs += 1;
      change += standing.latest[row]! - standing.first[row]!;
    }
    if (began === 0) return;
    const side = sides[early ? 0 : 1]!;
    const own = groups.get(group ?? '');
    side.began += 1;
    if (own !== undefined) own.began += 1;
    for (const [type, { n, first }] of sums.entries()) if (n > 0) side.starts[type]!.add(first / n);
    if (pairs === 0) return;
    if (own !== undefined) own.stayed += 1;
    side.change.add(change / pairs);
  };
  const reach = new ReachTally();
  const standing = new Standing();
  // of students who enrolled again, whose lines may lie among several leavers
  const several: string[] = [];
  for (const leaver of leavers) {
    const { lines } = leaver;
    await goThrough(lines, (header, from, to) => {
      standing.n = 0;
      read(lines, from, to, places, standing);
      addEnrolment(standing, leaver);
      if (header === '') reach.add(standing);
      else several.push(lines.slice(from - 1 - header.length, to));
    });
  }
  await eachStudent({ lines: several.join('\n'), places, groups: null, schools: null }, (both) => reach.add(both));
  return {
    months: monthsOf(leavers),
    starts: sides.flatMap((side) =>
      types.codes.flatMap((type, at) => {
        const { n, mean, sd } = side.starts[at]!;
        return n === 0 ? [] : [{ type, early: side.early, n, mean, sd }];
      }),
    ),
    changes: sides
      .toReversed()
      .flatMap(({ early: which, began, change: { n, mean, sd } }) =>
        began === 0 ? [] : [{ early: which, began, stayed: n, mean: n === 0 ? null : mean, sd: n === 0 ? null : sd }],
      ),
    groups: [...groups.values()].filter(({ began }) => began > 0),
    reach: await reach.reach(asked),
  };
}

const monthsOf = (leavers: readonly Leavers[]): MonthOfLeaving[] =>
  leavers.flatMap(({ group, early, month, n }) => (month === null ? [] : [{ group, month, left: early ? n : 0, censored: early ? 0 : n }]));
