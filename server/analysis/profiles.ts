import { sql, type RawBuilder } from 'kysely';
import { from as placeFrom, said, saidFrom } from '../assessments/profile-texts.ts';
import { narrows } from '../outcomes/filters.ts';
import { longer } from './longer.ts';
import { enrolmentsOf, readsKept, standingsOf, valuesOf } from './population.ts';
import type { Asked } from './question.ts';

/** Profiles of many students, each a line, of those that have one value of what they were grouped by. */
export interface Profiles {
  key: string | null;
  lines: string;
}

/** What lines are grouped by: an expression of the enrolment `who`, or each student's value of a characteristic `groups.value`. */
export interface Grouping {
  by: RawBuilder<unknown>;
  ofEnrolment: boolean;
  characteristic?: string;
}

/** Profiles as a table expression: the kept ones, or written from the standings of a moment in the past, say. */
export function profilesOf(asked: Asked): RawBuilder<unknown> {
  return readsKept(asked)
    ? sql`score_profiles`
    : sql`(select ${asked.orgId}::uuid as org_id, s.* from (${saidFrom(asked.orgId, standingsOf(asked))}) s)`;
}

/** Whether the filters leave out any enrolment there is. */
export const isChosen = ({ filters, asOf }: Asked): boolean => narrows(filters) || asOf !== null;

/**
 * The profiles the filters leave, each on a line of its own: `student, day the enrolment began|what it says`; who the student
 * is stands there only where there is another enrolment of theirs to put together with.
 */
export async function readProfiles(asked: Asked, perspective: string, grouping?: Grouping): Promise<Profiles[]> {
  const { orgId } = asked;
  const chosen = grouping?.ofEnrolment === true || isChosen(asked);
  // where nothing is chosen by it, the enrolment says no more than when it began, to who has several
  const who = chosen
    ? // by the enrolment alone: of two columns that say the same, the planner thinks that next to no row agrees in both
      sql`join (${enrolmentsOf(asked)}) who on who.id = p.enrolment_id`
    : sql`left join enrolments who on p.enrolments > 1 and who.org_id = p.org_id and who.id = p.enrolment_id`;
  const groups =
    grouping?.characteristic === undefined
      ? sql``
      : sql`left join (${valuesOf(asked, grouping.characteristic)}) groups on groups.student_id = p.student_id`;
  const { rows } = await sql<Profiles>`
    select ${grouping?.by ?? sql`null`} as key, string_agg(case when p.enrolments > 1
        then p.student_id || ' ' || who.started_on || ' ' || p.enrolment_id else '' end || '|' || p.said, chr(10)) as lines
    from ${profilesOf(asked)} p ${who} ${groups}
    where p.org_id = ${orgId} and p.perspective = ${perspective}
    group by 1 order by 1`.execute(asked.tx);
  return rows;
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

  add(outcome: number, code: number): void {
    if (this.n === this.outcome.length) this.#grow();
    const { n } = this;
    this.outcome[n] = outcome;
    this.code[n] = code;
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
  }
}

/**
 * Goes through enrolments and students of many profiles at once: `student` as `eachStudent` does, `enrolment` for each line. A
 * student's enrolments may lie in several profiles: `student` is then told of the one that came last.
 */
export function eachOf<P extends { lines: string }>(
  profiles: Iterable<P>,
  places: Int16Array,
  enrolment: (standing: Standing, of: P) => void,
  student: (standing: Standing, of: P) => void,
): void {
  const standing = new Standing();
  const again = new Map<string, P>();
  const several: string[] = [];
  for (const profile of profiles) {
    const { lines } = profile;
    goThrough(lines, (header, from, to) => {
      standing.n = 0;
      read(lines, from, to, places, standing);
      enrolment(standing, profile);
      if (header === '') return student(standing, profile);
      several.push(lines.slice(from - 1 - header.length, to));
      again.set(header.slice(0, header.indexOf(' ')), profile);
    });
  }
  eachStudent(several.join('\n'), places, (own, id) => student(own, again.get(id)!));
}

/**
 * Goes through the students of lines: one who enrolled again comes once, with all enrolments in the order they began, and is
 * named; of the others it is not known who they are.
 */
export function eachStudent(lines: string, places: Int16Array, visit: (standing: Standing, student: string) => void): void {
  const standing = new Standing();
  const several = new Map<string, { began: string; from: number; to: number }[]>();
  goThrough(lines, (header, from, to) => {
    if (header === '') {
      standing.n = 0;
      read(lines, from, to, places, standing);
      visit(standing, '');
      return;
    }
    const student = header.slice(0, header.indexOf(' '));
    const own = { began: header, from, to };
    const known = several.get(student);
    if (known === undefined) several.set(student, [own]);
    else known.push(own);
  });
  for (const [student, enrolments] of several) {
    standing.n = 0;
    for (const { from, to } of enrolments.toSorted((a, b) => (a.began < b.began ? -1 : 1))) read(lines, from, to, places, standing);
    visit(standing, student);
  }
}

/** Calls with the header of every line, and where what it says begins and ends. */
export function goThrough(lines: string, visit: (header: string, from: number, to: number) => void): void {
  for (let at = 0; at < lines.length;) {
    const bar = lines.indexOf('|', at);
    const end = lines.indexOf('\n', bar);
    const to = end === -1 ? lines.length : end;
    visit(bar === at ? '' : lines.slice(at, bar), bar + 1, to);
    at = to + 1;
  }
}

/** Adds what stands from one character to another. */
export function read(lines: string, from: number, to: number, places: Int16Array, standing: Standing): void {
  for (let at = from; at + 1 < to; at += 2) {
    const outcome = places[lines.charCodeAt(at) - placeFrom]!;
    if (outcome >= 0) standing.add(outcome, lines.charCodeAt(at + 1));
  }
}
