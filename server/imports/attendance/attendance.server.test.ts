import {
  decideImportRow,
  downloadBadRows,
  getImport,
  listImportRows,
  listImportWords,
  undoImport,
  type ImportDetail,
} from '@waymark/contract/imports.ts';
import { getAttendance } from '@waymark/contract/attendance.ts';
import { expect, test } from 'vitest';
import { newId } from '../../db/ids.ts';
import type { TestMember, TestOrganisation } from '../../testing/organisation.ts';
import { testServer } from '../../testing/server.ts';
import { check, run, upload } from '../bringing.ts';
import { workOn } from '../work.ts';

const server = await testServer();

async function school(): Promise<{ org: TestOrganisation; lead: TestMember; ada: string; bo: string }> {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const ada = await org.student({ givenName: 'Ada', familyName: 'Lovelace', birthDate: '2010-12-10', upn: 'B801200005001' });
  const bo = await org.student({ givenName: 'Bo', familyName: 'Peep', birthDate: '2011-01-01' });
  return { org, lead, ada: ada.id, bo: bo.id };
}

const bring = (lead: TestMember, text: string): Promise<ImportDetail> => upload(lead, text, 'marks.csv', 'attendance');
const weeks = (org: TestOrganisation) =>
  org.as((tx) =>
    tx
      .selectFrom('attendance_weeks')
      .select([
        'student_id',
        'week_start',
        'possible',
        'present',
        'approved',
        'authorised',
        'unauthorised',
        'late_before',
        'late_after',
        'marks',
      ])
      .where('org_id', '=', org.orgId)
      .where('replaced_at', 'is', null)
      .orderBy('week_start')
      .orderBy('student_id')
      .execute(),
  );

const long = `UPN,Date,Session,Mark
B801200005001,02/03/2026,AM,/
B801200005001,02/03/2026,PM,\\
B801200005001,03/03/2026,AM,L
B801200005001,03/03/2026,PM,B
B801200005001,04/03/2026,AM,U
B801200005001,04/03/2026,PM,M
B801200005001,05/03/2026,AM,X
B801200005001,09/03/2026,AM,/
`;

test('marks become weeks that attendance is counted from; the same file again changes nothing', async () => {
  const { org, lead, ada } = await school();
  const checked = await check(lead, await bring(lead, long));
  expect(checked).toMatchObject({ status: 'previewed', rowCount: 8, counts: { create: 1, update: 0, bad: 0 } });
  expect(await weeks(org)).toEqual([]);
  const done = await run(lead, checked);
  expect(done).toMatchObject({ status: 'done', counts: { weeks: 2, replaced: 0, students: 1 } });
  expect(await weeks(org)).toEqual([
    {
      student_id: ada,
      week_start: '2026-03-02',
      possible: 6,
      present: 3,
      approved: 1,
      authorised: 1,
      unauthorised: 1,
      late_before: 1,
      late_after: 1,
      marks: '/ \\ L B U M X . . . . . . .',
    },
    expect.objectContaining({ student_id: ada, week_start: '2026-03-09', possible: 1, present: 1 }),
  ]);
  const seen = await lead.call(getAttendance, { params: { id: ada } });
  expect(seen.lastSixWeeks.percent).toBeCloseTo(500 / 7, 10);

  const again = await check(lead, await bring(lead, long));
  expect(again.counts).toMatchObject({ create: 0, update: 0, unchanged: 1 });
  expect((await run(lead, again)).counts).toMatchObject({ weeks: 0 });
  expect(await weeks(org)).toHaveLength(2);
});

test('a week with other marks takes the place of the one on record, as the preview says; undo lets the former hold again', async () => {
  const { org, lead, ada } = await school();
  const first = await run(lead, await check(lead, await bring(lead, long)));
  const before = await weeks(org);
  const checked = await check(lead, await bring(lead, 'UPN,Date,AM,PM\nB801200005001,04/03/2026,/,M\nB801200005001,06/03/2026,/,/\n'));
  expect(checked.counts).toMatchObject({ create: 0, update: 1 });
  const { items } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'update' } });
  expect(items).toMatchObject([
    {
      from: 2,
      studentId: ada,
      name: 'B801200005001',
      cells: ['2 rows', '1 week'],
      changes: [
        {
          label: 'Week of 2 March 2026',
          before: '4 of 6 attended, 1 late, 1 authorised, 1 unauthorised',
          after: '7 of 8 attended, 1 late, 1 authorised, 0 unauthorised',
        },
      ],
    },
  ]);
  const second = await run(lead, checked);
  expect(second.counts).toMatchObject({ weeks: 1, replaced: 1 });
  expect(await weeks(org)).toMatchObject([{ marks: '/ \\ L B / M X . / / . . . .', possible: 8, present: 6 }, { possible: 1 }]);

  const now = await lead.call(getImport, { params: { id: first.id } });
  await expect(lead.call(undoImport, { params: { id: first.id }, ifMatch: now.version })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'import-built-on', detail: expect.stringContaining('Ada Lovelace') },
  });
  await lead.call(undoImport, { params: { id: second.id }, ifMatch: second.version });
  expect(await weeks(org)).toEqual(before);
  await lead.call(undoImport, { params: { id: first.id }, ifMatch: now.version });
  expect(await weeks(org)).toEqual([]);
});

