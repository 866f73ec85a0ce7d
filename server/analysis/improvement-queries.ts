import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { acted, said } from '../assessments/profile-texts.ts';
import { asItStood } from '../db/past-states.ts';
import type { Characteristic } from './characteristics.ts';
import { enrolmentsOf } from './population.ts';
import { eachStudent, type Profiles, readProfiles, type Standing } from './profiles.ts';
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

/** @param group the characteristic that makes the groups */
export async function readNeeds(
  asked: Asked,
  low: number,
  group: Characteristic | undefined,
): Promise<{ needs: OutcomeNeed[]; coverage: SchoolCoverage[]; groups: GroupNeed[]; reach: Reach }> {
  const schools = await readSchools(asked);
  const profiles = await readProfiles(asked, asked.filters.perspective, { group, schools: true, acted: true });
  // the database counts while we go through the profiles
  const [students, counted] = await Promise.all([countAtSchools(asked), countNeeds(profiles, asked, low)]);
  const atSchool = new Map(profiles.schools?.map((id, at) => [id, counted.schools[at]!]));
  const coverage = [...schools, { id: null, name: null }].flatMap(({ id, name }) => {
    const of = students.get(id);
    return of === undefined ? [] : [{ school: name, students: of, ...(atSchool.get(id) ?? { scored: 0, again: 0 }) }];
  });
  return { ...counted, coverage, reach: await counted.reach.reach(asked) };
}

/** Who has a score and a second one, by outcome, group and school. */
async function countNeeds(profiles: Profiles, asked: Asked, low: number) {
  await setImmediate();
  const none = { scored: 0, beganLow: 0, lowPaired: 0, stillLow: 0, notAsked: 0, declined: 0 };
  const acts = { withAction: 0, upWithAction: 0, onlyAgreed: 0, upOnlyAgreed: 0, without: 0, upWithout: 0 };
  const rows = asked.outcomes.map(({ seriesId }) => ({ seriesId, ...none, ...acts, asked: 0 }));
  const schools = (profiles.schools ?? [null]).map(() => ({ scored: 0, again: 0 }));
  const groups = (profiles.groups ?? [null]).map((value) => {
    return { group: value, scored: 0, again: 0, beganLow: new ShareSum(), stillLow: new ShareSum() };
  });
  const reach = new ReachTally();
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
      const up = latest > first ? 1 : 0;
      if (standing.acted[row] === acted.done) {
        own.withAction += 1;
        own.upWithAction += up;
      } else if (standing.acted[row] === acted.agreed) {
        own.onlyAgreed += 1;
        own.upOnlyAgreed += up;
      } else {
        own.without += 1;
        own.upWithout += up;
      }
      if (first > low) continue;
      own.lowPaired += 1;
      if (latest <= low) own.stillLow += 1;
    }
  };
  // school and group are the student's own, whatever the enrolment
  const addStudent = (standing: Standing): void => {
    reach.add(standing);
    const { most } = standing;
    if (most < 1) return;
    const inGroup = groups[standing.group]!;
    for (const counted of [schools[standing.school]!, inGroup]) {
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
    inGroup.beganLow.add(beganLow, scored);
    inGroup.stillLow.add(stillLow, paired);
  };
  await eachStudent(profiles, addStudent, addEnrolment);
  const needs = rows.flatMap(({ asked: ever, ...need }) => (ever === 0 ? [] : [need]));
  return { needs, schools, groups, reach };
}

/** All schools there are, by name. */
async function readSchools({ tx, orgId, asOf }: Asked): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from ${asItStood('schools', orgId, asOf)} s where org_id = ${orgId} order by name, id`.execute(tx);
  return rows;
}

/** Students that the filters leave, by school; those of none by null. */
async function countAtSchools(asked: Asked): Promise<Map<string | null, number>> {
  const { tx, orgId, asOf } = asked;
  const { rows } = await sql<{ id: string | null; students: number }>`
    select school_id as id, count(*)::int as students from ${asItStood('students', orgId, asOf)} s
    where org_id = ${orgId} and id in (select who.student_id from (${enrolmentsOf(asked)}) who)
    group by school_id`.execute(tx);
  return new Map(rows.map(({ id, students }) => [id, students]));
}
