import { createHash } from 'node:crypto';
import type { ReportProblem } from '@waymark/contract/reports.ts';
import type { Logger } from 'pino';
import { codeVersion } from '../analysis/code-version.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { Refusal, stale } from '../http/refusal.ts';
import { keepForGood } from './answer-queries.ts';
import { readDraft } from './draft.ts';
import { insertFigures } from './figure-queries.ts';
import { problemOfFailure } from './problems.ts';
import { findReport, keepFinal, type KeptReport, lockReport } from './queries.ts';
import type { SectionAnswer } from './section-answer.ts';

/**
 * Makes a draft final as its preview shows it: answers, the counts its readers learn and the document are kept for good, all
 * in this transaction. One that is final already stays as it is, so that a second press does nothing.
 * @returns whether it was made final now
 * @throws Refusal 412 when it was changed since it was read, 422 with every problem that stops
 */
export async function finalise(tx: Tx, actor: Actor, id: string, version: number, now: Date, log: Pick<Logger, 'error'>): Promise<boolean> {
  await lockReport(tx, actor.orgId, id);
  const report = await findReport(tx, actor, id);
  if (report === undefined || report.status !== 'draft') return false;
  if (report.version !== version) throw stale('report');
  const { worked, shown, figures, problems, compose } = await readDraft(tx, actor, report, now, log);
  const stopping = problems.filter(({ stops }) => stops);
  if (stopping.length > 0) throw notReady(stopping);
  const { document, broken } = await compose(false);
  if (broken.length > 0) throw notReady(broken.map((section) => problemOfFailure(section)));
  for (const [section, answer] of shown) await keepForGood(tx, actor.orgId, { reportId: id, section, asked: worked.asked }, answer);
  await insertFigures(tx, actor.orgId, id, figures);
  const kept = { id, version, document, fingerprint: fingerprintOfAll(report, shown), codeVersion: versionOf(shown), now };
  if (!(await keepFinal(tx, actor, kept))) throw stale('report');
  return true;
}

function notReady(problems: readonly ReportProblem[]): Refusal {
  const many = problems.length === 1 ? 'One thing is' : `${problems.length} things are`;
  return new Refusal(
    422,
    'report-not-ready',
    `This report cannot be made final yet. ${many} to be put right first.`,
    problems.map(({ says, todo }) => `${says} ${todo}`).join(' '),
    problems.map(({ section, says, todo }) => ({ field: section ?? 'report', message: `${says} ${todo}` })),
  );
}

/** A short hash of every figure of a report, in reading order. */
function fingerprintOfAll({ sections }: KeptReport, shown: ReadonlyMap<string, SectionAnswer>): string {
  const all = sections.map((section) => `${section} ${shown.get(section)?.fingerprint ?? ''}`);
  return createHash('sha256').update(all.join('\n')).digest('hex').slice(0, 12);
}

/** What worked the figures out; where a program was renewed in between, all of it. */
function versionOf(shown: ReadonlyMap<string, SectionAnswer>): string {
  const versions = [...new Set([...shown.values()].map((answer) => answer.codeVersion))];
  return versions.length === 0 ? codeVersion() : versions.join(', ');
}
