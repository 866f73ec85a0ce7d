import {
  addConcernNote,
  exportConcern,
  getConcern,
  listConcerns,
  listReceipts,
  openConcern,
  printConcern,
  raiseConcern,
} from '@waymark/contract/concerns.ts';
import { listMail } from '@waymark/contract/mail.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { TEST_NOW, testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let mentor: TestMember;
let safeguarding: TestMember;
let studentId: string;

beforeAll(async () => {
  org = await server.organisation();
  mentor = await org.member('mentor', { name: 'Mo Farooq' });
  safeguarding = await org.member('safeguarding_lead', { name: 'Sal Quinn', email: 'sal@org.example' });
  studentId = (await org.student({ givenName: 'Ada', familyName: 'Lovell' })).id;
  await org.match(studentId, mentor.memberId);
});

const words = '“He took my phone again,” she said.';
const concern = (more: object = {}) => ({
  id: newId(),
  studentId,
  happenedOn: '2026-03-11',
  happenedTime: '08:30',
  place: 'Library',
  seen: 'A bruise on her left wrist.',
  ownWords: words,
  doneAlready: '=Stayed with her',
  inDangerNow: false,
  ...more,
});
const raise = (who: TestMember, more: object = {}) => who.call(raiseConcern, { body: concern(more) });
const numberOne = async () => {
  const { items } = await safeguarding.call(listConcerns, { query: {} });
  return items.at(-1)?.id ?? '';
};
const openIt = async (who: TestMember, id: string) =>
  (await who.call(openConcern, { params: { id }, body: { id: newId(), reason: 'To decide what to do' } })).readingId;

test('raised by a mentor, a concern leaves nothing with them but a receipt', async () => {
  const receipt = await raise(mentor);
  expect(receipt).toEqual({ number: 1, raisedAt: TEST_NOW.toISOString(), firstReadAt: null, told: 0, safeguardingLeads: ['Sal Quinn'] });
  expect(await mentor.call(listReceipts, {})).toEqual({
    receipts: [{ number: 1, raisedAt: TEST_NOW.toISOString(), firstReadAt: null }],
    safeguardingLeads: ['Sal Quinn'],
  });
  await expect(mentor.call(listConcerns, { query: {} })).rejects.toMatchObject({ status: 403 });
  // neither the answers that are kept nor the logs repeat a word of it
  for (const table of ['idempotency_keys', 'audit_log', 'access_log', 'outgoing_mail'] as const) {
    const rows = await server.database.owner.selectFrom(table).selectAll().where('org_id', '=', org.orgId).execute();
    expect(JSON.stringify(rows)).not.toContain('took my phone');
    expect(JSON.stringify(rows)).not.toContain('Lovell');
  }
  const logged = await server.database.owner.selectFrom('audit_log').selectAll().where('action', '=', 'concern.raised').execute();
  expect(logged).toMatchObject([{ student_id: null, entity_id: null, detail: { number: 1 } }]);
});

test('the safeguarding lead is told at once, without the student’s name', async () => {
  const admin = await org.member('admin');
  const { items } = await admin.call(listMail, { query: {} });
  const mail = items.find(({ subject }) => subject === 'A concern was raised in Waymark');
  expect(mail?.body).toContain('Hello Sal Quinn');
  expect(mail?.body).toContain('/concerns');
});

test('a concern is about a student one may see, and is numbered without gaps', async () => {
  const stranger = await org.student();
  await expect(raise(mentor, { studentId: stranger.id })).rejects.toMatchObject({ status: 404 });
  expect(await raise(mentor, { inDangerNow: true })).toMatchObject({ number: 2 });
  await expect(raise(mentor, { seen: '  ' })).rejects.toMatchObject({ status: 422 });
  for (const role of ['admin', 'analyst'] as const) {
    await expect(raise(await org.member(role, { name: role }))).rejects.toMatchObject({ status: 403 });
  }
});

test('sent twice with one key, one concern is raised', async () => {
  const input = { body: concern(), idempotencyKey: 'the-same-concern' };
  const first = await mentor.call(raiseConcern, input);
  expect(await mentor.call(raiseConcern, input)).toEqual(first);
  expect((await mentor.call(listReceipts, {})).receipts).toHaveLength(3);
});

