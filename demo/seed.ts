import type { Role } from '@waymark/contract/common.ts';
import { sql } from 'kysely';
import { systemActor, type Actor, type Tx } from '../server/db/actor.ts';
import type { Database } from '../server/db/connection.ts';
import { newId } from '../server/db/ids.ts';
import { rebuildStandings } from '../server/assessments/standings.ts';
import { rebuildContactSummaries } from '../server/meetings/contact.ts';
import type { Links } from '../server/links/links.ts';
import { readMeasures } from '../server/measures/figures.ts';
import { insertOrganisation } from '../server/organisations/create.ts';
import { findQuestionnaire } from '../server/questionnaires/find.ts';
import { fillCalibration } from './calibration.ts';
import { raiseConcerns } from './concerns.ts';
import { feedbackTables } from './feedback.ts';
import { generate, type Demo } from './generate.ts';
import { helpTables } from './help.ts';
import { insertRows, tablesOf } from './insert.ts';
import { measureTables, type ReadingRow } from './measures.ts';
import { questionnaireTables } from './questionnaires.ts';
import { referralTables } from './referrals.ts';
import { rollTables } from './roll.ts';
import { readSetting } from './read-setting.ts';
import { demoSize } from './setting.ts';
import { fillReviews, layOutTheRest } from './reviews.ts';
import { releaseTables } from './releases.ts';
import { shareTables } from './shares.ts';
import { studentReportTables } from './student-reports.ts';

/** A seat somebody can try the demo from. */
export interface DemoSeat {
  role: Role;
  memberId: string;
  email: string;
  name: string;
}

const name = 'Calder Valley Mentoring';
const timeZone = 'Europe/London';

/**
 * Makes the demo organisation as it is on a day, all in one transaction: a demo that was cut short leaves nothing. Given the
 * installation's links, private links in it open.
 * Answers it with a seat for every role, none of which has a user yet.
 */
export async function seedDemo(
  database: Database,
  { today, links }: { today: string; links?: Links },
): Promise<{ orgId: string; accounts: DemoSeat[] }> {
  const now = new Date(`${today}T12:00:00Z`);
  // a lead's doing: notes are nobody else's to write
  const actor: Actor = { ...systemActor(newId(), now, timeZone), role: 'lead' };
  const accounts = await database.withActor(actor, async (tx) => {
    await insertOrganisation(tx, actor, { name, timeZone, isDemo: true }, now);
    if (database.kind === 'pglite') await trustKeys(tx);
    return fillWithDemo(tx, actor, today, links);
  });
  return { orgId: actor.orgId, accounts };
}

/**
 * Keys are not followed for the rest of the transaction: half of the time somebody waits for their first start. What is generated is
 * consistent; the same seed's tests on a server follow every key.
 */
async function trustKeys(tx: Tx): Promise<void> {
  await sql`select set_config('role', 'none', true), set_config('session_replication_role', 'replica', true)`.execute(tx);
  await sql`select set_config('role', 'waymark_app', true)`.execute(tx);
}

/**
 * What the query planner knows of what was just filled in. Tables it takes for empty cost the first start twenty times as long,
 * where the scores are folded.
 */
async function gatherStatistics(tx: Tx): Promise<void> {
  await sql`select set_config('role', 'none', true)`.execute(tx);
  await sql`analyze`.execute(tx);
  await sql`select set_config('role', 'waymark_app', true)`.execute(tx);
}

/** Fills an organisation that has its framework, characteristics and action library with people and two years of mentoring. */
async function fillWithDemo(tx: Tx, actor: Actor, today: string, links?: Links): Promise<DemoSeat[]> {
  const { orgId } = actor;
  const setting = await readSetting(tx, orgId, today);
  const demo = generate(setting);
  for (const [table, rows] of tablesOf(demo)) await insertRows(tx, orgId, table, rows);
  const seriesIds = setting.framework.outcomes.map(({ seriesId }) => seriesId);
  await fillMeasures(tx, orgId, demo, { today, seriesIds, links });
  const about = { today, seed: demoSize.seed };
  for (const [table, rows] of helpTables(demo, about)) await insertRows(tx, orgId, table, rows);
  for (const [table, rows] of feedbackTables(demo, { ...about, links })) await insertRows(tx, orgId, table, rows);
  await gatherStatistics(tx);
  await rebuildStandings(tx, orgId);
  await rebuildContactSummaries(tx, orgId);
  // put together from what is on record, so after all of that
  for (const [table, rows] of await fillReviews(tx, actor, demo, setting, demoSize.seed)) await insertRows(tx, orgId, table, rows);
  await layOutTheRest(tx, actor);
  for (const [table, rows] of await shareTables(tx, actor, demo, demoSize.seed)) await insertRows(tx, orgId, table, rows);
  const seats = seatsOf(demo);
  const own = seats.find(({ role }) => role === 'student')?.memberId;
  const studentId = demo.lives.find(({ seat }) => seat?.id === own)?.student.id;
  for (const [table, rows] of await studentReportTables(tx, actor, demo, { studentId, seed: demoSize.seed }))
    await insertRows(tx, orgId, table, rows);
  for (const [table, rows] of releaseTables(demo, { today, seed: demoSize.seed })) await insertRows(tx, orgId, table, rows);
  await raiseConcerns(tx, actor, demo, demoSize.seed);
  await fillCalibration(tx, orgId, demo, setting, demoSize.seed);
  for (const [table, rows] of await referralTables(tx, actor, demo, demoSize.seed)) await insertRows(tx, orgId, table, rows);
  return seats;
}

/** One seat a role: the first mentor, and of that mentor's students the one with most to look back on. */
function seatsOf({ staff, lives }: Demo): DemoSeat[] {
  const mentor = staff.mentors[0]?.row;
  const students = lives.filter(
    (life) => life.seat !== null && life.matches.some((match) => match.mentor_id === mentor?.id && match.ended_on === null),
  );
  const student = students.toSorted((a, b) => b.assessments.length - a.assessments.length)[0]?.seat;
  return [...staff.others, mentor, student].flatMap((row) =>
    row === undefined || row === null ? [] : [{ role: row.role, memberId: row.id, email: row.email, name: row.name }],
  );
}

/** Attendance, behaviour, readings and baselines, and the questionnaires behind some of the readings. */
async function fillMeasures(
  tx: Tx,
  orgId: string,
  demo: Demo,
  { today, seriesIds, links }: { today: string; seriesIds: readonly string[]; links: Links | undefined },
): Promise<void> {
  const measures = await readMeasures(tx, orgId);
  const tables = measureTables(demo.lives, measures, { today, seed: demoSize.seed, seriesIds });
  for (const [table, rows] of tables) await insertRows(tx, orgId, table, rows);
  for (const [table, rows] of rollTables(demo, measures, { today, seed: demoSize.seed })) await insertRows(tx, orgId, table, rows);
  const asked = async (code: string) => {
    const measure = measures.find((one) => one.code === code);
    const questionnaire = measure?.questionnaireId && (await findQuestionnaire(tx, orgId, measure.questionnaireId));
    if (measure === undefined || !questionnaire) throw new Error(`The demo needs the questionnaire of ${code}.`);
    return { measureId: measure.id, questionnaire };
  };
  const [answered, waiting] = [await asked('attitude_to_learning'), await asked('attitude_to_school')];
  const readings = (tables.find(([table]) => table === 'readings')?.[1] ?? []) as readonly ReadingRow[];
  const about = { answered, waiting, today, seed: demoSize.seed, links };
  for (const [table, rows] of questionnaireTables(demo, readings, about)) await insertRows(tx, orgId, table, rows);
}
