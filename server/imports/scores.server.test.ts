import {
  checkImport,
  decideImportRows,
  getImport,
  listImportRows,
  listImportWords,
  runImport,
  undoImport,
  uploadImport,
  type ImportDetail,
  type ImportOptions,
} from '@waymark/contract/imports.ts';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

async function upload(who: TestMember, text: string): Promise<ImportDetail> {
  return who.call(uploadImport, { query: { id: newId(), kind: 'scores', file: 'scores.csv' }, file: new TextEncoder().encode(text) });
}

async function check(who: TestMember, detail: ImportDetail, options: Partial<ImportOptions> = {}): Promise<ImportDetail> {
  const mapping = Object.fromEntries(detail.columns.map((column) => [column.header, column.field]));
  return who.call(checkImport, {
    params: { id: detail.id },
    ifMatch: detail.version,
    body: { mapping, options: { ...detail.options, ...options } },
  });
}

const run = (who: TestMember, detail: ImportDetail): Promise<ImportDetail> =>
  who.call(runImport, { params: { id: detail.id }, ifMatch: detail.version });

async function programme(): Promise<{ org: TestOrganisation; lead: TestMember; ada: { id: string }; programmeId: string }> {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const ada = await org.student({ givenName: 'Ada', familyName: 'Lovelace', birthDate: '2010-12-10', upn: 'B801200005001' });
  return { org, lead, ada, programmeId: await org.programme() };
}

const assessments = (org: TestOrganisation) =>
  org.as((tx) => tx.selectFrom('assessments').selectAll().where('org_id', '=', org.orgId).orderBy('assessed_on').execute());
const scores = (org: TestOrganisation) =>
  org.as((tx) =>
    tx
      .selectFrom('scores as s')
      .innerJoin('outcomes as o', (join) => join.onRef('o.org_id', '=', 's.org_id').onRef('o.id', '=', 's.outcome_id'))
      .innerJoin('assessments as a', (join) => join.onRef('a.org_id', '=', 's.org_id').onRef('a.id', '=', 's.assessment_id'))
      .where('s.org_id', '=', org.orgId)
      .select(['a.assessed_on', 'o.code', 's.level', 's.missing_reason', 's.reason'])
      .orderBy('a.assessed_on')
      .orderBy('o.code')
      .execute(),
  );

test('a spreadsheet of scores, a row an outcome, becomes a history at once; the same again changes nothing', async () => {
  const { org, lead, ada, programmeId } = await programme();
  const mo = await org.member('mentor', { name: 'Mo Farooq' });
  const file = `UPN,Outcome,Date,Level,Mentor,Comment
B801200005001,K1,10/01/2025,3,Mo Farooq,Named two courses
B801200005001,K1,10/09/2024,1,Old Mentor,
B801200005001,M1,10/09/2024,declined,Old Mentor,
B801200005001,M2,10/09/2024,,Old Mentor,
`;
  const checked = await check(lead, await upload(lead, file));
  expect(checked).toMatchObject({
    status: 'previewed',
    counts: { create: 3, skip: 1, bad: 0 },
    newAssessors: ['Old Mentor'],
    options: { programmeId },
  });
  const done = await run(lead, checked);
  expect(done.counts).toMatchObject({ assessments: 2, scores: 3, enrolled: 1 });
  expect(await scores(org)).toEqual([
    { assessed_on: '2024-09-10', code: 'K1', level: 1, missing_reason: null, reason: '' },
    { assessed_on: '2024-09-10', code: 'M1', level: null, missing_reason: 'declined', reason: '' },
    { assessed_on: '2025-01-10', code: 'K1', level: 3, missing_reason: null, reason: 'Named two courses' },
  ]);
  const [first, second] = await assessments(org);
  expect(first).toMatchObject({ student_id: ada.id, point: 'baseline', source: 'import', import_id: done.id });
  expect(second).toMatchObject({ point: 'progress', assessor_id: mo.memberId });
  const old = await org.as((tx) =>
    tx
      .selectFrom('members')
      .selectAll()
      .where('org_id', '=', org.orgId)
      .where('id', '=', first?.assessor_id ?? '')
      .executeTakeFirst(),
  );
  expect(old).toMatchObject({ name: 'Old Mentor', status: 'record_only', role: 'mentor' });
  const enrolment = await org.as((tx) => tx.selectFrom('enrolments').selectAll().where('org_id', '=', org.orgId).executeTakeFirst());
  expect(enrolment).toMatchObject({ started_on: '2024-09-10', programme_id: programmeId });
  const standing = await org.as((tx) =>
    tx.selectFrom('standings').selectAll().where('org_id', '=', org.orgId).where('scored', '=', 2).executeTakeFirst(),
  );
  expect(standing).toMatchObject({ first_level: 1, latest_level: 3, baseline_level: 1, progress_level: 3 });

  const again = await check(lead, await upload(lead, file));
  expect(again.counts).toMatchObject({ create: 0, unchanged: 3, skip: 1, bad: 0 });
  expect((await run(lead, again)).counts).toMatchObject({ assessments: 0, scores: 0 });
  expect(await scores(org)).toHaveLength(3);
});

