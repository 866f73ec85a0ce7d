import { listImportRows, listImportWords, undoImport, type ImportDetail } from '@waymark/contract/imports.ts';
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

const bring = (lead: TestMember, text: string): Promise<ImportDetail> => upload(lead, text, 'behaviour.csv', 'behaviour');
const events = (org: TestOrganisation) =>
  org.as((tx) =>
    tx.selectFrom('behaviour_events').selectAll().where('org_id', '=', org.orgId).orderBy('happened_on').orderBy('id').execute(),
  );

test('events are known again by their number, what was written about them is not kept, and undo takes them back', async () => {
  const { org, lead, ada } = await school();
  const file = `UPN,Event ID,Date,Type,Category,Points,Comments
B801200005001,17,02/03/2026,Behaviour,Late homework,-1,Was upset about something
B801200005001,18,03/03/2026,Achievement,Helped a friend,2,
B801200005001,18,03/03/2026,Achievement,Helped a friend,2,
B801200005001,19,03/03/2026,Golden ticket,,many,
`;
  const uploaded = await bring(lead, file);
  expect(uploaded.columns.map((one) => one.field)).toEqual(['upn', 'eventId', 'happenedOn', 'eventKind', 'category', 'points', 'ignore']);
  const checked = await check(lead, uploaded);
  expect(checked.counts).toMatchObject({ create: 2, skip: 1, bad: 1 });
  const { items } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'bad' } });
  expect(items.flatMap((row) => row.problems.map((one) => [row.row, one.column, one.code]))).toEqual([
    [5, 'Type', 'unknown-word'],
    [5, 'Points', 'points'],
  ]);
  const { columns } = await lead.call(listImportWords, { params: { id: checked.id } });
  expect(columns).toMatchObject([{ header: 'Type', words: [{ word: 'Golden ticket' }] }]);
  const done = await run(lead, checked);
  expect(done.counts).toMatchObject({ events: 2 });
  const recorded = await events(org);
  expect(recorded).toMatchObject([
    { student_id: ada, happened_on: '2026-03-02', kind: 'incident', category: 'Late homework', external_key: 'id:17', import_id: done.id },
    { happened_on: '2026-03-03', kind: 'positive', external_key: 'id:18' },
  ]);
  expect(recorded.map((one) => Number(one.points))).toEqual([-1, 2]);
  expect(JSON.stringify(recorded)).not.toContain('upset');
  const again = await run(lead, await check(lead, await bring(lead, file)));
  expect(again.counts).toMatchObject({ events: 0, unchanged: 2 });
  await lead.call(undoImport, { params: { id: done.id }, ifMatch: done.version });
  expect(await events(org)).toEqual([]);
});

test('events without a number are known again by their row; two alike are two, whatever the order of the columns', async () => {
  const { org, lead } = await school();
  const first = await check(
    lead,
    await bring(lead, 'UPN,Date,Category\nB801200005001,02/03/2026,Late\nB801200005001,02/03/2026,Late\nB801200005001,03/03/2026,Late\n'),
    { eventKind: 'incident' },
  );
  expect(first.counts).toMatchObject({ create: 3 });
  await run(lead, first);
  const second = await check(
    lead,
    await bring(
      lead,
      'Category,UPN,Date\nLate,B801200005001,02/03/2026\nLate,B801200005001,02/03/2026\nLate,B801200005001,03/03/2026\nLate,B801200005001,04/03/2026\n',
    ),
    { eventKind: 'incident' },
  );
  expect(second.counts).toMatchObject({ create: 1, unchanged: 3 });
  await run(lead, second);
  expect(await events(org)).toHaveLength(4);
});