describe('read by the safeguarding lead', () => {
  test('the list names the student and says nothing of what was seen', async () => {
    const { items } = await safeguarding.call(listConcerns, { query: {} });
    expect(items.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(items[2]).toMatchObject({ studentName: 'Ada Lovell', raisedBy: 'Mo Farooq', status: 'open', readings: 0 });
    expect(JSON.stringify(items)).not.toContain('bruise');
  });

  test('it opens with a reason, to whoever gave it, for an hour', async () => {
    const id = await numberOne();
    await expect(safeguarding.call(getConcern, { params: { id }, query: { reading: newId() } })).rejects.toMatchObject({
      status: 403,
      problem: { code: 'reason-needed' },
    });
    const reading = await openIt(safeguarding, id);
    const read = await safeguarding.call(getConcern, { params: { id }, query: { reading } });
    expect(read).toMatchObject({ seen: 'A bruise on her left wrist.', ownWords: words, log: [{ by: 'Sal Quinn', kind: 'read' }] });
    const other = await org.member('safeguarding_lead', { name: 'Jo Dean' });
    await expect(other.call(getConcern, { params: { id }, query: { reading } })).rejects.toMatchObject({ status: 403 });
    server.now = new Date(TEST_NOW.getTime() + 3_600_000);
    await expect(safeguarding.call(getConcern, { params: { id }, query: { reading } })).rejects.toMatchObject({ status: 403 });
    server.now = TEST_NOW;
    const { receipts } = await mentor.call(listReceipts, {});
    expect(receipts.find(({ number }) => number === 1)?.firstReadAt).toBe(TEST_NOW.toISOString());
  });

  test('what was done is noted, and the last word on it is how it stands', async () => {
    const id = await numberOne();
    const reading = await openIt(safeguarding, id);
    const note = (body: string, status: 'passed_on' | 'closed' | null) =>
      safeguarding.call(addConcernNote, { params: { id }, query: { reading }, body: { id: newId(), body, status } });
    await note('Rang home.', null);
    await note('Passed to the DSL at school.', 'passed_on');
    const { items } = await safeguarding.call(listConcerns, { query: { status: 'passed_on' } });
    expect(items.map((each) => each.id)).toEqual([id]);
    await expect(note('', null)).rejects.toMatchObject({ status: 422 });
  });

  test('it leaves as a row and as a PDF, each logged, and no cell is a formula', async () => {
    const id = await numberOne();
    const reading = await openIt(safeguarding, id);
    const { content } = await safeguarding.call(exportConcern, { params: { id }, query: { reading } });
    const text = typeof content === 'string' ? content : new TextDecoder().decode(content as Uint8Array);
    expect(text).toContain('Ada Lovell');
    expect(text).toContain("'=Stayed with her");
    const pdf = (await safeguarding.call(printConcern, { params: { id }, query: { reading } })).content as Uint8Array;
    expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-');
    const { log } = await safeguarding.call(getConcern, { params: { id }, query: { reading } });
    expect(log.filter(({ kind }) => kind === 'export')).toHaveLength(2);
  });
});

test('with a mail server, the writer is told how many were told', async () => {
  const connected = await testServer({ environment: { SMTP_URL: 'smtp://127.0.0.1:1' } });
  const there = await connected.organisation();
  await there.member('safeguarding_lead', { name: 'Sal Quinn', email: 'sal@org.example' });
  const lead = await there.member('lead');
  const student = await there.student();
  expect(await lead.call(raiseConcern, { body: concern({ studentId: student.id }) })).toMatchObject({ told: 1 });
});

test('where nobody is the safeguarding lead, the writer is told that nobody was told', async () => {
  const alone = await server.organisation('Alone');
  const lead = await alone.member('lead');
  const student = await alone.student();
  expect(await lead.call(raiseConcern, { body: concern({ studentId: student.id }) })).toMatchObject({
    number: 1,
    told: 0,
    safeguardingLeads: [],
  });
});
