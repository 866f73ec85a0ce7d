import type { ReportCheck } from '@waymark/contract/reports.ts';
import { codeVersion } from '../analysis/code-version.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { askFor, findAnswers } from './answer-queries.ts';
import type { KeptReport } from './queries.ts';
import { whyDiffering } from './why.ts';
import { workSome } from './work.ts';

/** Starts working a final report's figures out anew, from its own moment, filters and seed; what is quick is done at once. */
export async function startCheck(tx: Tx, actor: Actor, report: KeptReport, now: Date): Promise<void> {
  const kept = await findAnswers(tx, actor.orgId, report.id, 'report');
  const wanted = kept.map(({ reportId, section, asked, asOf, seed }) => ({
    reportId,
    purpose: 'again' as const,
    section,
    asked,
    asOf,
    seed,
  }));
  await askFor(tx, actor.orgId, wanted, now);
  await workSome(tx, actor, await findAnswers(tx, actor.orgId, report.id, 'again'), now);
}

/** How the latest comparison came out; null when there was none. */
export async function readCheck(tx: Tx, orgId: string, report: KeptReport): Promise<ReportCheck | null> {
  const [kept, again] = [await findAnswers(tx, orgId, report.id, 'report'), await findAnswers(tx, orgId, report.id, 'again')];
  const startedAt = again
    .map(({ askedAt }) => askedAt)
    .toSorted()
    .at(-1);
  if (startedAt === undefined || report.asOf === null || report.codeVersion === null) return null;
  const sections = report.sections.flatMap((section) => {
    const before = kept.find((row) => row.section === section)?.fingerprint;
    const row = again.find((one) => one.section === section);
    if (before === undefined || before === null || row === undefined) return [];
    const now = row.status === 'done' ? row.fingerprint : null;
    return [{ section, kept: before, now, same: row.status === 'waiting' ? null : now === before, status: row.status }];
  });
  const waiting = sections.filter(({ status }) => status === 'waiting').map(({ section }) => section);
  const differing = sections.some(({ same }) => same === false);
  return {
    same: differing ? false : waiting.length > 0 ? null : true,
    sections,
    asOf: report.asOf,
    codeVersion: report.codeVersion,
    codeNow: codeVersion(),
    startedAt,
    why: differing ? await whyDiffering(tx, orgId, report.asOf, report.codeVersion) : [],
    waiting,
  };
}
