import * as contract from '@waymark/contract/student-reports.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { after, page } from '../http/pages.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { MadeAfter, route } from '../http/route.ts';
import { choose } from './choose.ts';
import { nothingAdded } from './compose.ts';
import { setApart, together, zipOf } from './files.ts';
import { fitOnePage } from './fit.ts';
import { readMaterial } from './material.ts';
import { makeStudentReports } from './policy.ts';
import { givePages } from './queries.ts';
import { countHere } from './press.ts';
import { findRun, findRuns, insertRun, readAbout, readNow, setRunStatus } from './run-queries.ts';
import { findGiven, logTaken, noteTaken, readPages } from './takings.ts';

async function requireRun(tx: Tx, actor: Actor, id: string): Promise<contract.StudentReportRun> {
  const run = await findRun(tx, actor, id);
  if (run === undefined) throw notFound('run');
  return run;
}

/**
 * A run of a mentor's caseload is theirs to stop; a lead may stop any.
 * @throws Refusal 404 where they do not meet it, 409 where it is not theirs
 */
async function requireMaker(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { yours, createdBy } = await requireRun(tx, actor, id);
  if (yours) return;
  throw conflict('not-yours', 'Only whoever made this run, or a lead, can stop it or go on with it.', `Ask ${createdBy ?? 'a lead'}.`);
}

async function requireGiven(tx: Tx, actor: Actor, runId: string) {
  const given = await findGiven(tx, actor.orgId, runId);
  if (given.length === 0)
    throw conflict('none-given', 'No page of this run was given yet.', 'Read the drafts and give them to the students first.');
  return given;
}

export const runRoutes = [
  route(contract.listStudentReportRuns, makeStudentReports, async ({ actor, tx, query }) => {
    const rows = await findRuns(tx, actor, after(query.cursor, 2), query.limit + 1);
    return page(rows, query.limit, (row) => [row.createdAt, row.id]);
  }),

  route(contract.previewStudentReport, makeStudentReports, async ({ actor, tx, query, logAccess }) => {
    const { count, enrolments } = await readAbout(tx, actor.orgId, query, query.from, query.to);
    const students = [...new Map(enrolments.map(({ id, name }) => [id, { id, name }])).values()];
    const one = query.studentId === undefined ? enrolments[0] : enrolments.find(({ id }) => id === query.studentId);
    if (one === undefined) return { count, students, shown: null };
    const asked = { orgId: actor.orgId, asOf: await readNow(tx), from: query.from, to: query.to, today: actor.today };
    const material = (await readMaterial(tx, asked, [one.enrolmentId])).get(one.enrolmentId);
    if (material === undefined) return { count, students, shown: null };
    const content = choose(material);
    await logAccess('preview of a student report', one.id);
    const document = await fitOnePage(content, nothingAdded, countHere);
    return { count, students, shown: { studentId: one.id, document, lacking: content.lacking } };
  }),

  route(contract.getStudentReportRun, makeStudentReports, ({ actor, tx, params }) => requireRun(tx, actor, params.id)),

  route(contract.createStudentReportRun, makeStudentReports, async ({ actor, tx, body, today, audit, enqueue }) => {
    if (body.to > today)
      throw invalid('A page tells what has been.', [{ field: 'to', value: body.to, message: 'Choose today or an earlier day.' }]);
    const pages = await insertRun(tx, actor, body);
    if (pages === undefined) throw conflict('run-exists', 'This run was made already.', 'Look in the list.');
    if (pages === 0)
      throw invalid('Nobody is in it.', [
        { field: 'programmeId', message: 'Nobody whom you chose took part in this time. Choose others, or another time.' },
      ]);
    const { programmeId, cohortId, schoolId, from, to } = body;
    await audit('student-reports.made', 'student_report_run', body.id, { detail: { pages, programmeId, cohortId, schoolId, from, to } });
    enqueue('student-reports', { orgId: actor.orgId });
    return requireRun(tx, actor, body.id);
  }),

  route(contract.cancelStudentReportRun, makeStudentReports, async ({ actor, tx, params, audit }) => {
    await requireMaker(tx, actor, params.id);
    if (!(await setRunStatus(tx, actor.orgId, params.id, ['waiting', 'making'], 'cancelled')))
      throw conflict('run-over', 'This run is not under way any more.');
    await audit('student-reports.stopped', 'student_report_run', params.id);
    return requireRun(tx, actor, params.id);
  }),

  route(contract.resumeStudentReportRun, makeStudentReports, async ({ actor, tx, params, audit, enqueue }) => {
    await requireMaker(tx, actor, params.id);
    if (!(await setRunStatus(tx, actor.orgId, params.id, ['cancelled', 'failed'], 'waiting')))
      throw conflict('run-going', 'This run is under way, or made already.');
    await audit('student-reports.resumed', 'student_report_run', params.id);
    enqueue('student-reports', { orgId: actor.orgId });
    return requireRun(tx, actor, params.id);
  }),

  route(contract.giveStudentReports, makeStudentReports, async ({ actor, tx, params, body, now, audit }) => {
    await requireRun(tx, actor, params.id);
    const given = await givePages(tx, actor, params.id, body.pages, now.toISOString());
    if (body.pages !== undefined && given.length < new Set(body.pages.map(({ id }) => id)).size)
      throw conflict(
        'page-changed',
        'Somebody has changed this page, given it or kept it back since you read it.',
        'Read it again. Nothing was given.',
      );
    for (const { id, studentId } of given) await audit('student-report.given', 'student_report', id, { studentId });
    return { given: given.length };
  }),

  route(contract.getStudentReportRunPrint, makeStudentReports, async ({ actor, tx, params, query, now }) => {
    const run = await requireRun(tx, actor, params.id);
    const given = await requireGiven(tx, actor, params.id);
    const part = given.slice((query.part - 1) * contract.printPart, query.part * contract.printPart);
    if (part.length === 0) throw notFound('part');
    const ids = part.map(({ id }) => id);
    const parts = Math.ceil(given.length / contract.printPart);
    const document = together(await readPages(tx, actor.orgId, ids), {
      title: run.title,
      date: run.to,
      part: parts === 1 ? '' : `Part ${query.part} of ${parts}`,
    });
    await noteTaken(tx, actor.orgId, ids, now);
    await logTaken(
      tx,
      actor,
      now,
      'student reports for printing',
      part.map(({ studentId }) => studentId),
    );
    return new MadeAfter(async () => ({ fileName: `student-reports-${run.to}-${query.part}.pdf`, content: await setApart(document) }));
  }),

  route(contract.getStudentReportRunZip, makeStudentReports, async ({ actor, tx, params, now, later }) => {
    const run = await requireRun(tx, actor, params.id);
    const given = await requireGiven(tx, actor, params.id);
    await noteTaken(
      tx,
      actor.orgId,
      given.map(({ id }) => id),
      now,
    );
    await logTaken(
      tx,
      actor,
      now,
      'student reports as ZIP',
      given.map(({ studentId }) => studentId),
    );
    const load = async (place: number) => {
      const [document] = await later((own) => readPages(own, actor.orgId, [given[place]?.id ?? '']));
      if (document === undefined) throw notFound('student report');
      return document;
    };
    return {
      fileName: `student-reports-${run.to}.zip`,
      content: zipOf(
        given.map(({ name }) => name),
        load,
        new Date(run.asOf),
      ),
    };
  }),
];
