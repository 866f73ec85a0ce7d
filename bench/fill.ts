import { lifeTables, staffTables } from '@waymark/demo/insert.ts';
import { livesOf } from '@waymark/demo/generate.ts';
import { readSetting } from '@waymark/demo/read-setting.ts';
import type { Setting, Size } from '@waymark/demo/setting.ts';
import { staffOf } from '@waymark/demo/staff.ts';
import { rebuildStandings } from '../server/assessments/standings.ts';
import { copyText, type CopyCell } from '../server/db/connection.ts';
import { systemActor, type Actor } from '../server/db/actor.ts';
import { newId } from '../server/db/ids.ts';
import { rebuildContactSummaries } from '../server/meetings/contact.ts';
import { insertOrganisation } from '../server/organisations/create.ts';
import { addHelp } from './help.ts';
import { addOwnScores, multiply } from './multiply.ts';
import type { Bench } from './open.ts';

/** How large an organisation is made: students, and meetings of ten scores each that they have behind them. */
export interface History {
  students: number;
  meetings: number;
  /** Whether some students have scored themselves, and some received other help. */
  own?: boolean;
}

export interface Filled {
  actor: Actor;
  students: number;
  scores: number;
  seconds: number;
}

const scoresAMeeting = 10;
const livesAtOnce = 2_000;
/** More students than this are copies of as many: each life that is made takes a millisecond. */
const livesAtMost = 20_000;

/** Fills one organisation through COPY, past row-level security and foreign keys, as a restore would; then counts summaries. */
export async function fill(bench: Bench, name: string, { students: wanted, meetings, own = false }: History, now: Date): Promise<Filled> {
  const started = performance.now();
  const times = Math.ceil(wanted / livesAtMost);
  const students = Math.round(wanted / times);
  const actor: Actor = { ...systemActor(newId(), now), role: 'lead' };
  const setting = await bench.database.withActor(actor, async (tx) => {
    await insertOrganisation(tx, actor, { name, timeZone: 'Europe/London' }, now);
    return narrow(await readSetting(tx, actor.orgId, actor.today));
  });
  const size: Size = { students, meetings, seed: name, outcomes: [scoresAMeeting, scoresAMeeting], whole: false };
  const staff = staffOf(setting, size);
  await bench.load(async (copy) => {
    for (const [table, rows] of staffTables(staff)) await copyAll(copy, actor.orgId, table, rows);
    let lives = [];
    for (const life of livesOf(setting, size, staff)) {
      lives.push(life);
      if (lives.length < livesAtOnce) continue;
      for (const [table, rows] of lifeTables(lives)) await copyAll(copy, actor.orgId, table, rows);
      lives = [];
    }
    for (const [table, rows] of lifeTables(lives)) await copyAll(copy, actor.orgId, table, rows);
  });
  if (own) {
    await addOwnScores(bench, actor.orgId);
    await addHelp(bench, actor.orgId, actor.today);
  }
  await bench.database.withActor(actor, async (tx) => {
    await rebuildStandings(tx, actor.orgId);
    await rebuildContactSummaries(tx, actor.orgId);
  });
  if (times > 1) await multiply(bench, actor.orgId, times);
  // as autovacuum and the nightly job do: without statistics every plan is a guess
  await bench.database.execute('analyze');
  const { rows } = await bench.database.execute('select count(*) as n from scores where org_id = $1', [actor.orgId]);
  return { actor, students: students * times, scores: Number(rows[0]?.['n']), seconds: (performance.now() - started) / 1000 };
}

/** Always the same ten outcomes, so that ten times the scores are ten times the history and not also more outcomes. */
function narrow(setting: Setting): Setting {
  return { ...setting, framework: { ...setting.framework, outcomes: setting.framework.outcomes.slice(0, scoresAMeeting) } };
}

export type Copy = (table: string, columns: readonly string[], text: AsyncIterable<string>) => Promise<void>;

async function copyAll(copy: Copy, orgId: string, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const cells = function* (): Generator<CopyCell[]> {
    for (const row of rows) yield [orgId, ...(Object.values(row) as CopyCell[])];
  };
  await copy(
    table,
    ['org_id', ...columns],
    copyText(cells(), () => undefined, 1 << 20),
  );
}
