import { ReportFilters, ReportSection, SuppressionPreset } from '@waymark/contract/reports.ts';
import type { Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import type { SectionAnswer } from './section-answer.ts';
import { underPreset } from './suppress.ts';

/** What was asked of the data for a section. */
export interface AskedFor {
  filters: ReportFilters;
  /** Below this many nothing was shown. */
  threshold: number;
  preset: SuppressionPreset;
}

/** For the report itself, or worked out again to be compared with it. */
export type Purpose = 'report' | 'again';

export interface AnswerRow {
  reportId: string;
  purpose: Purpose;
  section: ReportSection;
  asked: AskedFor;
  asOf: string;
  seed: number;
  status: 'waiting' | 'done' | 'failed';
  /** Why it could not be worked out, and what to do, where that is known. */
  failure: string | null;
  answer: SectionAnswer | null;
  fingerprint: string | null;
  codeVersion: string | null;
  askedAt: string;
}

const columns = [
  'report_id',
  'purpose',
  'section',
  'asked',
  'as_of',
  'seed',
  'status',
  'failure',
  'answer',
  'fingerprint',
  'code_version',
  'asked_at',
] as const;

interface Row {
  report_id: string;
  purpose: string;
  section: string;
  asked: unknown;
  as_of: string;
  seed: number;
  status: string;
  failure: string | null;
  answer: unknown;
  fingerprint: string | null;
  code_version: string | null;
  asked_at: string;
}

function shown(row: Row): AnswerRow {
  const asked = row.asked as { filters: unknown; threshold: number; preset: unknown };
  return {
    reportId: row.report_id,
    purpose: row.purpose as Purpose,
    section: ReportSection.parse(row.section),
    asked: { filters: ReportFilters.parse(asked.filters), threshold: asked.threshold, preset: SuppressionPreset.parse(asked.preset) },
    asOf: row.as_of,
    seed: row.seed,
    status: row.status as AnswerRow['status'],
    failure: row.failure,
    answer: row.answer as SectionAnswer | null,
    fingerprint: row.fingerprint,
    codeVersion: row.code_version,
    askedAt: row.asked_at,
  };
}

const answers = (tx: Tx, orgId: string) => tx.selectFrom('report_answers').select(columns).where('org_id', '=', orgId);

/** A report's answers, those being worked out among them. */
export async function findAnswers(tx: Tx, orgId: string, reportId: string, purpose: Purpose): Promise<AnswerRow[]> {
  const rows = await answers(tx, orgId).where('report_id', '=', reportId).where('purpose', '=', purpose).execute();
  return rows.map(shown);
}

/** One answer that is still to be worked out. */
export async function findWaitingAnswer(
  tx: Tx,
  orgId: string,
  { reportId, purpose, section }: Pick<AnswerRow, 'reportId' | 'purpose' | 'section'>,
): Promise<AnswerRow | undefined> {
  const row = await answers(tx, orgId)
    .where('report_id', '=', reportId)
    .where('purpose', '=', purpose)
    .where('section', '=', section)
    .where('status', '=', 'waiting')
    .executeTakeFirst();
  return row && shown(row);
}

/** Every answer that is still to be worked out, the longest waiting first. */
export async function findAllWaiting(tx: Tx, orgId: string): Promise<AnswerRow[]> {
  const rows = await answers(tx, orgId).where('status', '=', 'waiting').orderBy('asked_at').orderBy('section').execute();
  return rows.map(shown);
}

/** Asks for answers, in the place of what was there for these sections. */
export async function askFor(
  tx: Tx,
  orgId: string,
  wanted: readonly Pick<AnswerRow, 'reportId' | 'purpose' | 'section' | 'asked' | 'asOf' | 'seed'>[],
  now: Date,
): Promise<void> {
  for (const { reportId, purpose, section, asked, asOf, seed } of wanted) {
    const row = { asked: jsonb(asked) as never, as_of: asOf, seed, status: 'waiting', asked_at: now.toISOString() };
    const nothing = { failure: null, answer: null, fingerprint: null, code_version: null };
    await tx
      .insertInto('report_answers')
      .values({ org_id: orgId, report_id: reportId, purpose, section, ...row })
      .onConflict((conflict) => conflict.columns(['org_id', 'report_id', 'purpose', 'section']).doUpdateSet({ ...row, ...nothing }))
      .execute();
  }
}

/** Keeps what was worked out, if it is still what is asked: choices may have changed meanwhile, or somebody asked anew. */
export async function keepAnswer(
  tx: Tx,
  orgId: string,
  { reportId, purpose, section, asked, askedAt }: AnswerRow,
  worked: SectionAnswer | { failure: string | null },
): Promise<void> {
  const kept =
    'failure' in worked
      ? { status: 'failed', failure: worked.failure }
      : {
          status: 'done',
          // what is only compared needs no more than what it is compared by: the figures as they left
          answer: purpose === 'report' ? (jsonb(worked) as never) : null,
          fingerprint: underPreset(worked, asked.preset, asked.threshold).fingerprint,
          code_version: worked.codeVersion,
        };
  await tx
    .updateTable('report_answers')
    .set(kept)
    .where('org_id', '=', orgId)
    .where('report_id', '=', reportId)
    .where('purpose', '=', purpose)
    .where('section', '=', section)
    .where('status', '=', 'waiting')
    .where('asked_at', '=', askedAt)
    .execute();
}

/** Answers nobody asks for any more: sections that were taken out. */
export async function dropAnswers(tx: Tx, orgId: string, reportId: string, sections: readonly ReportSection[]): Promise<void> {
  if (sections.length === 0) return;
  await tx
    .deleteFrom('report_answers')
    .where('org_id', '=', orgId)
    .where('report_id', '=', reportId)
    .where('purpose', '=', 'report')
    .where('section', 'in', sections)
    .execute();
}

/** Keeps an answer with its report for good, as its preset shows it. */
export async function keepForGood(
  tx: Tx,
  orgId: string,
  { reportId, section, asked }: Pick<AnswerRow, 'reportId' | 'section' | 'asked'>,
  answer: SectionAnswer,
): Promise<void> {
  await tx
    .updateTable('report_answers')
    .set({ answer: jsonb(answer) as never, fingerprint: answer.fingerprint, asked: jsonb(asked) as never, kept: true })
    .where('org_id', '=', orgId)
    .where('report_id', '=', reportId)
    .where('purpose', '=', 'report')
    .where('section', '=', section)
    .execute();
}