test('a mark wrongly imported is taken away by a later file that says there is none, and by no empty cell; undo gives it back', async () => {
  const { org, lead } = await school();
  await run(lead, await check(lead, await bring(lead, long)));
  const before = await weeks(org);
  const empty = await check(lead, await bring(lead, 'UPN,Date,AM,PM\nB801200005001,04/03/2026,,\n'));
  expect(empty.counts).toMatchObject({ create: 0, update: 0 });
  const checked = await check(lead, await bring(lead, 'UPN,Date,AM,PM\nB801200005001,04/03/2026,-,M\nB801200005001,06/03/2026,-,-\n'));
  expect(checked.counts).toMatchObject({ create: 0, update: 1 });
  const { items } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'update' } });
  expect(items[0]?.changes).toEqual([
    {
      label: 'Week of 2 March 2026',
      before: '4 of 6 attended, 1 late, 1 authorised, 1 unauthorised',
      after: '4 of 5 attended, 1 late, 1 authorised, 0 unauthorised, 1 mark taken away',
    },
  ]);
  expect(items[0]?.problems.map(({ remedy }) => remedy)).toEqual(['They are not counted. A mark on record for one of them is taken away.']);
  const done = await run(lead, checked);
  expect(await weeks(org)).toMatchObject([{ marks: '/ \\ L B . M X . . . . . . .', possible: 5 }, { possible: 1 }]);
  await lead.call(undoImport, { params: { id: done.id }, ifMatch: done.version });
  expect(await weeks(org)).toEqual(before);
});

test('every problem is named, good rows are taken, the others come back as a file that can be mended', async () => {
  const { org, lead, bo } = await school();
  const file = `Surname,Forename,DOB,Date,Session,Code
Lovelace,Ada,10/12/2010,02/03/2026,AM,/
Lovelace,Ada,10/12/2010,02/03/2026,PM,H
Lovelace,Ada,10/12/2010,31/02/2026,AM,/
Nobody,Known,1/1/2011,02/03/2026,AM,/
Nobody,Known,1/1/2011,02/03/2026,PM,/
Peep,Bo,1/1/2011,02/03/2026,AM,/
Peep,Bo,1/1/2011,02/03/2026,AM,N
Peep,Bo,1/1/2011,02/03/2026,PM,/
Peep,Bo,,03/03/2026,PM,/
`;
  const checked = await check(lead, await bring(lead, file));
  expect(checked.counts).toMatchObject({ create: 2, choose: 1, bad: 4 });
  const { items } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'bad' } });
  expect(items.map((row) => [row.from ?? row.row, row.name, row.problems.map((one) => [one.column, one.value, one.code])])).toEqual([
    [3, 'Ada Lovelace', [['Code', 'H', 'unknown-word']]],
    [4, 'Ada Lovelace', [['Date', '31/02/2026', 'date']]],
    [5, 'Known Nobody', [[null, '', 'no-student']]],
  ]);
  const notices = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'notices' } });
  expect(notices.items.map((row) => row.problems[0]?.message)).toEqual(['The file has two different marks for 2026-03-02 AM (/ and N).']);
  const { columns } = await lead.call(listImportWords, { params: { id: checked.id } });
  expect(columns).toMatchObject([{ header: '*', field: 'mark', words: [{ word: 'H', rows: 1, suggestion: null }] }]);
  const { content } = await lead.call(downloadBadRows, { params: { id: checked.id } });
  const lines = new TextDecoder()
    .decode(content as Uint8Array)
    .trim()
    .split('\n');
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 6).join(','))).toEqual(
    [2, 3, 4, 5, 6, 7, 9].map((n) => file.split('\n')[n]),
  );

  const { items: doubtful } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'choose' } });
  await lead.call(decideImportRow, { params: { id: checked.id, row: doubtful[0]?.row ?? 0 }, body: { decision: bo } });
  const decided = await lead.call(getImport, { params: { id: checked.id } });
  expect(decided.counts).toMatchObject({ create: 3, choose: 0 });
  await run(lead, decided);
  expect((await weeks(org)).map(({ marks }) => marks).toSorted()).toEqual(['. / . / . . . . . . . . . .', '/ . . . . . . . . . . . . .']);

  const mended = await check(lead, await bring(lead, lines.join('\n')), { codes: { H: 'authorised' } });
  expect(mended.counts).toMatchObject({ update: 1, bad: 3 });
  await run(lead, mended);
  expect((await weeks(org)).map(({ marks }) => marks)).toContain('/ H:authorised . . . . . . . . . . . .');
});

