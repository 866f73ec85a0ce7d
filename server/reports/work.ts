import type { ReportSection } from '@waymark/contract/reports.ts';
import { runInWorker } from '@waymark/stats/in-worker.ts';
import { sql } from 'kysely';
import { readAnswer } from '../analysis/answer.ts';
import type { Beside } from '../analysis/beside.ts';
import type { AnswerDraft, AnswerQuestion } from '../analysis/question.ts';
import { answers as questions } from '../analysis/questions/list.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { type AnswerRow, askFor, type AskedFor, dropAnswers, findAnswers, keepAnswer } from './answer-queries.ts';
import { type KeptReport, lockReport, noteAsOf } from './queries.ts';
import { type AnsweredSection, hasFigures, type SectionAnswer } from './section-answer.ts';
import { thresholdOf } from './suppress.ts';
import { takingPart } from './taking-part.ts';

/*
 * The answers of a report are worked out section by section, as of one moment, and kept until its choices change: small
 * organisations while somebody waits, large ones and models beside the request, by a job.
 */

/** Rows are dated by when their transaction began: what began before this moment has been written by now, or never will be. */
const settledMs = 10_000;
/** What a request works out itself; the rest is for the job. */
const patienceMs = 1_500;
/** Of more enrolments than this nothing is worked out while somebody waits. */
const mostInRequest = 2_000;
/** These fit models, which takes seconds in a thread of its own. */
const fitted: readonly AnsweredSection[] = ['trajectories', 'mentor-change'];

const answerOf = (section: AnsweredSection): AnswerQuestion => (section === 'taking-part' ? takingPart : questions[section]);

/** The sections of a report that figures are worked out for: an account in words alone (type 1) says only who took part. */
function sectionsToAnswer({ sections, design }: Pick<KeptReport, 'sections' | 'design'>): AnsweredSection[] {
  return sections.filter(hasFigures).filter((section) => design === 'empirical' || section === 'taking-part');
}

/** What is asked of the data for each section of a report. */
async function askedOf(tx: Tx, orgId: string, report: KeptReport): Promise<{ asked: AskedFor; own: number }> {
  const { small_numbers: own } = await tx
    .selectFrom('organisations')
    .select('small_numbers')
    .where('org_id', '=', orgId)
    .executeTakeFirstOrThrow();
  const filters = report.kind === 'school' && report.schoolId !== null ? { ...report.filters, schoolId: report.schoolId } : report.filters;
  return { own, asked: { filters, threshold: thresholdOf(report.preset, own), preset: report.preset } };
}

/** Another preset with the same threshold needs no other answer: it rounds the one there is. */
const keyOf = ({ filters, threshold }: AskedFor): string =>
  JSON.stringify([threshold, Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

export interface Worked {
  asOf: string;
  asked: AskedFor;
  answers: Map<AnsweredSection, AnswerRow>;
  /** Below this many the organisation itself shows nothing. */
  own: number;
  waiting: AnsweredSection[];
  /** With why, and what to do about it, where that is known. */
  failed: { section: AnsweredSection; failure: string | null }[];
}

/**
 * The answers of a draft, with those that are missing asked for and, where that is quick, worked out at once.
 * @param again everything anew, as of now
 */
export async function workOut(tx: Tx, actor: Actor, report: KeptReport, now: Date, again = false): Promise<Worked> {
  await lockReport(tx, actor.orgId, report.id);
  const { asked, own } = await askedOf(tx, actor.orgId, report);
  const wanted = sectionsToAnswer(report);
  const known = await findAnswers(tx, actor.orgId, report.id, 'report');
  const valid = again ? [] : known.filter((row) => keyOf(row.asked) === keyOf(asked) && wanted.some((section) => section === row.section));
  const asOf = valid[0]?.asOf ?? settled(now);
  const missing = wanted.filter((section) => !valid.some((row) => row.section === section));
  await dropAnswers(
    tx,
    actor.orgId,
    report.id,
    known.map(({ section }) => section).filter((one) => !wanted.some((section) => section === one)),
  );
  if (missing.length > 0) {
    const rows = missing.map((section) => ({ reportId: report.id, purpose: 'report' as const, section, asked, asOf, seed: report.seed }));
    await askFor(tx, actor.orgId, rows, now);
    await workSome(tx, actor, await findAnswers(tx, actor.orgId, report.id, 'report'), now);
  }
  if (report.asOf !== asOf) await noteAsOf(tx, actor.orgId, report.id, asOf);
  const rows = await findAnswers(tx, actor.orgId, report.id, 'report');
  const at = (status: AnswerRow['status']) =>
    wanted.flatMap((section) => {
      const row = rows.find((one) => one.section === section && one.status === status);
      return row === undefined ? [] : [{ section, failure: row.failure }];
    });
  const done = new Map(rows.flatMap((row) => (row.status === 'done' && hasFigures(row.section) ? [[row.section, row] as const] : [])));
  return { asOf, asked, own, answers: done, waiting: at('waiting').map(({ section }) => section), failed: at('failed') };
}

/** The moment figures are of when they are asked for now, to the second. */
const settled = (now: Date): string => new Date(Math.floor((now.getTime() - settledMs) / 1000) * 1000).toISOString();

/** Works out what is quick of what waits; the rest stays for the job. */
export async function workSome(tx: Tx, actor: Actor, rows: readonly AnswerRow[], now: Date): Promise<void> {
  const quick = rows.filter(({ section, status }) => status === 'waiting' && !fitted.some((one) => one === section));
  if (quick.length === 0 || (await isLarge(tx, actor.orgId))) return;
  const until = performance.now() + patienceMs;
  for (const row of quick) {
    if (performance.now() > until) return;
    await orLeave(tx, async () => {
      const { draft, finish } = await readSection(tx, actor, row, now);
      if (!('work' in draft)) await keepAnswer(tx, actor.orgId, row, finish(draft));
    });
  }
}

/** One section that cannot be worked out must not take the others with it: it is left to the job, which says what was wrong. */
async function orLeave(tx: Tx, work: () => Promise<void>): Promise<void> {
  await sql`savepoint section`.execute(tx);
  try {
    await work();
    await sql`release savepoint section`.execute(tx);
  } catch {
    await sql`rollback to savepoint section`.execute(tx);
  }
}

async function isLarge(tx: Tx, orgId: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select from enrolments where org_id = ${orgId} limit ${mostInRequest + 1}) counted`.execute(tx);
  return (rows[0]?.n ?? 0) > mostInRequest;
}

/** Reads all a section needs; `finish` makes its answer, without reading more. */
export async function readSection(
  tx: Tx,
  actor: Actor,
  { section, asked, asOf, seed }: AnswerRow,
  now: Date,
): Promise<{ draft: AnswerDraft | Beside; finish: (draft: AnswerDraft) => SectionAnswer }> {
  const answered = figuresOf(section);
  const filters = { ...asked.filters, asOf, seed };
  const { draft, finish } = await readAnswer(tx, actor, answerOf(answered), filters, now, asked.threshold);
  return { draft, finish: (done) => ({ ...finish(done), question: answered }) };
}

function figuresOf(section: ReportSection): AnsweredSection {
  if (hasFigures(section)) return section;
  throw new Error(`${section} has no figures.`);
}

/** Fits what a section needs, in a thread with no transaction open. */
export function fitBeside({ work }: Beside): Promise<AnswerDraft> {
  return work((_stage, name, table, options) => runInWorker(name, table, options, {}));
}
