import { CompiledQuery, sql } from 'kysely';
import type { Actor } from '../server/db/actor.ts';
import type { App } from '../server/http/app.ts';
import { signedIn, type Ask } from './app.ts';
import { readerOf, underTheRules } from './by-hand.ts';
import type { Filled } from './fill.ts';
import * as handWritten from './hand-written.ts';
import { medians, milliseconds, type Result } from './measure.ts';
import type { Bench } from './open.ts';

/** What is looked at: a few mentors as themselves, their meetings and students, and the lead. */
interface Looked {
  actor: Actor;
  mentors: { id: string; ask: Ask }[];
  /** A meeting to come, whose mentor is the `mentor`th, and its student. */
  meetings: { id: string; studentId: string; mentor: number }[];
  lead: Ask;
}

export async function lookAt(bench: Bench, app: App, { actor }: Filled): Promise<Looked> {
  const { orgId } = actor;
  const { rows } = await sql<{ id: string; studentId: string; mentorId: string }>`
    select id, student_id as "studentId", mentor_id as "mentorId" from meetings
    where org_id = ${orgId} and status = 'scheduled' and mentor_id in (
      select mentor_id from matches where org_id = ${orgId} and ended_on is null group by mentor_id having count(*) >= 5 order by mentor_id limit 5)
    order by id limit 60`.execute(bench.database.owner);
  const ids = [...new Set(rows.map((row) => row.mentorId))];
  const mentors = await Promise.all(ids.map(async (id) => ({ id, ask: await signedIn(bench, app, actor, 'mentor', id) })));
  const meetings = rows.map(({ id, studentId, mentorId }) => ({ id, studentId, mentor: ids.indexOf(mentorId) }));
  if (meetings.length === 0) throw new Error('There is nobody to look at: make more students.');
  return { actor, mentors, meetings, lead: await signedIn(bench, app, actor, 'lead') };
}

/** A screen through the whole server; the query for the same rows under the rules; and the same query with nothing around it. */
interface Run {
  ours: (turn: number) => Promise<unknown>;
  byHand: (turn: number) => Promise<unknown>;
  bare: (turn: number) => Promise<unknown>;
}

function screensOf(bench: Bench, { actor, mentors, meetings, lead }: Looked, now: Date): Record<string, Run> {
  const at = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T;
  const mentorOf = (turn: number) => at(mentors, at(meetings, turn).mentor);
  const run = (
    ours: Run['ours'],
    text: string,
    reader: (turn: number) => string | null,
    values: (turn: number) => unknown[] = () => [],
  ): Run => ({
    ours,
    byHand: (turn) => underTheRules(bench, readerOf(actor, reader(turn)), now, CompiledQuery.raw(text, [actor.orgId, ...values(turn)])),
    // a text of its own: a prepared statement that is asked by two roles in turn is planned anew each time
    bare: (turn) => bench.database.execute(`${text} -- bare`, [actor.orgId, ...values(turn)]),
  });
  return {
    caseload: run(
      (turn) => at(mentors, turn).ask('/caseload'),
      handWritten.caseload,
      (turn) => at(mentors, turn).id,
      (turn) => [at(mentors, turn).id, actor.today, 90],
    ),
    prep: run(
      (turn) => mentorOf(turn).ask(`/meetings/${at(meetings, turn).id}/prep`),
      handWritten.prep,
      (turn) => mentorOf(turn).id,
      (turn) => [at(meetings, turn).id],
    ),
    student: run(
      // as the page does: both at once
      (turn) => Promise.all(['', '/outcomes'].map((part) => mentorOf(turn).ask(`/students/${at(meetings, turn).studentId}${part}`))),
      handWritten.student,
      (turn) => mentorOf(turn).id,
      (turn) => [at(meetings, turn).studentId],
    ),
    outcomes: run(
      () => lead('/outcomes'),
      handWritten.outcomes,
      () => null,
    ),
  };
}

/** Screens against the hand-written query for the same rows, under the same rules. */
export async function measureScreens(bench: Bench, looked: Looked, now: Date, times: number): Promise<Result[]> {
  const results: Result[] = [];
  for (const [name, run] of Object.entries(screensOf(bench, looked, now))) {
    const taken = await medians({ ...run }, name === 'outcomes' ? Math.ceil(times / 5) : times);
    results.push({
      where: bench.name,
      what: `${name} screen`,
      ours: milliseconds(taken.ours),
      baseline: `${milliseconds(taken.byHand)} by hand (bare query ${(taken.ours / taken.bare).toFixed(1)} ×)`,
      ratio: taken.ours / taken.byHand,
      // the embedded database has nobody to work while the program does: how many statements there are is all of it
      hold: bench.database.kind === 'postgres' || name === 'outcomes' ? { atMost: 1.5 } : null,
    });
  }
  return results;
}

/**
 * The same screens in two organisations, of which one has ten times as much behind it.
 * @param told screens that show more in the larger one, and so are only told
 */
export async function measureGrowth(
  bench: Bench,
  what: string,
  small: Looked,
  large: Looked,
  now: Date,
  times: number,
  told: readonly string[] = [],
): Promise<Result[]> {
  const results: Result[] = [];
  const [before, after] = [screensOf(bench, small, now), screensOf(bench, large, now)];
  for (const name of Object.keys(before)) {
    const runs = { before: before[name]?.ours, after: after[name]?.ours };
    if (runs.before === undefined || runs.after === undefined) continue;
    const taken = await medians({ before: runs.before, after: runs.after }, name === 'outcomes' ? Math.ceil(times / 5) : times);
    results.push({
      where: bench.name,
      what: `${name} screen, ${what}`,
      ours: milliseconds(taken.after),
      baseline: `${milliseconds(taken.before)} before`,
      ratio: taken.after / taken.before,
      hold: told.includes(name) ? null : { atMost: 1.3 },
    });
  }
  return results;
}
