import * as contract from '@waymark/contract/student-reports.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { fileOf } from '../documents/document.ts';
import { conflict, notFound, stale } from '../http/refusal.ts';
import { after, page } from '../http/pages.ts';
import { MadeAfter, route } from '../http/route.ts';
import { fingerprintOf, fitOnePage, marked } from './fit.ts';
import { makeStudentReports, readStudentReports } from './policy.ts';
import { countHere } from './press.ts';
import { findNextDraft, findReport, findReports, listed, updateDraft, withdraw, type ReportRow } from './queries.ts';
import { logTaken, noteTaken } from './takings.ts';

async function requireReport(tx: Tx, actor: Actor, id: string) {
  const row = await findReport(tx, actor.orgId, id);
  if (row === undefined) throw notFound('student report');
  const { document, fingerprint, madeAt } = row;
  if (document === null || fingerprint === null || madeAt === null)
    throw conflict('not-made', 'This page is not made yet.', 'Wait until its run has come to it.');
  return { ...row, document, fingerprint, madeAt };
}

type Made = Awaited<ReturnType<typeof requireReport>>;

async function shown(tx: Tx, actor: Actor, row: Made): Promise<contract.StudentReport> {
  const staff = actor.role !== 'student';
  return {
    ...listed(row),
    document: row.document,
    asOf: row.asOf,
    madeAt: row.madeAt,
    fingerprint: row.fingerprint,
    line: row.line,
    lineBy: row.lineBy,
    comments: staff ? commentsOf(row) : [],
    givenBy: row.givenBy,
    withdrawnAt: row.withdrawnAt,
    withdrawnReason: row.withdrawnReason,
    nextId: staff ? await findNextDraft(tx, actor.orgId, row) : null,
  };
}

const commentsOf = ({ content, leftOut }: ReportRow): contract.StudentReport['comments'] =>
  (content?.outcomes ?? []).flatMap(({ comment }) =>
    comment === null ? [] : [{ scoreId: comment.scoreId, on: comment.on, text: comment.text, leftOut: leftOut.includes(comment.scoreId) }],
  );

const requireDraft = ({ status }: Made): void => {
  if (status !== 'draft')
    throw conflict('not-a-draft', 'This page is no draft any more.', 'What was given or taken back does not change. Make a new run.');
};

export const routes = [
  route(contract.listStudentReports, readStudentReports, async ({ actor, tx, query }) => {
    const rows = await findReports(tx, actor.orgId, query, after(query.cursor, 3), query.limit + 1);
    const { items, next } = page(rows, query.limit, (row) => [row.familyKey, row.givenKey, row.id]);
    return { items: items.map(listed), next };
  }),

  route(contract.getStudentReport, readStudentReports, async ({ actor, tx, params, logAccess }) => {
    const row = await requireReport(tx, actor, params.id);
    await logAccess('student report', row.student.id);
    return shown(tx, actor, row);
  }),

  route(contract.updateStudentReport, makeStudentReports, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const row = await requireReport(tx, actor, params.id);
    requireDraft(row);
    if (row.content === null) throw conflict('not-made', 'This page is not made yet.');
    const rewritten = body.line !== row.line;
    const lineBy = !rewritten ? row.lineBy : body.line === '' || actor.memberId === null ? null : await nameOf(tx, actor, actor.memberId);
    const document = await fitOnePage(row.content, { line: body.line, lineBy, leftOut: body.leftOut }, countHere);
    const written = await updateDraft(tx, actor.orgId, row.id, ifMatch, {
      line: body.line,
      lineBy: !rewritten ? undefined : body.line === '' ? null : actor.memberId,
      leftOut: body.leftOut,
      document,
      fingerprint: fingerprintOf(document),
    });
    if (!written) throw stale('page');
    await audit('student-report.changed', 'student_report', row.id, {
      studentId: row.student.id,
      detail: { line: body.line !== '', leftOut: body.leftOut.length },
    });
    return shown(tx, actor, await requireReport(tx, actor, row.id));
  }),

  route(contract.withdrawStudentReport, makeStudentReports, async ({ actor, tx, params, body, now, audit }) => {
    const row = await requireReport(tx, actor, params.id);
    if (!(await withdraw(tx, actor, row.id, body.reason, now.toISOString())))
      throw conflict('withdrawn', 'This page was taken back already.', 'You find when and why in the list.');
    await audit('student-report.withdrawn', 'student_report', row.id, {
      studentId: row.student.id,
      // why stands with the page: administrators read this log, and nothing of the pages
      detail: { wasGiven: row.status === 'given' },
    });
    return shown(tx, actor, await requireReport(tx, actor, row.id));
  }),

  route(contract.getStudentReportPdf, readStudentReports, ({ actor, tx, params, now }) => take(tx, actor, params.id, 'pdf', now)),

  route(contract.getStudentReportWord, readStudentReports, ({ actor, tx, params, now }) => take(tx, actor, params.id, 'word', now)),
];

async function take(tx: Tx, actor: Actor, id: string, format: 'pdf' | 'word', now: Date) {
  const row = await requireReport(tx, actor, id);
  await noteTaken(tx, actor.orgId, [row.id], now);
  await logTaken(tx, actor, now, `student report as ${format === 'pdf' ? 'PDF' : 'Word'}`, [row.student.id]);
  return new MadeAfter(() => fileOf(marked(row.document, row.status), format, `student-report-${row.to}`));
}

async function nameOf(tx: Tx, actor: Actor, memberId: string): Promise<string> {
  const row = await tx.selectFrom('members').select('name').where('org_id', '=', actor.orgId).where('id', '=', memberId).executeTakeFirst();
  return row?.name ?? '';
}
