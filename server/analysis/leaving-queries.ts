import { sql } from 'kysely';
import { Moments } from './moments.ts';
import { typesOf } from './pair-tally.ts';
import { enrolmentsOf, valuesOf } from './population.ts';
import { eachEnrolment, readPlaces, readProfiles } from './profiles.ts';
import type { Asked } from './question.ts';
import { type Reach, reachOf } from './reach.ts';

/** Enrolments by how many months after their start they ended early (`left`) or were last seen (`censored`), and by group. */
export interface MonthOfLeaving {
  group: string | null;
  month: number;
  left: number;
  censored: number;
}

/** An enrolment that ended as planned, or still goes on, was seen until then and has not left. */
export async function readLeaving(asked: Asked, code: string): Promise<MonthOfLeaving[]> {
  const { rows } = await sql<MonthOfLeaving>`
    with who as (${enrolmentsOf(asked)}), groups as (${valuesOf(asked, code)})
    select groups.value as group, floor((coalesce(who.ended_on, ${asked.today}::date) - who.started_on) / 30.4375)::int as month,
      count(*) filter (where who.end_kind = 'early') as left, count(*) filter (where who.end_kind is distinct from 'early') as censored
    from who left join groups on groups.student_id = who.student_id
    where who.started_on <= ${asked.today}::date
    group by 1, 2 order by 1, 2`.execute(asked.tx);
  return rows;
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

/** Where enrolments began and how far they came, by whether they ended early, and how many are left by group. */
export async function readStayers(
  asked: Asked,
  code: string,
): Promise<{ starts: Start[]; changes: Change[]; groups: Began[]; reach: Reach }> {
  const early = sql`coalesce(who.end_kind = 'early', false)`;
  const by = sql`case when ${early} then 'early' else 'other' end || coalesce(':' || groups.value, '')`;
  const profiles = await readProfiles(asked, asked.filters.perspective, { by, ofEnrolment: true, characteristic: code });
  const places = await readPlaces(asked);
  const types = typesOf(asked);
  const sides = [true, false].map((which) => ({
    early: which,
    starts: types.codes.map(() => new Moments()),
    change: new Moments(),
    began: 0,
  }));
  const groups = new Map<string, Began>();
  for (const { key, lines } of profiles) {
    const [kind, ...rest] = (key ?? '').split(':');
    const side = sides[kind === 'early' ? 0 : 1]!;
    const group = rest.join(':');
    const own = groups.get(group) ?? { group, began: 0, stayed: 0 };
    groups.set(group, own);
    const sums = types.codes.map(() => ({ n: 0, first: 0 }));
    eachEnrolment(lines, places, (standing) => {
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
      side.began += 1;
      own.began += 1;
      for (const [type, { n, first }] of sums.entries()) if (n > 0) side.starts[type]!.add(first / n);
      if (pairs === 0) return;
      own.stayed += 1;
      side.change.add(change / pairs);
    });
  }
  groups.delete('');
  return {
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
    groups: [...groups.values()],
    reach: await reachOf(asked, profiles, places),
  };
}