test('words said once for codes of a school’s own hold for every column of a wide file', async () => {
  const { org, lead } = await school();
  const detail = await bring(lead, 'UPN,02/03/2026 AM,02/03/2026 PM,03/03/2026 AM\nB801200005001,/,Trip,trip\n');
  expect(detail.columns.map((one) => one.field)).toEqual(['upn', 'sessionColumn', 'sessionColumn', 'sessionColumn']);
  const checked = await check(lead, detail);
  expect(checked.counts).toMatchObject({ create: 0, bad: 1 });
  const { columns } = await lead.call(listImportWords, { params: { id: checked.id } });
  expect(columns[0]?.words).toEqual([{ word: 'TRIP', rows: 1, suggestion: null }]);
  const again = await check(lead, checked, { words: { '*': { TRIP: 'approved' } } });
  expect(again.counts).toMatchObject({ create: 1, bad: 0 });
  await run(lead, again);
  expect(await weeks(org)).toMatchObject([
    { possible: 3, present: 1, approved: 2, marks: '/ TRIP:approved TRIP:approved . . . . . . . . . . .' },
  ]);
});

test('a large file, in the order of its days, goes on where a killed program left it and counts every mark once', async () => {
  const { org, lead } = await school();
  const numbers = Array.from({ length: 300 }, (_, i) => `N${i}`);
  await org.as((tx) =>
    tx
      .insertInto('students')
      .values(numbers.map((number) => ({ org_id: org.orgId, id: newId(), given_name: 'S', family_name: number, external_id: number })))
      .execute(),
  );
  const days = Array.from({ length: 20 }, (_, i) => `2026-02-${String(2 + i).padStart(2, '0')}`);
  const lines = days.flatMap((day, d) => numbers.map((number, i) => `${number},${day},/,${(i + d) % 10 === 0 ? 'N' : '\\'}`));
  const uploaded = await bring(lead, `Student ID,Date,AM,PM\n${lines.join('\n')}\n`);
  await check(lead, uploaded);
  const checked = await lead.call(getImport, { params: { id: uploaded.id } });
  expect(checked).toMatchObject({ status: 'previewed', counts: { create: 300, bad: 0, worked: 6000 } });
  await org.as((tx) => tx.updateTable('imports').set({ status: 'running' }).where('id', '=', checked.id).execute());
  let parts = 0;
  const killed = {
    ...server.database,
    withActor: ((actor, work) =>
      ++parts > 1 ? Promise.reject(new Error('killed')) : server.database.withActor(actor, work)) as typeof server.database.withActor,
  };
  await workOn(killed, org.actor, checked.id, server.now, { error: () => undefined }).catch(() => undefined);
  expect((await lead.call(getImport, { params: { id: checked.id } })).counts.students).toBe(150);
  await workOn(server.database, org.actor, checked.id, server.now, { error: () => undefined });
  const done = await lead.call(getImport, { params: { id: checked.id } });
  expect(done).toMatchObject({ status: 'done', counts: { students: 300, weeks: 900, replaced: 0 } });
  const all = await weeks(org);
  expect(all.reduce((sum, week) => sum + week.possible, 0)).toBe(12_000);
  expect(all.reduce((sum, week) => sum + week.unauthorised, 0)).toBe(600);
});

test('a roll whose students have marks is not undone, and the refusal says why', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const brought = await run(lead, await check(lead, await upload(lead, 'Forename,Surname,UPN\nAda,Lovelace,B801200005001\n')));
  await run(lead, await check(lead, await bring(lead, long)));
  await expect(lead.call(undoImport, { params: { id: brought.id }, ifMatch: brought.version })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'import-built-on', detail: 'Ada Lovelace (has attendance marks).' },
  });
});
