import { sql } from 'kysely';
import { said } from '../assessments/score-profiles.ts';
import { asItStood } from '../db/past-states.ts';
import { enrolmentsOf, outcomeIs, standingsOf } from './population.ts';
import { eachOf, readPlaces, readProfiles, type Standing } from './profiles.ts';
import type { Asked } from './question.ts';
import { type Reach, ReachTally } from './reach.ts';
import { ShareSum } from './share-sum.ts';

/** How students stand on one outcome: where they began and are, whether it is asked, and what was agreed about it. */
export interface OutcomeNeed {
  seriesId: string;
  scored: number;
  /** Began in the lower half of the scale; of those with a later score, how many, and how many are still there. */
  beganLow: number;
  lowPaired: number;
  stillLow: number;
  /** Came up and got no level, by how it ended last. */
  notAsked: number;
  declined: number;
  /** Pairs with an action done about the outcome between first and latest score, and with none agreed; how many moved up in each. */
  withAction: number;
  upWithAction: number;
  /** Pairs with an action agreed between the two scores, and none done; how many moved up. */
  onlyAgreed: number;
  upOnlyAgreed: number;
  without: number;
  upWithout: number;
}

/** By school: students enrolled, with a score, and with a second score of some outcome. */
export interface SchoolCoverage {
  school: string | null;
  students: number;
  scored: number;
  again: number;
}

/** By value of a characteristic, null for those without one: who has a score, a second one, and how much of it is low. */
export interface GroupNeed {
  group: string | null;
  scored: number;
  again: number;
  /** Of first scores, those in the lower half; of those that were given again, the ones that still are. */
  beganLow: ShareSum;
  stillLow: ShareSum;
}

/**
 * @param low levels up to this are the lower half
 * @param code of the characteristic that makes the groups
 */
export async function readNeeds(
  asked: Asked,
  low: number,
  code: string,
): Promise<{ needs: OutcomeNeed[]; coverage: SchoolCoverage[]; groups: GroupNeed[]; reach: Reach }> {
  const by = sql`coalesce(who.school_id::text, '') || ':' || coalesce(groups.value, '')`;
  const bySchool = { by, ofEnrolment: true, characteristic: code };
  const [profiles, places] = [await readProfiles(asked, asked.filters.perspective, bySchool), await readPlaces(asked)];
  const none = { scored: 0, beganLow: 0, lowPaired: 0, stillLow: 0, notAsked: 0, declined: 0 };
  const rows = asked.outcomes.map(({ seriesId }) => ({ seriesId, ...none, asked: 0, pairs: 0, up: 0 }));
  const bySchoolId = new Map<string | null, { scored: number; again: number }>();
  const byGroup = new Map<string | null, GroupNeed>();
  const reach = new ReachTally();
  // both are the student's own: all enrolments of one lie together
  const each = profiles.map(({ key, lines }) => {
    const at = (key ?? '').indexOf(':');
    const [schoolId, value] = [(key ?? '').slice(0, at) || null, (key ?? '').slice(at + 1) || null];
    const school = bySchoolId.get(schoolId) ?? { scored: 0, again: 0 };
    const group = byGroup.get(value) ?? { group: value, scored: 0, again: 0, beganLow: new ShareSum(), stillLow: new ShareSum() };
    bySchoolId.set(schoolId, school);
    byGroup.set(value, group);
    return { lines, school, group };
  });
  const addEnrolment = (standing: Standing): void => {
    for (let row = 0; row < standing.n; row++) {
      const own = rows[standing.outcome[row]!]!;
      const [how, first, latest] = [standing.code[row]!, standing.first[row]!, standing.latest[row]!];
      own.asked += 1;
      if (how === said.notAsked) own.notAsked += 1;
      else if (how === said.declined) own.declined += 1;
      if (first === 0) continue;
      own.scored += 1;
      if (first <= low) own.beganLow += 1;
      if (!standing.isPair(row)) continue;
      own.pairs += 1;
      if (latest > first) own.up += 1;
      if (first > low) continue;
      own.lowPaired += 1;
      if (latest <= low) own.stillLow += 1;
    }
  };
  const addStudent = (standing: Standing, { school, group }: (typeof each)[number]): void => {
    reach.add(standing);
    const { most } = standing;
    if (most < 1) return;
    for (const counted of [school, group]) {
      counted.scored += 1;
      if (most >= 2) counted.again += 1;
    }
    let [scored, beganLow, paired, stillLow] = [0, 0, 0, 0];
    for (let row = 0; row < standing.n; row++) {
      if (standing.first[row] === 0) continue;
      scored += 1;
      if (standing.first[row]! > low) continue;
      beganLow += 1;
      if (!standing.isPair(row)) continue;
      paired += 1;
      if (standing.latest[row]! <= low) stillLow += 1;
    }
    group.beganLow.add(beganLow, scored);
    group.stillLow.add(stillLow, paired);
  };
  eachOf(each, places, addEnrolment, addStudent);
  const acted = await readActed(asked);
  const needs = rows.flatMap(({ asked: ever, pairs, up, ...need }) => {
    const actions = acted.get(need.seriesId) ?? { withAction: 0, upWithAction: 0, onlyAgreed: 0, upOnlyAgreed: 0 };
    const without = pairs - actions.withAction - actions.onlyAgreed;
    return ever === 0 ? [] : [{ ...need, ...actions, without, upWithout: up - actions.upWithAction - actions.upOnlyAgreed }];
  });
  const schools = await readSchools(asked);
  const coverage = schools.map(({ id, school, students }) => ({ school, students, ...(bySchoolId.get(id) ?? { scored: 0, again: 0 }) }));
  return { needs, coverage, groups: [...byGroup.values()], reach: await reach.reach(asked) };
}

