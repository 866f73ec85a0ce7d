import * as contract from '@waymark/contract/reports.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import type { ReportSection } from '@waymark/contract/reports.ts';
import type { Logger } from 'pino';
import { newId } from '../db/ids.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { fileOf, formats } from '../documents/document.ts';
import { after, page } from '../http/pages.ts';
import { conflict, notFound, stale } from '../http/refusal.ts';
import { MadeAfter, route } from '../http/route.ts';
import { readCheck, startCheck } from './again.ts';
import { readDraft } from './draft.ts';
import { finalise } from './finalise.ts';
import { newReport } from './new-report.ts';
import * as policy from './policy.ts';
import { problemOfFailure, stoppingFirst } from './problems.ts';
import {
  deleteDraft,
  findDocument,
  findReport,
  findReports,
  insertReport,
  insertTaking,
  insertWithdrawal,
  type KeptReport,
  updateDraft,
} from './queries.ts';
import { workOut } from './work.ts';
import { workOutReportsJob } from './work-job.ts';

async function getReport(tx: Tx, actor: Actor, id: string): Promise<KeptReport> {
  const found = await findReport(tx, actor, id);
  if (found === undefined) throw notFound('report');
  return found;
}

async function getDraft(tx: Tx, actor: Actor, id: string): Promise<KeptReport> {
  const found = await getReport(tx, actor, id);
  if (found.status === 'draft') return found;
  throw conflict('report-is-final', 'This report is final: it stays as it left.', 'Make a new one from it, and change that.');
}

async function getFinal(tx: Tx, actor: Actor, id: string): Promise<KeptReport> {
  const found = await getReport(tx, actor, id);
  if (found.status === 'draft')
    throw conflict('report-is-draft', 'This report is still a draft.', 'Make it final first, or throw it away.');
  return found;
}

interface Read {
  asOf: string;
  waiting: ReportSection[];
  remedies: () => Promise<contract.ReportRemedy[]>;
  /** The document, with what should be put right in it: made without the database, once it is let go. */
  made: () => Promise<Pick<ResponseOf<typeof contract.previewReport>, 'document' | 'problems'>>;
}

/** A report as it reads now. */
async function read(tx: Tx, actor: Actor, report: KeptReport, now: Date, log: Pick<Logger, 'error'>): Promise<Read> {
  const kept = report.status === 'draft' ? undefined : await findDocument(tx, actor.orgId, report.id);
  const { asOf: moment } = report;
  if (kept !== undefined && moment !== null)
    return { asOf: moment, waiting: [], remedies: async () => [], made: async () => ({ document: kept, problems: [] }) };
  const { worked, problems, remedies, compose } = await readDraft(tx, actor, report, now, log);
  const { asOf, waiting } = worked;
  return {
    asOf,
    waiting,
    remedies,
    made: async () => {
      const { document, broken } = await compose(true);
      return { document, problems: stoppingFirst([...broken.map((section) => problemOfFailure(section)), ...problems]) };
    },
  };
}

