import { sql, type RawBuilder } from 'kysely';
import { actedFrom, base, dayOfText, from as first, said, saidFrom, type Students, two } from '../assessments/profile-texts.ts';
import { asItStood } from '../db/past-states.ts';
import { OthersFirst } from '../others-first.ts';
import { narrows } from '../outcomes/filters.ts';
import { longer } from './longer.ts';
import { enrolmentsOf, standingsOf, valuesOf } from './population.ts';
import type { Asked } from './question.ts';

/** What lines say besides how outcomes stand. */
interface LineParts {
  /** Which value of a characteristic the student has. */
  group?: { code: string; options: readonly { code: string }[] };
  /** Which school the student is at. */
  schools?: boolean;
  /** Where an action was agreed or done between first and latest score. */
  acted?: boolean;
}

/** Profiles of many students, each enrolment a line: `student, day it began, enrolment|group school said\tacted`. */
export interface Profiles {
  lines: string;
  places: Int16Array;
  /** By the number a line says: the value of the characteristic, null for none recorded, '' for one that is no option now. */
  groups: readonly (string | null)[] | null;
  /** By the number a line says: the school, null for none. */
  schools: readonly (string | null)[] | null;
}

/** Profiles as a table expression: the kept ones, and of whom they say something else than is asked, ones that are written now. */
export function profilesOf(asked: Asked, acted = false): RawBuilder<unknown> {
  const { orgId, otherStandings: others } = asked;
  if (others === null) return sql`score_profiles`;
  const standings = standingsOf(asked, others);
  const written = sql`
    select ${orgId}::uuid as org_id, s.student_id, s.enrolment_id, s.perspective, s.enrolments, s.said${acted ? sql`, coalesce(a.acted, '') as acted` : sql``}
    from (${saidFrom(orgId, standings)}) s
    ${acted ? sql`left join (${actedFrom(orgId, standings, actionsOf(asked, others))}) a using (student_id, enrolment_id, perspective)` : sql``}`;
  return sql`(
    select org_id, student_id, enrolment_id, perspective, enrolments, said${acted ? sql`, acted` : sql``} from score_profiles
    where org_id = ${orgId} and not ${others('student_id')}
    union all ${written})`;
}

const actionsOf = ({ orgId, asOf }: Asked, students: Students) =>
  sql`(select * from ${asItStood('actions', orgId, asOf)} a where ${asOf === null ? sql`true` : sql`a.created_at <= ${asOf}`} and ${students('student_id')})`;

/** Whether the filters leave out any enrolment there is. */
export const isChosen = ({ filters, asOf }: Asked): boolean => narrows(filters) || asOf !== null;

/**
 * The profiles the filters leave. Who the student is stands there only where there is another enrolment of theirs to put
 * together with.
 */
export async function readProfiles(
  asked: Asked,
  perspective: string,
  { group, schools = false, acted = false }: LineParts = {},
): Promise<Profiles> {
  const { orgId, tx } = asked;
  const chosen = isChosen(asked) || asked.otherStandings !== null;
  const joins: RawBuilder<unknown>[] = [];
  const parts: RawBuilder<unknown>[] = [];
  // by the enrolment alone: of two columns that say the same, the planner thinks that next to no row agrees in both
  if (chosen) joins.push(sql`join (${enrolmentsOf(asked)}) who on who.id = p.enrolment_id`);
  if (group !== undefined) {
    const codes = group.options.map(({ code }) => code);
    const mark = sql`chr(${sql.lit(first)} + coalesce(array_position(${codes}::text[], value), ${sql.lit(codes.length + 1)}))`;
    joins.push(
      sql`left join (select student_id, ${mark} as mark from (${valuesOf(asked, group.code)}) v) has on has.student_id = p.student_id`,
    );
    parts.push(sql`coalesce(has.mark, chr(${sql.lit(first)}))`);
  }
  const schoolIds = schools ? await numberSchools(asked, chosen) : null;
  if (schoolIds !== null && chosen) {
    joins.push(sql`left join unnest(${schoolIds}::uuid[]) with ordinality school (id, place) on school.id = who.school_id`);
    parts.push(two('coalesce(school.place, 0)::int'));
  } else if (schools) parts.push(sql`p.school`);
  parts.push(sql`p.said`);
  if (acted) parts.push(sql`chr(9) || p.acted`);
  const { rows } = await sql<{ lines: string | null }>`
    select string_agg(case when p.enrolments > 1
        then p.student_id || ' ' || ${chosen ? sql`who.started_on` : dayOfText('p.began')} || ' ' || p.enrolment_id || '|' else '|' end
      || ${sql.join(parts, sql` || `)}, chr(10)) as lines
    from ${profilesOf(asked, acted)} p ${sql.join(joins, sql` `)}
    where p.org_id = ${orgId} and p.perspective = ${perspective}`.execute(tx);
  return {
    lines: rows[0]?.lines ?? '',
    places: await readPlaces(asked),
    groups: group === undefined ? null : [null, ...group.options.map(({ code }) => code), ''],
    schools: schoolIds === null ? null : [null, ...schoolIds],
  };
}