test('another level for what is on record is a problem, never an overwriting', async () => {
  const { org, lead } = await programme();
  await run(lead, await check(lead, await upload(lead, 'UPN,Outcome,Date,Level,Mentor\nB801200005001,K1,10/09/2024,1,Jo\n')));
  const checked = await check(
    lead,
    await upload(
      lead,
      'UPN,Outcome,Date,Level,Mentor\nB801200005001,K1,10/09/2024,2,Jo\nB801200005001,K2,10/09/2024,2,Jo\nB801200005001,K2,10/09/2024,3,Jo\n',
    ),
  );
  expect(checked.counts).toMatchObject({ create: 1, bad: 2 });
  const { items } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'bad' } });
  expect(items.map((row) => [row.row, row.problems[0]?.code, row.problems[0]?.message])).toEqual([
    [2, 'conflict', 'Something else is on record for this student, assessor and day (K1: 1).'],
    [4, 'repeat', 'Row 3 gives another level for the same outcome, day and assessor.'],
  ]);
  await run(lead, checked);
  expect((await scores(org)).map((one) => [one.code, one.level])).toEqual([
    ['K1', 1],
    ['K2', 2],
  ]);
  // the mended row joined the assessment of that day, it did not make a second
  expect(await assessments(org)).toHaveLength(1);
});

test('the wide spreadsheet: a column for each outcome, found by name and birth date', async () => {
  const { org, lead } = await programme();
  await org.student({ givenName: 'Bo', familyName: 'Peep', birthDate: '2011-01-01' });
  const detail = await upload(
    lead,
    'Name,DOB,Date,Completed by,K1,K2,M1\n"Lovelace, Ada",10/12/2010,1/9/2024,Student,2,N/A,\nBo Peep,1/1/2011,1/9/2024,Student,4,,7\nNobody Known,1/1/2011,1/9/2024,Student,4,,\n',
  );
  const checked = await check(lead, detail, { perspective: 'student' });
  expect(checked.counts).toMatchObject({ create: 1, bad: 2 });
  const { items } = await lead.call(listImportRows, { params: { id: detail.id }, query: { show: 'bad' } });
  expect(items.map((row) => row.problems.map((one) => [one.column, one.code]))).toEqual([[['M1', 'level']], [[null, 'no-student']]]);
  await run(lead, checked);
  expect((await scores(org)).map((one) => [one.code, one.level, one.missing_reason])).toEqual([
    ['K1', 2, null],
    ['K2', null, 'not_applicable'],
  ]);
  const [assessment] = await assessments(org);
  const assessor = await org.as((tx) =>
    tx
      .selectFrom('members')
      .selectAll()
      .where('org_id', '=', org.orgId)
      .where('id', '=', assessment?.assessor_id ?? '')
      .executeTakeFirst(),
  );
  expect(assessor).toMatchObject({ role: 'student', name: 'Ada Lovelace', status: 'record_only' });
});

test('outcomes in other words are proposed, names alone are confirmed', async () => {
  const { org, lead } = await programme();
  const statement =
    (
      await org.as((tx) =>
        tx.selectFrom('outcomes').select('statement').where('org_id', '=', org.orgId).where('code', '=', 'K1').executeTakeFirst(),
      )
    )?.statement ?? '';
  const wording = statement
    .replace(/^Student /, '')
    .split(' ')
    .slice(0, -1)
    .join(' ');
  const checked = await check(lead, await upload(lead, `Name,Outcome,Date,Level,Mentor\nAda Lovelace,"${wording}",1/9/2024,3,Jo\n`));
  expect(checked.counts).toMatchObject({ bad: 1 });
  const { columns } = await lead.call(listImportWords, { params: { id: checked.id } });
  expect(columns).toMatchObject([{ header: 'Outcome', words: [{ word: wording, rows: 1, suggestion: 'K1' }] }]);
  const rechecked = await check(lead, checked, { words: { Outcome: { [wording]: 'K1' } } });
  expect(rechecked.counts).toMatchObject({ choose: 1, bad: 0 });
  await lead.call(decideImportRows, { params: { id: checked.id }, body: { decision: 'same' } });
  await run(lead, await lead.call(getImport, { params: { id: checked.id } }));
  expect((await scores(org)).map((one) => [one.code, one.level])).toEqual([['K1', 3]]);
});

test('an enrolment the roll dated too late begins with its first score; undo puts everything back', async () => {
  const { org, lead, ada, programmeId } = await programme();
  await org.enrol(ada.id, { programmeId, startedOn: '2026-01-05' });
  const done = await run(lead, await check(lead, await upload(lead, 'UPN,Outcome,Date,Level,Mentor\nB801200005001,K1,10/09/2024,1,Jo\n')));
  const enrolments = () =>
    org.as((tx) => tx.selectFrom('enrolments').select(['started_on', 'ended_on']).where('org_id', '=', org.orgId).execute());
  expect(await enrolments()).toEqual([{ started_on: '2024-09-10', ended_on: null }]);
  await lead.call(undoImport, { params: { id: done.id }, ifMatch: done.version });
  expect(await enrolments()).toEqual([{ started_on: '2026-01-05', ended_on: null }]);
  expect(await scores(org)).toEqual([]);
  expect(await assessments(org)).toEqual([]);
  expect(await org.as((tx) => tx.selectFrom('standings').selectAll().where('org_id', '=', org.orgId).execute())).toEqual([]);
  const jo = await org.as((tx) =>
    tx.selectFrom('members').select('status').where('org_id', '=', org.orgId).where('name', '=', 'Jo').executeTakeFirst(),
  );
  expect(jo?.status).toBe('ended');
});
