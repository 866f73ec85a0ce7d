import { dayLength } from '@waymark/contract/days.ts';
import { sql, type RawBuilder } from 'kysely';
import { base, dayText, from, historyFrom, levelFrom, receivedFrom, saidFrom } from '../assessments/profile-texts.ts';
import { OthersFirst } from '../others-first.ts';
import { enrolmentsOf, standingsOf, versionIs } from './population.ts';
import { isChosen, readPlaces, slice } from './profiles.ts';
import type { Asked } from './question.ts';
import { ReachTally } from './reach.ts';

/** What a line says beside the history. */
interface LineParts {
  /** When the enrolment began, as a day, comes before it. */
  starts?: boolean;
  /** What was received comes after it. */
  received?: boolean;
  /** Every line says whose it is, in this order: otherwise only those of students with several enrolments do, in none. */
  order?: RawBuilder<unknown>;
}

/** Histories of many enrolments, each a line: `student enrolment|start history\treceived\tsaid`; what is not asked for is not there. */
export interface Histories {
  lines: string;
  starts: boolean;
  received: boolean;
  places: Int16Array;
  assessors: Assessors;
}

/** Assessors in the order of their ids, which is the same in every database. */
export interface Assessors {
  ids: readonly string[];
  /** Where the assessor of a number is in that order. */
  at: Int32Array;
}

/** The kept texts, and of whom they say something else than is asked, ones that are written now. */
function historiesOf(asked: Asked, received: boolean): RawBuilder<unknown> {
  const { orgId, asOf, filters, otherHistories: others } = asked;
  if (others === null) return sql`score_profiles`;
  return sql`(
    select org_id, student_id, enrolment_id, perspective, history, said, enrolments${received ? sql`, received` : sql``} from score_profiles
    where org_id = ${orgId} and not ${others('student_id')}
    union all
    select ${orgId}::uuid as org_id, h.student_id, h.enrolment_id, h.perspective, h.history, s.said, count(*) over (partition by h.student_id, h.perspective) as enrolments${received ? sql`, coalesce(r.received, '') as received` : sql``}
    from (${historyFrom(orgId, sql`${versionIs(filters)} and ${others('s.student_id')} and ${others('a.student_id')}`, asOf)}) h
    join (${saidFrom(orgId, standingsOf({ ...asked, provisional: null }, others))}) s on s.enrolment_id = h.enrolment_id and s.perspective = h.perspective
    ${received ? sql`left join (${receivedFrom(orgId, others, asOf)}) r on r.enrolment_id = h.enrolment_id` : sql``})`;
}

/** The histories of the enrolments the filters leave, of the perspective asked for. */
export async function readHistories(asked: Asked, { starts = false, received = false, order }: LineParts = {}): Promise<Histories> {
  const { orgId, filters, tx } = asked;
  // by the enrolment alone: of two columns that say the same, the planner thinks that next to no row agrees in both
  const chosen = isChosen(asked) || (starts && asked.otherHistories !== null);
  const who = chosen ? sql`join (${enrolmentsOf(asked)}) who on who.id = p.enrolment_id` : sql``;
  const places = await readPlaces(asked);
  // where every outcome is asked about, whoever has a score was asked, and the standings say nothing more
  const saysAll = asked.provisional === null && places.every((place) => place >= 0);
  const whose = sql`p.student_id || ' ' || p.enrolment_id || '|'`;
  // of a million lines, every text more that is put together is told
  const line = sql.join(
    [
      order === undefined ? sql`case when p.enrolments > 1 then ${whose} else '|' end` : whose,
      ...(starts ? [chosen ? dayText('who.started_on') : sql`p.began`] : []),
      sql`p.history`,
      ...(received ? [sql`chr(9) || p.received`] : []),
    ],
    sql` || `,
  );
  const withSaid = sql`${line} || chr(9) || p.said`;
  const { rows } = await sql<{ lines: string | null }>`
    select string_agg(${saysAll ? sql`case when p.history = '' then ${withSaid} else ${line} end` : withSaid}, chr(10)
      ${order === undefined ? sql`` : sql`order by ${order}`}) as lines
    from ${historiesOf(asked, received)} p ${who}
    where p.org_id = ${orgId} and p.perspective = ${filters.perspective}`.execute(tx);
  return { lines: rows[0]?.lines ?? '', starts, received, places, assessors: await readAssessors(asked) };
}

async function readAssessors({ tx, orgId }: Asked): Promise<Assessors> {
  const { rows } = await sql<{ id: string; place: number }>`
    select of_id as id, place from profile_places where org_id = ${orgId} and kind = 'assessor' order by of_id`.execute(tx);
  const at = new Int32Array(rows.reduce((most, { place }) => Math.max(most, place + 1), 0));
  for (const [rank, { place }] of rows.entries()) at[place] = rank;
  return { ids: rows.map(({ id }) => id), at };
}

