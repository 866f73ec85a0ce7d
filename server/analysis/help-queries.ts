import { sql } from 'kysely';
import { base, from, meetingMark } from '../assessments/profile-texts.ts';
import { asItStood } from '../db/past-states.ts';
import { countedOf, dayOf, eachStudentOf, readHistories } from './histories.ts';
import { longer } from './longer.ts';
import { PairsInTime } from './pairs-in-time.ts';
import type { Asked } from './question.ts';
import type { Reach } from './reach.ts';

/** What students received during an enrolment, and how far they moved: a row an enrolment, the first `n` of each column. */
export interface Received {
  n: number;
  /** Who gave the latest score. Mentors are numbered, and the rows of one lie together. */
  mentor: Int32Array;
  /** Hours of meetings held, then of each intervention, in the order of `names`. */
  hours: readonly Float64Array[];
  /** Mean first level, and mean change since, over the outcomes with two scores. */
  first: Float64Array;
  change: Float64Array;
  /** Between first and latest score, on average over the same outcomes. */
  years: Float64Array;
}

/**
 * Hours received between the first and the latest scores of each enrolment with two scores or more, by the mean day of each,
 * beside its mean change: what came before the first or after the latest cannot be behind it.
 * @param levels of the scale that the outcomes are on
 */
export async function readReceived(asked: Asked, levels: number): Promise<{ names: string[]; received: Received; reach: Reach }> {
  const histories = await readHistories(asked, { received: true });
  const { names, parts, days } = await readSessions(asked);
  const pairs = new PairsInTime(asked.outcomes.length, levels, countedOf(asked, histories.assessors));
  const { lines } = histories;
  const rows = new Rows(names.length + 1);
  const reach = await eachStudentOf(histories, (line) => {
    line.end = pairs.read(histories, line.at);
    [line.most, line.pairs] = [pairs.most, pairs.outcomes.length];
    if (line.pairs === 0) return;
    const means = meansOf(pairs, asked);
    const { since, until } = means;
    const row = rows.add(means);
    for (let at = line.end + 1; lines.charCodeAt(at) >= from; at += 3) {
      const mark = lines.charCodeAt(at);
      const met = mark === meetingMark;
      const session = (mark - meetingMark - 1) * base + lines.charCodeAt(at + 1) - from;
      const day = met ? lines.charCodeAt(at + 1) - from : (days[session] ?? -1);
      if (day > since && day <= until) rows.hours[met ? 0 : parts[session]!]![row]! += (lines.charCodeAt(at + 2) - from) / 60;
    }
  });
  return { names, received: rows.inOneOrder(), reach: await reach.reach(asked) };
}

/** Means over the outcomes with two scores, and by whom the latest score was given. */
function meansOf(pairs: PairsInTime, { outcomes }: Asked) {
  let [first, change, since, until, latest] = [0, 0, 0, 0, -1];
  for (const at of pairs.outcomes) {
    first += pairs.firstLevel[at]!;
    change += pairs.latestLevel[at]! - pairs.firstLevel[at]!;
    since += pairs.firstDay[at]!;
    until += pairs.latestDay[at]!;
    const later = latest === -1 ? 1 : pairs.latestDay[at]! - pairs.latestDay[latest]!;
    // of several on one day, the same one whatever order they come in
    if (later > 0 || (later === 0 && outcomes[at]!.seriesId < outcomes[latest]!.seriesId)) latest = at;
  }
  const n = pairs.outcomes.length;
  return {
    first: first / n,
    change: change / n,
    years: (until - since) / n / 365.25,
    since: Math.round(since / n),
    until: Math.round(until / n),
    mentor: pairs.latestAssessor[latest]!,
  };
}

/** Sessions that count, by their number: of which intervention, as its place among `names` and one for meetings, and on which day. */
async function readSessions({ tx, orgId, asOf }: Asked): Promise<{ names: string[]; parts: Int32Array; days: Int32Array }> {
  const { rows } = await sql<{ place: number; name: string; on: string }>`
    select n.place, i.name, s.held_on as on
    from ${asItStood('intervention_sessions', orgId, asOf)} s
    join ${asItStood('interventions', orgId, asOf)} i on i.org_id = ${orgId} and i.id = s.intervention_id
    join profile_places n on n.org_id = ${orgId} and n.kind = 'session' and n.of_id = s.id
    where s.org_id = ${orgId} and s.cancelled_at is null`.execute(tx);
  const names = [...new Set(rows.map(({ name }) => name))].toSorted();
  const size = rows.reduce((most, { place }) => Math.max(most, place + 1), 0);
  const [parts, days] = [new Int32Array(size), new Int32Array(size).fill(-1)];
  for (const { place, name, on } of rows) {
    parts[place] = names.indexOf(name) + 1;
    days[place] = dayOf(on);
  }
  return { names, parts, days };
}

/** Rows as they are found. */
class Rows implements Received {
  n = 0;
  mentor = new Int32Array(1024);
  first = new Float64Array(1024);
  change = new Float64Array(1024);
  years = new Float64Array(1024);
  hours: Float64Array[];

  constructor(parts: number) {
    this.hours = Array.from({ length: parts }, () => new Float64Array(1024));
  }

  /** Answers where the row is; it has received nothing yet. */
  add({ mentor, first, change, years }: ReturnType<typeof meansOf>): number {
    if (this.n === this.mentor.length) this.#grow();
    const row = this.n++;
    this.mentor[row] = mentor;
    this.first[row] = first;
    this.change[row] = change;
    this.years[row] = years;
    return row;
  }

  /**
   * Those of one mentor together, and in an order of their own, whatever order the database gave them in: sums of the same numbers
   * then come out the same to the last digit.
   */
  inOneOrder(): Received {
    const { n } = this;
    const columns = [this.change, this.first, this.years, ...this.hours];
    const order = this.#byMentor();
    for (let start = 0, end = 0; start < n; start = end) {
      while (end < n && this.mentor[order[end]!] === this.mentor[order[start]!]) end += 1;
      order.subarray(start, end).sort((a, b) => {
        for (const column of columns) if (column[a] !== column[b]) return column[a]! - column[b]!;
        return 0;
      });
    }
    const ordered = (column: Float64Array): Float64Array => {
      const made = new Float64Array(n);
      for (let at = 0; at < n; at++) made[at] = column[order[at]!]!;
      return made;
    };
    return {
      n,
      mentor: order.map((row) => this.mentor[row]!),
      hours: this.hours.map(ordered),
      first: ordered(this.first),
      change: ordered(this.change),
      years: ordered(this.years),
    };
  }

  /** The rows' places, by mentor: counted out, as there are few mentors and many rows. */
  #byMentor(): Int32Array {
    const most = this.mentor.reduce((max, mentor) => Math.max(max, mentor), 0);
    const next = new Int32Array(most + 2);
    for (let row = 0; row < this.n; row++) next[this.mentor[row]! + 1]! += 1;
    for (let mentor = 0; mentor <= most; mentor++) next[mentor + 1]! += next[mentor]!;
    const order = new Int32Array(this.n);
    for (let row = 0; row < this.n; row++) order[next[this.mentor[row]!]!++] = row;
    return order;
  }

  #grow(): void {
    this.mentor = longer(this.mentor);
    [this.first, this.change, this.years] = [longer(this.first), longer(this.change), longer(this.years)];
    this.hours = this.hours.map(longer);
  }
}