/** Schools in the order of the numbers lines say: those that profiles have, or, where lines are put together with enrolments, all there are. */
async function numberSchools({ tx, orgId, asOf }: Asked, chosen: boolean): Promise<string[]> {
  if (chosen) {
    const { rows } = await sql<{ id: string }>`select id from ${asItStood('schools', orgId, asOf)} s where org_id = ${orgId}`.execute(tx);
    return rows.map(({ id }) => id);
  }
  const { rows } = await sql<{ id: string; place: number }>`
    select of_id as id, place from profile_places where org_id = ${orgId} and kind = 'school'`.execute(tx);
  const ids = Array.from({ length: rows.reduce((most, { place }) => Math.max(most, place + 1), 0) }, () => '');
  for (const { id, place } of rows) ids[place] = id;
  return ids;
}

/** Which outcome each place stands for, by its position in `outcomes`; -1 for one that is not asked about. */
export async function readPlaces({ tx, orgId, outcomes }: Asked): Promise<Int16Array> {
  const { rows } = await sql<{ place: number; series_id: string }>`
    select place, of_id as series_id from profile_places where org_id = ${orgId} and kind = 'series'`.execute(tx);
  const at = new Map(outcomes.map(({ seriesId }, index) => [seriesId, index]));
  const places = new Int16Array(Math.max(0, ...rows.map(({ place }) => place + 1))).fill(-1);
  for (const { place, series_id } of rows) places[place] = at.get(series_id) ?? -1;
  return places;
}

/** How the outcomes asked about stand for one student or enrolment: the first `n` of each column. Used again for the next one. */
export class Standing {
  n = 0;
  /** Where the outcome is in the list of outcomes asked about. */
  outcome = new Int16Array(64);
  /** Second character of the profile: see `said`. */
  code = new Int32Array(64);
  /** First and latest level; both the same where there is one score; 0 without a level. */
  first = new Int8Array(64);
  latest = new Int8Array(64);
  /** Whether an action about the outcome was agreed or done in between, as in the profile: 0 for neither. */
  acted = new Int8Array(64);
  /** Which group and school the student is in, where lines say that. */
  group = 0;
  school = 0;

  add(outcome: number, code: number): void {
    if (this.n === this.outcome.length) this.#grow();
    const { n } = this;
    this.outcome[n] = outcome;
    this.code[n] = code;
    this.acted[n] = 0;
    if (code >= said.pair) {
      const pair = code - said.pair;
      this.latest[n] = (pair % said.scale) + 1;
      this.first[n] = (pair - (pair % said.scale)) / said.scale + 1;
    } else this.first[n] = this.latest[n] = code >= said.once ? code - said.once + 1 : 0;
    this.n = n + 1;
  }

