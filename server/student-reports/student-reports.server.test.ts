import { unzipSync } from 'fflate';
import { getDocumentProxy } from 'unpdf';
import { beforeAll, expect, test } from 'vitest';
import { textsOf, type Document } from '@waymark/contract/documents.ts';
import * as contract from '@waymark/contract/student-reports.ts';
import { newId } from '../db/ids.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let [lead, mentor, other, ada, bo] = [] as unknown as [TestMember, TestMember, TestMember, TestMember, TestMember];
let programmeId: string;
let adaId: string;
let boId: string;
const period = { from: '2025-09-01', to: '2026-03-11' };
const textOf = (document: Document) => textsOf(document).join('\n');
const body = (more: object = {}) => ({ body: { id: newId(), title: 'Spring term', ...period, ...more } });
const status = (code: number) => ({ status: code });

beforeAll(async () => {
  org = await server.organisation();
  [lead, mentor, other] = [await org.member('lead'), await org.member('mentor', { name: 'Mo Farooq' }), await org.member('mentor')];
  const arrange = async (givenName: string, who: TestMember) => {
    const { id } = await org.student({ givenName, familyName: 'Okafor' });
    const match = await org.match(id, who.memberId);
    const member = await org.member('student', { studentId: id });
    const say = (assessedOn: string, levels: number[], perspective: 'student' | 'mentor', reason: string) =>
      assess(org, {
        ...match,
        studentId: id,
        assessorId: perspective === 'student' ? member.memberId : who.memberId,
        assessedOn,
        levels,
        perspective,
        reason,
      });
    await say('2025-09-10', [1, 2], 'student', '');
    await say('2026-03-02', [3, 2], 'student', `${givenName} went to the open day`);
    await say('2026-03-04', [2], 'mentor', 'Cried in the corridor');
    const action = { org_id: org.orgId, student_id: id, match_id: match.matchId, mentor_id: who.memberId };
    await org.as((tx) =>
      tx
        .insertInto('actions')
        .values([
          { ...action, id: newId(), title: 'Looked up two courses', status: 'done', closed_on: '2026-02-01', created_at: '2026-01-01' },
          { ...action, id: newId(), title: 'Read for an hour', due_on: '2026-03-20', created_at: '2026-01-01' },
          { ...action, id: newId(), title: 'Ring home about it', shared_with_student: false, created_at: '2026-01-01' },
          { ...action, id: newId(), title: 'Write to the college', owner: 'mentor', created_at: '2026-01-01' },
        ])
        .execute(),
    );
    return { id, member, match };
  };
  const first = await arrange('Ada', mentor);
  programmeId = first.match.programmeId;
  [adaId, ada] = [first.id, first.member];
  const second = await arrange('Bo', other);
  [boId, bo] = [second.id, second.member];
});

const make = async (who = lead, more: object = {}) => who.call(contract.createStudentReportRun, body(more));
const pagesOf = async (runId: string, who = lead) => (await who.call(contract.listStudentReports, { query: { runId } })).items;
const open = (id: string, who = lead) => who.call(contract.getStudentReport, { params: { id } });

test('a preview says how many there would be and shows one, and keeps nothing', async () => {
  const all = await lead.call(contract.previewStudentReport, { query: { ...period, programmeId } });
  expect(all).toMatchObject({ count: 2, students: [{ name: 'Ada Okafor' }, { name: 'Bo Okafor' }] });
  const chosen = await lead.call(contract.previewStudentReport, { query: { ...period, studentId: boId } });
  expect(chosen.shown?.document.title).toBe('Bo: my steps so far');
  expect(await mentor.call(contract.previewStudentReport, { query: period })).toMatchObject({ count: 1, students: [{ id: adaId }] });
  expect((await lead.call(contract.listStudentReportRuns, { query: {} })).items).toEqual([]);
});

test('a page holds what the student may see, in their words, and nothing written for others', async () => {
  const run = await make();
  expect(run).toMatchObject({ drafts: 0, waiting: 2, given: 0 });
  expect(await lead.call(contract.getStudentReportRun, { params: { id: run.id } })).toMatchObject({
    status: 'made',
    waiting: 0,
    drafts: 2,
  });
  const [line] = await pagesOf(run.id);
  const page = await open(line!.id);
  const said = textOf(page.document);
  for (const there of [
    '“Not yet” on 10 September 2025',
    'Ada went to the open day',
    'My mentor said “A little, or with help”',
    'Looked up two courses',
    'Read for an hour',
  ])
    expect(said).toContain(there);
  for (const never of ['Okafor', 'Cried', 'Ring home', 'Write to the college']) expect(said).not.toContain(never);
  const row = await org.as((tx) => tx.selectFrom('student_reports').select('content').where('id', '=', page.id).executeTakeFirstOrThrow());
  expect(row.content).toMatchObject({ restsOn: { actions: expect.arrayContaining([expect.any(String)]), scores: expect.any(Array) } });
});

