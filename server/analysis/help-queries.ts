import { sql } from 'kysely';
import { base, from, meetingMark } from '../assessments/profile-texts.ts';
import { asItStood } from '../db/past-states.ts';
import { countedOf, dayOf, eachStudentOf, readHistories } from './histories.ts';
import { PairsInTime } from './pairs-in-time.ts';
import type { Asked } from './question.ts';
import type { Reach } from './reach.ts';

/** What one student received during an enrolment, in hours, and how far they moved. Students and mentors are numbered. */
export interface Received {
  mentor: number;
  /** Hours of meetings held. */
  meetings: number;
  /** Hours of each intervention, in the order of `names`. */
  interventions: readonly number[];
  /** Mean first level, and mean change since, over the outcomes with two scores. */
  first: number;
  change: number;
  /** Between first and latest score, on average over the same outcomes. */
  years: number;
}

/**
 * Hours received between the first and the latest scores of each enrolment with two scores or more, by the mean day of each,
 * beside its mean change: what came before the first or after the latest cannot be behind it.
 * @param levels of the scale that the outcomes are on
 */
export async function readReceived(asked: Asked, levels: number): Promise<{ names: string[]; rows: Received[]; reach: Reach }> {
  const histories = await readHistories(asked, { received: true });
  const { names, parts, days } = await readSessions(asked);
  const pairs = new PairsInTime(asked.outcomes.length, levels, countedOf(asked, histories.assessors));
  const { lines } = histories;
  const rows: Received[] = [];
  const reach = eachStudentOf(
    histories,
    (line) => {
      const between = lines.indexOf('\t', line.at);
      line.end = pairs.read(histories, between + 1);
      [line.most, line.pairs] = [pairs.most, pairs.outcomes.length];
      if (line.pairs === 0) return;
      const { since, until, mentor, ...moved } = meansOf(pairs, asked);
      // minutes, of meetings first
      const minutes = Array<number>(names.length + 1).fill(0);
      for (let { at } = line; at < between; at += 3) {
        const mark = lines.charCodeAt(at);
        const met = mark === meetingMark;
        const session = (mark - meetingMark - 1) * base + lines.charCodeAt(at + 1) - from;
        const day = met ? lines.charCodeAt(at + 1) - from : (days[session] ?? -1);
        if (day > since && day <= until) minutes[met ? 0 : parts[session]!]! += lines.charCodeAt(at + 2) - from;
      }
      const [meetings = 0, ...interventions] = minutes.map((of) => of / 60);
      rows.push({ mentor, meetings, interventions, ...moved });
    },
    () => undefined,
  );
  return { names, rows: inOneOrder(rows), reach: await reach.reach(asked) };
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

/** In an order of their own, whatever order the database gave them in: sums of the same numbers then come out the same to the last digit. */
function inOneOrder(rows: readonly Received[]): Received[] {
  const byMentor = Map.groupBy(rows, ({ mentor }) => mentor);
  return [...byMentor.keys()].toSorted((a, b) => a - b).flatMap((mentor) => byMentor.get(mentor)!.toSorted(compare));
}

function compare(a: Received, b: Received): number {
  const apart = a.change - b.change || a.first - b.first || a.years - b.years || a.meetings - b.meetings;
  if (apart !== 0) return apart;
  const at = a.interventions.findIndex((hours, part) => hours !== b.interventions[part]);
  return at === -1 ? 0 : a.interventions[at]! - b.interventions[at]!;
}