type Acted = Pick<OutcomeNeed, 'withAction' | 'upWithAction' | 'onlyAgreed' | 'upOnlyAgreed'>;

/**
 * First and latest score with an action about the outcome done in between, or agreed and not done, and how many of each moved
 * up. What was agreed with the latest score cannot be behind it.
 */
async function readActed(asked: Asked): Promise<Map<string, Acted>> {
  const began = asked.asOf === null ? sql`true` : sql`created_at <= ${asked.asOf}`;
  const { rows } = await sql<Acted & { seriesId: string }>`
    with who as (${enrolmentsOf(asked)}),
    agreed as (
      select distinct student_id, series_id, created_at::date as agreed_on, case when status = 'done' then closed_on end as done_on from ${asItStood('actions', asked.orgId, asked.asOf)} a
      where org_id = ${asked.orgId} and series_id is not null and ${began}),
    acted as (
      select st.student_id, st.enrolment_id, st.series_id, st.latest_level > st.first_level as up,
        coalesce(bool_or(agreed.done_on between st.first_on and st.latest_on), false) as done
      from agreed
      join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = agreed.student_id and st.series_id = agreed.series_id
        and (agreed.done_on between st.first_on and st.latest_on or (agreed.agreed_on >= st.first_on and agreed.agreed_on < st.latest_on))
      join who on who.student_id = st.student_id and who.id = st.enrolment_id
      where st.scored >= 2 and ${outcomeIs(asked)}
      group by 1, 2, 3, 4)
    select series_id as "seriesId", (count(*) filter (where done))::int as "withAction", (count(*) filter (where done and up))::int as "upWithAction",
      (count(*) filter (where not done))::int as "onlyAgreed", (count(*) filter (where not done and up))::int as "upOnlyAgreed"
    from acted group by series_id`.execute(asked.tx);
  return new Map(rows.map(({ seriesId, ...counts }) => [seriesId, counts]));
}

async function readSchools(asked: Asked): Promise<{ id: string | null; school: string | null; students: number }[]> {
  const { rows } = await sql<{ id: string | null; school: string | null; students: number }>`
    select each.school_id as id, s.name as school, each.students
    from (select school_id, count(distinct student_id)::int as students from (${enrolmentsOf(asked)}) who group by school_id) each
    left join ${asItStood('schools', asked.orgId, asked.asOf)} s on s.org_id = ${asked.orgId} and s.id = each.school_id
    order by s.name nulls last`.execute(asked.tx);
  return rows;
}
