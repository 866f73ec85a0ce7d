import { getImport, listImportRows, listImportWords, undoImport, type ImportDetail } from '@waymark/contract/imports.ts';
import { listReadings } from '@waymark/contract/readings.ts';
import { expect, test } from 'vitest';
import type { TestMember, TestOrganisation } from '../../testing/organisation.ts';
import { testServer } from '../../testing/server.ts';
import { check, run, upload } from '../bringing.ts';

const server = await testServer();

async function school(): Promise<{ org: TestOrganisation; lead: TestMember; ada: string }> {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const ada = await org.student({ givenName: 'Ada', familyName: 'Lovelace', birthDate: '2010-12-10', upn: 'B801200005001' });
  return { org, lead, ada: ada.id };
}

const results = (lead: TestMember, text: string): Promise<ImportDetail> => upload(lead, text, 'results.csv', 'results');
const readings = (org: TestOrganisation) =>
  org.as((tx) =>
    tx
      .selectFrom('readings as r')
      .innerJoin('measures as m', (join) => join.onRef('m.org_id', '=', 'r.org_id').onRef('m.id', '=', 'r.measure_id'))
      .where('r.org_id', '=', org.orgId)
      .select(['m.code', 'r.measure_id', 'r.taken_on', 'r.value', 'r.step', 'r.missing_reason', 'r.source'])
      .orderBy('r.taken_on')
      .orderBy('m.code')
      .execute(),
  );

const long = `UPN,Subject,Date,Grade
B801200005001,Maths,10/01/2026,5
B801200005001,English,10/01/2026,Grade 7
B801200005001,Science,10/01/2026,absent
B801200005001,Maths,10/09/2025,U
`;

test('results become readings of the measures they name; the same file again changes nothing, and undo takes them back', async () => {
  const { org, lead, ada } = await school();
  const checked = await check(lead, await results(lead, long));
  expect(checked.counts).toMatchObject({ create: 4, bad: 0 });
  const done = await run(lead, checked);
  expect(done.counts).toMatchObject({ readings: 4 });
  const recorded = await readings(org);
  expect(
    recorded.map(({ code, taken_on, value, step, missing_reason, source }) => ({
      code,
      taken_on,
      value: value === null ? null : Number(value),
      step,
      missing_reason,
      source,
    })),
  ).toEqual([
    { code: 'attainment_maths', taken_on: '2025-09-10', value: 0, step: 'U', missing_reason: null, source: 'import' },
    { code: 'attainment_english', taken_on: '2026-01-10', value: 7, step: '7', missing_reason: null, source: 'import' },
    { code: 'attainment_maths', taken_on: '2026-01-10', value: 5, step: '5', missing_reason: null, source: 'import' },
    { code: 'attainment_science', taken_on: '2026-01-10', value: null, step: null, missing_reason: 'not_collected', source: 'import' },
  ]);
  const { items } = await lead.call(listReadings, { params: { id: ada, measureId: recorded[0]?.measure_id ?? '' } });
  expect(items.map((one) => [one.takenOn, one.step])).toEqual([
    ['2026-01-10', '5'],
    ['2025-09-10', 'U'],
  ]);
  const again = await check(lead, await results(lead, long));
  expect(again.counts).toMatchObject({ create: 0, unchanged: 4 });
  expect((await run(lead, again)).counts).toMatchObject({ readings: 0 });
  await lead.call(undoImport, { params: { id: done.id }, ifMatch: (await lead.call(getImport, { params: { id: done.id } })).version });
  expect(await readings(org)).toEqual([]);
});

test('a column for each subject, one day for all; subjects and grades nobody knows are asked about once', async () => {
  const { org, lead } = await school();
  const wide = await results(lead, 'UPN,English,Maths\nB801200005001,7,Merit\n');
  expect(wide.columns.map((one) => one.field)).toEqual(['upn', 'measure:attainment_english', 'measure:attainment_maths']);
  expect(wide.lacking).toEqual([expect.stringContaining('date')]);
  const checked = await check(lead, wide, { takenOn: '2026-01-10' });
  expect(checked.counts).toMatchObject({ create: 0, bad: 1 });
  const { columns } = await lead.call(listImportWords, { params: { id: checked.id } });
  expect(columns).toMatchObject([{ header: 'Maths', words: [{ word: 'Merit', rows: 1 }] }]);
  expect(columns[0]?.choices.map((one) => one.label)).toContain('6');
  await run(lead, await check(lead, checked, { words: { Maths: { Merit: '6' } } }));
  expect((await readings(org)).map((one) => one.step)).toEqual(['7', '6']);

  const named = await check(lead, await results(lead, 'UPN,Subject,Date,Grade\nB801200005001,Numeracy,11/01/2026,5\n'));
  const asked = await lead.call(listImportWords, { params: { id: named.id } });
  const maths = asked.columns[0]?.choices.find((one) => one.label === 'Maths')?.value ?? '';
  expect((await check(lead, named, { words: { Subject: { Numeracy: maths } } })).counts).toMatchObject({ create: 1, bad: 0 });
});