test('leads see all of a run, mentors their caseload of it, students what they were given; nobody else meets any of it', async () => {
  const run = await make();
  const [adas, bos] = await pagesOf(run.id);
  expect((await pagesOf(run.id, mentor)).map(({ id }) => id)).toEqual([adas!.id]);
  expect(await mentor.call(contract.getStudentReportRun, { params: { id: run.id } })).toMatchObject({ drafts: 1 });
  await expect(open(bos!.id, mentor)).rejects.toMatchObject(status(404));
  // what comes next to be read is theirs too: after the last the first, and nothing when it is the only one
  expect([await open(adas!.id), await open(bos!.id), await open(adas!.id, mentor)].map(({ nextId }) => nextId)).toEqual([
    bos!.id,
    adas!.id,
    null,
  ]);
  const yours = async (who: TestMember) => (await who.call(contract.listStudentReportRuns, { query: {} })).items[0];
  expect([await yours(lead), await yours(mentor)]).toMatchObject([
    { id: run.id, drafts: 2, yours: true },
    { id: run.id, drafts: 1, yours: false },
  ]);
  await expect(open(adas!.id, ada)).rejects.toMatchObject(status(404));
  expect(await mentor.call(contract.giveStudentReports, { params: { id: run.id }, body: {} })).toEqual({ given: 1 });
  // of the run the student reads its days, not how colleagues named it
  expect((await ada.call(contract.listStudentReports, { query: {} })).items).toMatchObject([
    { id: adas!.id, status: 'given', runTitle: null, ...period },
  ]);
  const own = { ...org.actor, role: 'student' as const, scope: 'all' as const, memberId: ada.memberId };
  expect(await server.database.withActor(own, (tx) => tx.selectFrom('student_report_runs').select('title').execute())).toEqual([]);
  expect((await bo.call(contract.listStudentReports, { query: {} })).items).toEqual([]);
  await expect(open(adas!.id, bo)).rejects.toMatchObject(status(404));
  for (const role of ['analyst', 'admin', 'school_contact', 'safeguarding_lead'] as const) {
    const member = await org.member(role);
    await expect(open(adas!.id, member), role).rejects.toMatchObject(status(403));
    // and the database would not show it to them either
    const actor = { ...org.actor, role, scope: 'all' as const, memberId: member.memberId };
    for (const table of ['student_report_runs', 'student_reports', 'student_report_pages'] as const)
      expect(await server.database.withActor(actor, (tx) => tx.selectFrom(table).select('org_id').execute()), `${role} ${table}`).toEqual(
        [],
      );
  }
});

test('a mentor adds a line and leaves a comment out; what is given then never changes, and gives the same file again', async () => {
  const run = await make(mentor);
  const [line] = await pagesOf(run.id, mentor);
  const params = { id: line!.id };
  const before = await open(line!.id, mentor);
  await mentor.call(contract.getStudentReportPdf, { params });
  expect(before.comments).toMatchObject([{ text: 'Ada went to the open day', leftOut: false }, { leftOut: false }]);
  const change = { line: 'You kept coming.', leftOut: before.comments.map(({ scoreId }) => scoreId) };
  const changed = await mentor.call(contract.updateStudentReport, { params, ifMatch: before.version, body: change });
  expect(textOf(changed.document)).toContain('From Mo Farooq\nYou kept coming.');
  expect(textOf(changed.document)).not.toContain('open day');
  await expect(lead.call(contract.updateStudentReport, { params, ifMatch: before.version, body: {} })).rejects.toMatchObject(status(412));
  // a lead who only leaves something out does not become the writer of the line
  const kept = await lead.call(contract.updateStudentReport, { params, ifMatch: changed.version, body: { ...change, leftOut: [] } });
  expect(kept.lineBy).toBe('Mo Farooq');
  // the mentor read it before that: nobody gives words they have not seen
  const give = (version: number) =>
    mentor.call(contract.giveStudentReports, { params: { id: run.id }, body: { pages: [{ id: line!.id, version }] } });
  await expect(give(changed.version)).rejects.toMatchObject({ problem: { code: 'page-changed' } });
  expect((await pagesOf(run.id))[0]).toMatchObject({ status: 'draft', taken: 0 });
  expect(await give(kept.version)).toEqual({ given: 1 });

  const file = async () => Buffer.from((await ada.call(contract.getStudentReportPdf, { params })).content as Uint8Array);
  const first = await file();
  expect((await getDocumentProxy(new Uint8Array(first))).numPages).toBe(1);
  await assess(org, {
    ...(await enrolmentOf(adaId)),
    studentId: adaId,
    assessorId: ada.memberId,
    assessedOn: '2026-03-10',
    levels: [4],
    perspective: 'student',
  });
  expect((await file()).equals(first)).toBe(true);
  expect(await open(line!.id, ada)).toMatchObject({ fingerprint: kept.fingerprint, taken: 2, comments: [] });
  await expect(mentor.call(contract.updateStudentReport, { params, ifMatch: 99, body: {} })).rejects.toMatchObject({
    problem: { code: 'not-a-draft' },
  });
  const touched = org.as((tx) => tx.updateTable('student_report_pages').set({ fingerprint: 'x' }).execute());
  await expect(touched).rejects.toMatchObject({ code: '42501' });
  const read = await org.as((tx) =>
    tx.selectFrom('access_log').select('what').where('member_id', '=', ada.memberId).where('what', 'like', '%PDF').execute(),
  );
  expect(read).toHaveLength(2);

  await lead.call(contract.withdrawStudentReport, { params, body: { reason: 'The wrong period' } });
  await expect(file()).rejects.toMatchObject(status(404));
  expect(await open(line!.id)).toMatchObject({ status: 'withdrawn', withdrawnReason: 'The wrong period' });
});