export const routes = [
  route(contract.listReports, policy.readReports, async ({ actor, tx, query }) => {
    const { status, kind, cursor, limit } = query;
    const rows = await findReports(tx, actor, { status, kind, start: after(cursor, 2), limit: limit + 1 });
    return page(rows, limit, (row) => [row.createdAt, row.id]);
  }),

  route(contract.getReport, policy.readReports, async ({ actor, tx, params }) => getReport(tx, actor, params.id)),

  route(contract.createReport, policy.makeReports, async ({ actor, tx, body, audit }) => {
    const one = await newReport(tx, actor, body);
    if (!(await insertReport(tx, actor, one))) throw conflict('report-exists', 'This report was made already.', 'Look in the list.');
    const { kind, copiedFrom } = one;
    await audit('report.created', 'report', one.id, { detail: { kind, copiedFrom } });
    return getReport(tx, actor, one.id);
  }),

  route(contract.updateReport, policy.makeReports, async ({ actor, tx, params, body, ifMatch, audit }) => {
    await getDraft(tx, actor, params.id);
    if (!(await updateDraft(tx, actor.orgId, params.id, ifMatch, body))) throw stale('report');
    await audit('report.changed', 'report', params.id);
    return getReport(tx, actor, params.id);
  }),

  route(contract.deleteReport, policy.makeReports, async ({ actor, tx, params, audit }) => {
    const { kind, title } = await getDraft(tx, actor, params.id);
    if (!(await deleteDraft(tx, actor.orgId, params.id))) throw notFound('report');
    await audit('report.thrown_away', 'report', params.id, { detail: { kind, title } });
    return { done: true as const };
  }),

  route(contract.previewReport, policy.readReports, async ({ actor, tx, params, now, logAccess, enqueue, log }) => {
    const report = await getReport(tx, actor, params.id);
    const { asOf, waiting, made, remedies: tryOut } = await read(tx, actor, report, now, log);
    const remedies = await tryOut();
    if (waiting.length > 0) enqueue(workOutReportsJob.name, { orgId: actor.orgId });
    if (actor.role === 'school_contact') {
      // what a school has read it has, file or not: later reports are held against it
      await insertTaking(tx, actor, { id: newId(), reportId: report.id, schoolId: report.schoolId, format: 'screen', now });
      await logAccess(`report ${report.id}`);
    }
    return new MadeAfter(async () => ({ ...(await made()), remedies, asOf, waiting }));
  }),

  route(contract.workOutReport, policy.makeReports, async ({ actor, tx, params, now, audit, enqueue }) => {
    const { waiting } = await workOut(tx, actor, await getDraft(tx, actor, params.id), now, true);
    if (waiting.length > 0) enqueue(workOutReportsJob.name, { orgId: actor.orgId });
    await audit('report.worked_out', 'report', params.id);
    return getReport(tx, actor, params.id);
  }),

  route(contract.finaliseReport, policy.makeReports, async ({ actor, tx, params, body, now, audit, log }) => {
    const made = await finalise(tx, actor, params.id, body.version, now, log);
    const report = await getReport(tx, actor, params.id);
    if (made) await audit('report.made_final', 'report', report.id, { detail: { title: report.title, fingerprint: report.fingerprint } });
    return report;
  }),

  route(contract.getReportFile, policy.readReports, async ({ actor, tx, params, query, now, audit, logAccess, log }) => {
    const report = await getReport(tx, actor, params.id);
    const { made, asOf } = await read(tx, actor, report, now, log);
    const { format } = query;
    // counted before it is made: once it is on its way nobody can say it was not taken
    if (report.status !== 'draft')
      await insertTaking(tx, actor, { id: newId(), reportId: report.id, schoolId: report.schoolId, format, now });
    await audit('report.taken', 'report', report.id, { detail: { format, status: report.status } });
    await logAccess(`report ${report.id} as ${format}`);
    return new MadeAfter(async () => {
      const { document } = await made();
      const file = await fileOf(document, format, `${report.kind}-report-${asOf.slice(0, 10)}-${report.id.slice(-6)}`);
      return { ...file, type: formats[format].type };
    });
  }),

  route(contract.checkReport, policy.readDrafts, async ({ actor, tx, params, now, audit, enqueue }) => {
    const report = await getFinal(tx, actor, params.id);
    await startCheck(tx, actor, report, now);
    const check = await readCheck(tx, actor.orgId, report);
    if (check === null) throw conflict('report-without-figures', 'There are no figures in this report to work out again.');
    if (check.waiting.length > 0) enqueue(workOutReportsJob.name, { orgId: actor.orgId });
    await audit('report.checked', 'report', report.id);
    return check;
  }),

  route(contract.getReportCheck, policy.readDrafts, async ({ actor, tx, params }) => ({
    check: await readCheck(tx, actor.orgId, await getFinal(tx, actor, params.id)),
  })),

  route(contract.withdrawReport, policy.makeReports, async ({ actor, tx, params, body, now, audit }) => {
    const report = await getFinal(tx, actor, params.id);
    if (await insertWithdrawal(tx, actor, report, body.reason, now))
      await audit('report.withdrawn', 'report', report.id, { detail: { reason: body.reason } });
    return getReport(tx, actor, params.id);
  }),
];