test('another result for the same day is a problem, on record or in the file, and changes nothing', async () => {
  const { org, lead } = await school();
  await run(lead, await check(lead, await results(lead, long)));
  const checked = await check(
    lead,
    await results(
      lead,
      'UPN,Subject,Date,Grade\nB801200005001,Maths,10/01/2026,6\nB801200005001,Maths,01/02/2026,6\nB801200005001,Maths,01/02/2026,7\nB801200005001,Homework,01/02/2026,140\n',
    ),
  );
  expect(checked.counts).toMatchObject({ create: 1, bad: 3 });
  const { items } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'bad' } });
  expect(items.map((row) => [row.row, row.problems[0]?.code])).toEqual([
    [2, 'conflict'],
    [4, 'repeat'],
    [5, expect.any(String)],
  ]);
  expect(items[0]?.problems[0]?.message).toBe('Another result is on record for this student and day (Maths: 5).');
  await run(lead, checked);
  expect(await readings(org)).toHaveLength(5);
});

const targets = (org: TestOrganisation) =>
  org
    .as((tx) =>
      tx
        .selectFrom('targets as t')
        .innerJoin('measures as m', (join) => join.onRef('m.org_id', '=', 't.org_id').onRef('m.id', '=', 't.measure_id'))
        .where('t.org_id', '=', org.orgId)
        .where('t.replaced_at', 'is', null)
        .select(['m.code', 't.step', 't.enrolment_id'])
        .orderBy('m.code')
        .execute(),
    )
    .then((rows) => rows.map(({ code, step, enrolment_id }) => [code, step, enrolment_id]));

test('targets come with results, of students nobody enrolled; the latest of a file holds, and undo lets the former hold again', async () => {
  const { org, lead } = await school();
  const file = `UPN,Subject,Date,Grade,Target
B801200005001,English,10/01/2025,3,5
B801200005001,English,10/01/2026,4,Grade 6
B801200005001,Maths,10/01/2026,5,6
B801200005001,Maths,10/01/2026,5,7
B801200005001,Science,10/01/2026,5,
`;
  const uploaded = await results(lead, file);
  expect(uploaded.columns.map((one) => one.field)).toContain('target');
  const checked = await check(lead, uploaded);
  expect(checked.counts).toMatchObject({ create: 4, bad: 1 });
  const rows = async (show: 'bad' | 'notices', id = checked.id) =>
    (await lead.call(listImportRows, { params: { id }, query: { show } })).items.map((row) => [
      row.row,
      row.problems.map((one) => one.message),
    ]);
  expect(await rows('bad')).toEqual([[5, ['Row 4 gives another target for the same measure and day.']]]);
  expect(await rows('notices')).toEqual([[2, ['Row 3 gives another target of a later day.']]]);
  const first = await run(lead, checked);
  expect(first.counts).toMatchObject({ readings: 4, targets: 2 });
  const before = [
    ['attainment_english', '6', null],
    ['attainment_maths', '6', null],
  ];
  expect(await targets(org)).toEqual(before);
  expect((await check(lead, await results(lead, file))).counts).toMatchObject({ create: 0, update: 0, unchanged: 4 });

  // a column a subject, and nothing but targets: no date is asked for
  const wide = await results(lead, 'UPN,English target,Target grade (Maths),Maths,Notes\nB801200005001,7,6,,x\n');
  expect(wide.columns.map((one) => one.field)).toEqual([
    'upn',
    'target:attainment_english',
    'target:attainment_maths',
    'measure:attainment_maths',
    'ignore',
  ]);
  const later = await check(lead, wide, { takenOn: '2026-02-01' });
  expect(later.counts).toMatchObject({ update: 1 });
  const { items } = await lead.call(listImportRows, { params: { id: later.id }, query: { show: 'update' } });
  expect(items[0]?.changes).toEqual([{ label: 'Target for English', before: '6', after: '7' }]);
  const second = await run(lead, later);
  expect(second.counts).toMatchObject({ readings: 0, targets: 1 });
  expect(await targets(org)).toEqual([['attainment_english', '7', null], before[1]]);

  const undo = async (id: string) => {
    const { version } = await lead.call(getImport, { params: { id } });
    return lead.call(undoImport, { params: { id }, ifMatch: version });
  };
  await expect(undo(first.id)).rejects.toMatchObject({
    status: 409,
    problem: { code: 'import-built-on', detail: expect.stringContaining('Ada Lovelace') },
  });
  await undo(second.id);
  expect(await targets(org)).toEqual(before);
  await undo(first.id);
  expect(await targets(org)).toEqual([]);
  expect(await readings(org)).toEqual([]);
});

test('a file of nothing but targets needs no date, and a target off the scale is asked about', async () => {
  const { org, lead } = await school();
  const file = await results(
    lead,
    'UPN,Subject,Target grade\nB801200005001,English,8\nB801200005001,Maths,Merit\nB801200005001,Science,N/A\n',
  );
  expect(file.lacking).toEqual([]);
  const checked = await check(lead, file);
  expect(checked.counts).toMatchObject({ create: 1, skip: 1, bad: 1 });
  const { columns } = await lead.call(listImportWords, { params: { id: checked.id } });
  expect(columns).toMatchObject([{ header: 'Target grade', field: 'target', words: [{ word: 'Merit' }] }]);
  expect(columns[0]?.choices.some(({ value }) => value.startsWith('missing:'))).toBe(false);
  await run(lead, await check(lead, checked, { words: { 'Target grade': { Merit: '6' } } }));
  expect(await targets(org)).toEqual([
    ['attainment_english', '8', null],
    ['attainment_maths', '6', null],
  ]);
});