/** Whether a score counts, by assessor and day, where some mentors' do not yet. */
export type Counts = (assessor: number, day: number) => boolean;

export function countedOf({ provisional }: Asked, { ids }: Assessors): Counts {
  if (provisional === null) return () => true;
  const those = new Set(provisional.mentorIds);
  const [not, since] = [ids.map((id) => those.has(id)), dayOf(provisional.from)];
  return (assessor, day) => day < since || not[assessor] !== true;
}

/** Days since 1 January 1970. */
export const dayOf = (date: string): number => Date.parse(date) / dayLength;

/** What is made of the scores of one enrolment, in the order they stand. */
export abstract class Reading {
  /** The number of the lowest level that is not on the scale. */
  readonly #above: number;

  constructor(levels: number) {
    this.#above = levels + 1;
  }

  /** Scores by this assessor (as in `Assessors`) on this day, since 1 January 1970, come next. */
  protected abstract begin(day: number, assessor: number): void;
  /** A score of an outcome, by its place in the list of outcomes asked about. */
  protected abstract score(outcome: number, level: number): void;

  /** Reads a history from where it begins; answers where it ends. Levels above the scale, of an older version, are left out. */
  protected walk({ lines, places, assessors }: Histories, at: number): number {
    for (let day = lines.charCodeAt(at); day >= from; day = lines.charCodeAt(at)) {
      this.begin(day - from, assessors.at[(lines.charCodeAt(at + 1) - from) * base + lines.charCodeAt(at + 2) - from]!);
      const end = at + 4 + 2 * (lines.charCodeAt(at + 3) - from);
      for (at += 4; at < end; at += 2) {
        const outcome = places[lines.charCodeAt(at) - from]!;
        const level = lines.charCodeAt(at + 1) - levelFrom;
        if (outcome >= 0 && level < this.#above) this.score(outcome, level);
      }
    }
    return at;
  }
}

/** The line of an enrolment, with a history from `at` on. Whoever reads it says the rest. */
export interface Line {
  at: number;
  /** The day it began, since 1 January 1970, where lines say that. */
  began: number;
  /** Where the history ends; behind it begins what was received. */
  end: number;
  /** How many scores of an outcome there are at most, 2 for two or more; and how many outcomes have two. */
  most: number;
  pairs: number;
}

/** An unnamed line begins with it. */
const bar = '|'.charCodeAt(0);
/** Comes between its parts. */
const tab = '\t'.charCodeAt(0);

/**
 * Goes through students: of each, `enrolment` for every line, those of one student together and in the order of their ids, and
 * `student` after the last. Answers who has how many scores.
 */
export async function eachStudentOf(
  { lines, starts, received, places }: Histories,
  enrolment: (line: Line) => void,
  student: () => void = () => undefined,
): Promise<ReachTally> {
  const reach = new ReachTally();
  const line: Line = { at: 0, began: 0, end: 0, most: 0, pairs: 0 };
  let [most, pairs] = [-1, 0];
  /** Reads a line from behind its bar; answers where the next one begins. */
  const visit = (at: number): number => {
    if (starts) line.began = lines.charCodeAt(at) - from;
    line.at = starts ? at + 1 : at;
    line.most = line.pairs = 0;
    enrolment(line);
    let to = line.end;
    if (received) while (lines.charCodeAt(++to) >= from);
    let asked = line.most > 0;
    if (lines.charCodeAt(to) === tab) to += 1;
    for (let place = lines.charCodeAt(to); place >= from; place = lines.charCodeAt(to)) {
      if (!asked && places[place - from]! >= 0) asked = true;
      to += 2;
    }
    if (asked && line.most > most) most = line.most;
    pairs += line.pairs;
    return to + 1;
  };
  const end = () => {
    reach.addStudent(most, pairs);
    student();
    [most, pairs] = [-1, 0];
  };
  const named = new Map<string, { enrolment: string; at: number }[]>();
  /** Reads the line at; answers where the next one begins. */
  const next = (at: number): number => {
    if (lines.charCodeAt(at) === bar) {
      const to = visit(at + 1);
      end();
      return to;
    }
    const behind = lines.indexOf('|', at) + 1;
    const [id = '', own = ''] = lines.slice(at, behind - 1).split(' ');
    const known = named.get(id);
    if (known === undefined) named.set(id, [{ enrolment: own, at: behind }]);
    else known.push({ enrolment: own, at: behind });
    const to = lines.indexOf('\n', behind);
    return to === -1 ? lines.length : to + 1;
  };
  const others = new OthersFirst();
  for (let at = 0; at < lines.length;) {
    for (const until = at + slice; at < until && at < lines.length;) at = next(at);
    await others.letThrough();
  }
  let n = 0;
  for (const own of named.values()) {
    if (++n % 5_000 === 0) await others.letThrough();
    for (const { at } of own.toSorted((a, b) => (a.enrolment < b.enrolment ? -1 : 1))) visit(at);
    end();
  }
  return reach;
}