  /** Whether the row has a first and a latest score. */
  isPair(row: number): boolean {
    return this.code[row]! >= said.pair;
  }

  /** How many scores of an outcome there are at most: 2 for two or more, 0 for asked without a level, -1 for never asked. */
  get most(): number {
    let most = -1;
    for (let row = 0; row < this.n; row++) {
      const scored = this.isPair(row) ? 2 : this.code[row]! >= said.once ? 1 : 0;
      if (scored > most) most = scored;
    }
    return most;
  }

  #grow(): void {
    this.outcome = longer(this.outcome);
    this.code = longer(this.code);
    this.first = longer(this.first);
    this.latest = longer(this.latest);
    this.acted = longer(this.acted);
  }
}

/**
 * Goes through the students of profiles: one who enrolled again comes once, with all enrolments in the order they began, and is
 * named; of the others it is not known who they are.
 * @param enrolment called with each line
 */
export async function eachStudent(
  profiles: Profiles,
  student: (standing: Standing, id: string) => void,
  enrolment: (standing: Standing) => void = () => undefined,
): Promise<void> {
  const standing = new Standing();
  const several = new Map<string, { began: string; from: number; to: number }[]>();
  await goThrough(profiles.lines, (header, from, to) => {
    standing.n = 0;
    readLine(profiles, from, to, standing);
    enrolment(standing);
    if (header === '') return student(standing, '');
    const id = header.slice(0, header.indexOf(' '));
    const own = { began: header, from, to };
    const known = several.get(id);
    if (known === undefined) several.set(id, [own]);
    else known.push(own);
  });
  for (const [id, enrolments] of several) {
    standing.n = 0;
    for (const { from, to } of enrolments.toSorted((a, b) => (a.began < b.began ? -1 : 1))) readLine(profiles, from, to, standing);
    student(standing, id);
  }
}

/** So many characters are gone through before others are let through. */
export const slice = 500_000;

/** Calls with the header of every line, and where what it says begins and ends. */
export async function goThrough(lines: string, visit: (header: string, from: number, to: number) => void): Promise<void> {
  const others = new OthersFirst();
  for (let at = 0; at < lines.length;) {
    at = goTo(lines, at, at + slice, visit);
    await others.letThrough();
  }
}

/** Goes through the lines that begin before `until`; answers where the next one begins. */
function goTo(lines: string, from: number, until: number, visit: (header: string, from: number, to: number) => void): number {
  let at = from;
  while (at < until && at < lines.length) {
    const bar = lines.indexOf('|', at);
    const end = lines.indexOf('\n', bar);
    const to = end === -1 ? lines.length : end;
    visit(bar === at ? '' : lines.slice(at, bar), bar + 1, to);
    at = to + 1;
  }
  return at;
}

/** Adds what a line says to a standing. */
function readLine({ lines, places, groups, schools }: Profiles, from: number, to: number, standing: Standing): void {
  let at = from;
  if (groups !== null) standing.group = lines.charCodeAt(at++) - first;
  if (schools !== null) {
    standing.school = (lines.charCodeAt(at) - first) * base + lines.charCodeAt(at + 1) - first;
    at += 2;
  }
  const own = standing.n;
  at = read(lines, at, to, places, standing);
  for (at += 1; at + 1 < to; at += 2) {
    const outcome = places[lines.charCodeAt(at) - first]!;
    const row = outcome < 0 ? -1 : standing.outcome.indexOf(outcome, own);
    if (row >= 0 && row < standing.n) standing.acted[row] = lines.charCodeAt(at + 1);
  }
}

/** Adds the standings from one character to another, or to a blank; answers where they end. */
export function read(lines: string, from: number, to: number, places: Int16Array, standing: Standing): number {
  let at = from;
  for (; at + 1 < to; at += 2) {
    const place = lines.charCodeAt(at) - first;
    if (place < 0) break;
    if (places[place]! >= 0) standing.add(places[place]!, lines.charCodeAt(at + 1));
  }
  return at;
}
