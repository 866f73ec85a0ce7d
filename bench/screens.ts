import { sql } from 'kysely';
import type { App } from '../server/http/app.ts';
import { signedIn, type Ask } from './app.ts';
import type { Filled } from './fill.ts';
import * as handWritten from './hand-written.ts';
import { medians, milliseconds, type Result } from './measure.ts';
import type { Bench } from './open.ts';

/** What is looked at: a few mentors as themselves, their meetings and students, and the lead. */
interface Looked {
  orgId: string;
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
  return { orgId, mentors, meetings, lead: await signedIn(bench, app, actor, 'lead') };
}

type Runs = Record<string, { ours: (turn: number) => Promise<unknown>; byHand: (turn: number) => Promise<unknown> }>;

/** Each screen through the whole server, and the query somebody would have written for it. */
function screensOf(bench: Bench, { orgId, mentors, meetings, lead }: Looked, today: string): Runs {
  const at = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T;
  const query = (text: string, ...values: unknown[]) => bench.database.execute(text, [orgId, ...values]);
  const asMentorOf = (turn: number) => at(mentors, at(meetings, turn).mentor).ask;
  return {
    caseload: {
      ours: (turn) => at(mentors, turn).ask('/caseload'),
      byHand: (turn) => query(handWritten.caseload, at(mentors, turn).id, today, 90),
    },
    prep: {
      ours: (turn) => asMentorOf(turn)(`/meetings/${at(meetings, turn).id}/prep`),
      byHand: (turn) => query(handWritten.prep, at(meetings, turn).id),
    },
    student: {
      ours: async (turn) => {
        const { studentId } = at(meetings, turn);
        await asMentorOf(turn)(`/students/${studentId}`);
        await asMentorOf(turn)(`/students/${studentId}/outcomes`);
      },
      byHand: (turn) => query(handWritten.student, at(meetings, turn).studentId),
    },
    outcomes: { ours: () => lead('/outcomes'), byHand: () => query(handWritten.outcomes) },
  };
}

/** Screens against the hand-written query for the same rows. */
export async function measureScreens(bench: Bench, looked: Looked, today: string, times: number): Promise<Result[]> {
  const results: Result[] = [];
  for (const [name, { ours, byHand }] of Object.entries(screensOf(bench, looked, today))) {
    const taken = await medians({ ours, byHand }, name === 'outcomes' ? Math.ceil(times / 5) : times);
    results.push({
      where: bench.name,
      what: `${name} screen`,
      ours: milliseconds(taken.ours),
      baseline: `${milliseconds(taken.byHand)} by hand`,
      ratio: taken.ours / taken.byHand,
      hold: { atMost: 1.5 },
    });
  }
  return results;
}

/** The same screens in two organisations, of which one has ten times as much behind it. */
export async function measureGrowth(
  bench: Bench,
  what: string,
  small: Looked,
  large: Looked,
  today: string,
  times: number,
): Promise<Result[]> {
  const results: Result[] = [];
  const [before, after] = [screensOf(bench, small, today), screensOf(bench, large, today)];
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
      hold: { atMost: 1.3 },
    });
  }
  return results;
}