const enrolmentOf = (studentId: string) =>
  org.as((tx) => tx.selectFrom('enrolments').select('id as enrolmentId').where('student_id', '=', studentId).executeTakeFirstOrThrow());

test('a run that was killed in the middle is gone on with at the next start, from what had been recorded when it was asked for', async () => {
  const run = await make();
  const before = await Promise.all((await pagesOf(run.id)).map(({ id }) => open(id)));
  // as a killed program leaves it: one page written, one not, the run under way
  await server.database.owner
    .updateTable('student_reports')
    .set({ status: 'waiting', document: null, content: null, fingerprint: null })
    .where('id', '=', before[1]!.id)
    .execute();
  await server.database.owner.updateTable('student_report_runs').set({ status: 'making' }).where('id', '=', run.id).execute();
  await assess(org, {
    ...(await enrolmentOf(boId)),
    studentId: boId,
    assessorId: bo.memberId,
    assessedOn: '2026-03-10',
    levels: [4, 4],
    perspective: 'student',
    reason: 'Since then',
  });
  expect(await lead.call(contract.getStudentReportRun, { params: { id: run.id } })).toMatchObject({
    status: 'making',
    waiting: 1,
    drafts: 1,
  });
  // stopped, it makes no more; gone on with, it does
  await lead.call(contract.cancelStudentReportRun, { params: { id: run.id } });
  await server.jobs.send('student-reports', {});
  expect(await lead.call(contract.getStudentReportRun, { params: { id: run.id } })).toMatchObject({ status: 'cancelled', waiting: 1 });
  await expect(other.call(contract.resumeStudentReportRun, { params: { id: run.id } })).rejects.toMatchObject({
    problem: { code: 'not-yours' },
  });
  await server.database.owner.updateTable('student_report_runs').set({ status: 'making' }).where('id', '=', run.id).execute();
  await server.jobs.send('student-reports', {});
  expect(await lead.call(contract.getStudentReportRun, { params: { id: run.id } })).toMatchObject({
    status: 'made',
    waiting: 0,
    drafts: 2,
  });
  const after = await Promise.all(before.map(({ id }) => open(id)));
  expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
});

test('what was given leaves as one PDF behind a cover and as a ZIP of one each, and is logged for each student', async () => {
  const run = await make();
  const params = { id: run.id };
  await expect(lead.call(contract.getStudentReportRunZip, { params })).rejects.toMatchObject({ problem: { code: 'none-given' } });
  await lead.call(contract.giveStudentReports, { params, body: {} });
  const print = (await lead.call(contract.getStudentReportRunPrint, { params, query: {} })).content as Uint8Array;
  const pdf = await getDocumentProxy(new Uint8Array(print));
  expect(pdf.numPages).toBe(3);
  expect(Buffer.from(print).toString('latin1')).toContain('StructTreeRoot');
  const zip = unzipSync((await lead.call(contract.getStudentReportRunZip, { params })).content as Uint8Array);
  expect(Object.keys(zip)).toEqual(['Okafor Ada.pdf', 'Okafor Bo.pdf']);
  const [page] = await pagesOf(run.id);
  const single = (await lead.call(contract.getStudentReportPdf, { params: { id: page!.id } })).content as Uint8Array;
  expect(Buffer.from(zip['Okafor Ada.pdf']!).equals(Buffer.from(single))).toBe(true);
  const log = await org.as((tx) =>
    tx
      .selectFrom('access_log')
      .select(['what', 'student_id'])
      .where('what', 'in', ['student reports for printing', 'student reports as ZIP'])
      .execute(),
  );
  expect(log).toHaveLength(4);
  expect(new Set(log.map((one) => one.student_id))).toEqual(new Set([adaId, boId]));
});

test('a run about nobody, or about days to come, is refused with what to do', async () => {
  await expect(make(lead, { to: '2026-04-01' })).rejects.toMatchObject({ status: 422 });
  await expect(make(lead, { from: '2020-01-01', to: '2020-02-01' })).rejects.toMatchObject({ status: 422 });
  // in words for whoever filled the form in
  const errors = [
    expect.objectContaining({ field: 'title', message: 'Fill this in.' }),
    expect.objectContaining({ field: 'from', message: 'Choose a day.' }),
  ];
  await expect(make(lead, { title: ' ', from: '' })).rejects.toMatchObject({ problem: { errors } });
});
