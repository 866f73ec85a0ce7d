import { sql } from 'kysely';
import { dayText, from, said } from '../assessments/profile-texts.ts';
import { asItStood } from '../db/past-states.ts';
import { countedOf, eachStudentOf, readHistories } from './histories.ts';
import { PairsInTime } from './pairs-in-time.ts';
import { enrolmentsOf } from './population.ts';
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

/** How many levels there are, and up to which is the lower half. */
interface Scale {
  levels: number;
  low: number;
}

/**
 * @param code of the characteristic that makes the groups
 */
export async function readNeeds(
  asked: Asked,
  { low, levels }: Scale,
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
  const acted = await readActed(asked, levels);
  const needs = rows.flatMap(({ asked: ever, pairs, up, ...need }, outcome) => {
    const actions = acted[outcome]!;
    const without = pairs - actions.withAction - actions.onlyAgreed;
    return ever === 0 ? [] : [{ ...need, ...actions, without, upWithout: up - actions.upWithAction - actions.upOnlyAgreed }];
  });
  const schools = await readSchools(asked);
  const coverage = schools.map(({ id, school, students }) => ({ school, students, ...(bySchoolId.get(id) ?? { scored: 0, again: 0 }) }));
  return { needs, coverage, groups: [...byGroup.values()], reach: await reach.reach(asked) };
}

type Acted = Pick<OutcomeNeed, 'withAction' | 'upWithAction' | 'onlyAgreed' | 'upOnlyAgreed'>;

/**
 * Actions of each student about an outcome asked about, as `student_id, text`: three characters each, for the outcome's place
 * in their list, and when it was agreed and done.
 */
function actionsOf({ orgId, asOf, outcomes }: Asked) {
  const series = sql`${outcomes.map(({ seriesId }) => seriesId)}::uuid[]`;
  return sql`
    select a.student_id, string_agg(chr(${sql.lit(from)} - 1 + array_position(${series}, a.series_id)) || ${dayText('a.created_at::date')}
      || case when a.status = 'done' then ${dayText('a.closed_on')} else chr(${sql.lit(from)}) end, '') as text
    from ${asItStood('actions', orgId, asOf)} a
    where a.org_id = ${orgId} and a.series_id = any(${series}) and ${asOf === null ? sql`true` : sql`a.created_at <= ${asOf}`}
    group by a.student_id`;
}

/**
 * First and latest score with an action about the outcome done in between, or agreed and not done, and how many of each moved
 * up, by outcome in their order. What was agreed with the latest score cannot be behind it.
 */
async function readActed(asked: Asked, levels: number): Promise<Acted[]> {
  const histories = await readHistories(asked, { ofStudent: actionsOf(asked) });
  const { lines } = histories;
  const pairs = new PairsInTime(asked.outcomes.length, levels, countedOf(asked, histories.assessors));
  const acted = asked.outcomes.map(() => ({ withAction: 0, upWithAction: 0, onlyAgreed: 0, upOnlyAgreed: 0 }));
  // by outcome: 1 when an action was agreed in between, 2 when one was done
  const between = new Uint8Array(asked.outcomes.length);
  eachStudentOf(histories, (line) => {
    const behind = lines.indexOf('\t', line.at);
    line.end = pairs.read(histories, behind + 1);
    if (pairs.outcomes.length === 0) return;
    between.fill(0);
    for (let { at } = line; at < behind; at += 3) {
      const outcome = lines.charCodeAt(at) - from;
      const [agreed, done] = [lines.charCodeAt(at + 1) - from, lines.charCodeAt(at + 2) - from];
      const [first, latest] = [pairs.firstDay[outcome]!, pairs.latestDay[outcome]!];
      if (done !== 0 && done >= first && done <= latest) between[outcome] = 2;
      else if (agreed >= first && agreed < latest && between[outcome] === 0) between[outcome] = 1;
    }
    for (const outcome of pairs.outcomes) {
      if (between[outcome] === 0) continue;
      const [own, up] = [acted[outcome]!, pairs.latestLevel[outcome]! > pairs.firstLevel[outcome]! ? 1 : 0];
      if (between[outcome] === 2) {
        own.withAction += 1;
        own.upWithAction += up;
      } else {
        own.onlyAgreed += 1;
        own.upOnlyAgreed += up;
      }
    }
  });
  return acted;
}

async function readSchools(asked: Asked): Promise<{ id: string | null; school: string | null; students: number }[]> {
  const { rows } = await sql<{ id: string | null; school: string | null; students: number }>`
    select each.school_id as id, s.name as school, each.students
    from (select school_id, count(distinct student_id)::int as students from (${enrolmentsOf(asked)}) who group by school_id) each
    left join ${asItStood('schools', asked.orgId, asked.asOf)} s on s.org_id = ${asked.orgId} and s.id = each.school_id
    order by s.name nulls last`.execute(asked.tx);
  return rows;
}
