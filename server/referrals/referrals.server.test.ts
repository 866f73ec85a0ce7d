import { expect, test } from 'vitest';
import {
  listReferralReasons,
  orderReferralReasons,
  updateReferralReason,
  createReferralReason,
} from '@waymark/contract/referral-reasons.ts';
import {
  createReferralLink,
  findReferrableStudents,
  getOwnReferral,
  getReferralForm,
  listOwnReferrals,
  listReferralLinks,
  makeReferral,
  openReferralLink,
  referByLink,
  referenceOf,
  revokeReferralLink,
  withdrawReferral,
} from '@waymark/contract/referrals.ts';
import { getReferral, listReferrals } from '@waymark/contract/triage.ts';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';
import { attends, publishRules, recordAs } from './testing.ts';

const server = await testServer();

async function arranged() {
  const org = await server.organisation();
  const school = await org.school('Northgate');
  const lead = await org.member('lead', { email: 'lead@org.example' });
  const mentor = await org.member('mentor');
  const contact = await org.member('school_contact', { schoolId: school.id });
  const { items } = await lead.call(listReferralReasons, {});
  const reasonIds = [items[0]?.id ?? ''];
  return { org, school, lead, mentor, contact, reasons: items, reasonIds };
}

test('a mentor refers a student of the caseload, and the criteria are kept as they stood that day', async () => {
  const { org, lead, mentor, reasonIds } = await arranged();
  const student = await org.student();
  await org.match(student.id, mentor.memberId);
  await attends(org, student.id, 8);
  const { id: criteriaId } = await publishRules(lead);
  const id = newId();
  const receipt = await mentor.call(makeReferral, { body: { id, studentId: student.id, reasonIds, tried: 'Two calls home' } });
  expect(receipt.reference).toBe(referenceOf(id));
  // what is recorded afterwards changes nothing of it
  await recordAs(org, student.id, 'fsm', 'yes');
  await attends(org, student.id, 10, ['2026-03-09', '2026-02-16', '2026-02-09', '2026-02-02']);
  const read = await lead.call(getReferral, { params: { id } });
  expect(read).toMatchObject({
    rules: { hold: 1, of: 2, unknown: 1 },
    referrer: { kind: 'mentor', member: mentor.name },
    tried: 'Two calls home',
    snapshot: { versionId: criteriaId, number: 1, asOf: org.today },
  });
  expect(read.snapshot?.rules[0]).toMatchObject({
    sentence: 'Attendance below 92% in the last 6 weeks',
    result: 'holds',
    conditions: [{ figures: [{ text: 'Attendance: 80.0%' }] }],
  });
  expect(read.snapshot?.rules[1]).toMatchObject({ result: 'unknown', conditions: [{ because: 'nothing_recorded' }] });
});

test('what was said in a referral cannot be changed by the application, nor its snapshot lost', async () => {
  const { org, mentor, reasonIds } = await arranged();
  const student = await org.student();
  await org.match(student.id, mentor.memberId);
  const id = newId();
  await mentor.call(makeReferral, { body: { id, studentId: student.id, reasonIds, evidence: 'Said so' } });
  await expect(
    org.as((tx) =>
      tx.updateTable('referrals').set({ evidence: 'Said otherwise' }).where('org_id', '=', org.orgId).where('id', '=', id).execute(),
    ),
  ).rejects.toThrow(/permission denied/);
});

test('a mentor finds only the caseload, refers nobody else, and reads only referrals of their own', async () => {
  const { org, lead, mentor, reasonIds } = await arranged();
  const mine = await org.student({ givenName: 'Mina', familyName: 'Searched' });
  const other = await org.student({ givenName: 'Otto', familyName: 'Searched' });
  await org.match(mine.id, mentor.memberId);
  const found = await mentor.call(findReferrableStudents, { query: { search: 'sear' } });
  expect(found.items.map(({ name }) => name)).toEqual(['Mina Searched']);
  const offered = async (studentId: string) => (await mentor.call(findReferrableStudents, { query: { studentId } })).items;
  expect((await offered(mine.id)).map(({ name }) => name)).toEqual(['Mina Searched']);
  expect(await offered(other.id)).toEqual([]);
  await expect(mentor.call(findReferrableStudents, { query: {} })).rejects.toMatchObject({ status: 422 });
  await expect(mentor.call(makeReferral, { body: { id: newId(), studentId: other.id, reasonIds } })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'studentId' }] },
  });
  const id = newId();
  await lead.call(makeReferral, { body: { id, studentId: mine.id, reasonIds, askedBy: { kind: 'parent', name: 'Ms Searched' } } });
  expect((await mentor.call(listOwnReferrals, { query: {} })).items).toEqual([]);
  await expect(mentor.call(getOwnReferral, { params: { id } })).rejects.toMatchObject({ status: 404 });
  await expect(mentor.call(getReferral, { params: { id } })).rejects.toMatchObject({ status: 403 });
  expect((await lead.call(getOwnReferral, { params: { id } })).askedBy).toEqual({ kind: 'parent', name: 'Ms Searched' });
  // and of a student already referred it is said since when
  const again = await mentor.call(findReferrableStudents, { query: { search: 'Mina' } });
  expect(again.items[0]?.referredSince).not.toBeNull();
});

test('a school contact names a student who is not on the list, always of the own school', async () => {
  const { org, school, lead, contact, reasonIds } = await arranged();
  const elsewhere = await org.school('Southgate');
  const form = await contact.call(getReferralForm, {});
  expect(form.schools).toEqual([{ id: school.id, name: 'Northgate' }]);
  expect(form.reasons.map(({ label }) => label)).toContain('Attendance');
  const id = newId();
  const body = { id, namedAs: { name: 'Zoe Newcomer', yearGroup: 8, schoolId: elsewhere.id }, reasonIds };
  await contact.call(makeReferral, { body });
  // a second tap, under another key, is the same referral
  await contact.call(makeReferral, { body });
  const { items } = await contact.call(listOwnReferrals, { query: {} });
  expect(items).toMatchObject([{ id, student: 'Zoe Newcomer', status: 'open', answer: '', reasons: ['Attendance'] }]);
  expect(await lead.call(getReferral, { params: { id } })).toMatchObject({
    student: null,
    namedAs: { name: 'Zoe Newcomer', schoolId: school.id },
    school: 'Northgate',
    yearGroup: 8,
    rules: null,
    referrer: { kind: 'teacher' },
  });
});

test('neither a student nor a name, or both, is no referral; a reason no longer offered is named', async () => {
  const { mentor, lead, reasons } = await arranged();
  await expect(mentor.call(makeReferral, { body: { id: newId(), reasonIds: [newId()] } })).rejects.toMatchObject({ status: 422 });
  const [reason] = reasons;
  await lead.call(updateReferralReason, {
    params: { id: reason?.id ?? '' },
    ifMatch: reason?.version ?? 0,
    body: { label: 'Absence', archived: true },
  });
  await expect(
    mentor.call(makeReferral, { body: { id: newId(), namedAs: { name: 'A B' }, reasonIds: [reason?.id ?? ''] } }),
  ).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'reasonIds' }] } });
});

test('a referral that nobody has decided on is withdrawn by whoever made it, and by nobody twice', async () => {
  const { contact, reasonIds } = await arranged();
  const id = newId();
  const { version } = await contact.call(makeReferral, { body: { id, namedAs: { name: 'A B' }, reasonIds } });
  const withdrawn = await contact.call(withdrawReferral, { params: { id }, ifMatch: version });
  expect(await contact.call(getOwnReferral, { params: { id } })).toMatchObject({ status: 'withdrawn' });
  await expect(contact.call(withdrawReferral, { params: { id }, ifMatch: withdrawn.version })).rejects.toMatchObject({ status: 409 });
});

test('an organisation words and orders its own reasons', async () => {
  const { lead, mentor, reasons } = await arranged();
  const id = newId();
  await lead.call(createReferralReason, { body: { id, label: 'Young carer' } });
  await expect(lead.call(createReferralReason, { body: { id: newId(), label: 'young Carer' } })).rejects.toMatchObject({ status: 409 });
  await expect(mentor.call(createReferralReason, { body: { id: newId(), label: 'Mine' } })).rejects.toMatchObject({ status: 403 });
  const { items } = await lead.call(orderReferralReasons, { body: { ids: [id, reasons[3]?.id ?? ''] } });
  expect(items.slice(0, 3).map(({ label }) => label)).toEqual(['Young carer', reasons[3]?.label, reasons[0]?.label]);
  const first = items[0];
  await lead.call(updateReferralReason, { params: { id }, ifMatch: first?.version ?? 0, body: { label: 'Caring for somebody' } });
  await expect(
    lead.call(updateReferralReason, { params: { id }, ifMatch: first?.version ?? 0, body: { label: 'Other' } }),
  ).rejects.toMatchObject({ status: 412 });
});

async function linked() {
  const all = await arranged();
  const id = newId();
  await all.lead.call(createReferralLink, { body: { id, schoolId: all.school.id } });
  const { items } = await all.lead.call(listReferralLinks, {});
  const token = items[0]?.url.split('/').at(-1) ?? '';
  const teacher = server.caller();
  const body = {
    id: newId(),
    student: { name: 'Zoe Newcomer', yearGroup: 8 },
    reasonIds: all.reasonIds,
    referrer: { name: 'Tess Teacher', email: 'tess@northgate.example' },
  };
  return { ...all, id, token, teacher, body, items };
}

test('a teacher refers by a link without an account, and a second tap is the same referral', async () => {
  const { org, lead, school, teacher, token, body } = await linked();
  await org.student({ givenName: 'Seen', familyName: 'Nobody', schoolId: school.id });
  const form = await teacher(openReferralLink, { params: { token } });
  expect(form).toMatchObject({ organisation: 'Northbridge Trust', school: 'Northgate' });
  // the page never lists a student
  expect(JSON.stringify(form)).not.toContain('Nobody');
  const taps = await Promise.all([teacher(referByLink, { params: { token }, body }), teacher(referByLink, { params: { token }, body })]);
  expect(taps).toEqual([{ reference: referenceOf(body.id) }, { reference: referenceOf(body.id) }]);
  const { items, counts } = await lead.call(listReferrals, { query: {} });
  expect(counts).toEqual({ open: 1, waiting: 0 });
  expect(items).toMatchObject([{ id: body.id, namedAs: 'Zoe Newcomer', source: 'link', school: 'Northgate', student: null, rules: null }]);
  expect((await lead.call(listReferralLinks, {})).items[0]).toMatchObject({ referrals: 1, school: { name: 'Northgate' } });
});

test('a link that was taken back says so, and one that was guessed opens nothing', async () => {
  const { lead, teacher, token, body, id } = await linked();
  await lead.call(revokeReferralLink, { params: { id } });
  await expect(teacher(openReferralLink, { params: { token } })).rejects.toMatchObject({ status: 410, problem: { code: 'link-over' } });
  await expect(teacher(referByLink, { params: { token }, body })).rejects.toMatchObject({ status: 410 });
  await expect(teacher(openReferralLink, { params: { token: `${token.slice(0, -1)}x` } })).rejects.toMatchObject({ status: 404 });
});

test('a link that somebody plays with stops for a while', async () => {
  const { org, teacher, token, body, id } = await linked();
  await org.as((tx) =>
    tx
      .insertInto('referrals')
      .values(
        Array.from({ length: 60 }, () => ({
          org_id: org.orgId,
          id: newId(),
          source: 'link',
          link_id: id,
          referrer_kind: 'teacher',
          received_at: server.now.toISOString(),
        })),
      )
      .execute(),
  );
  await expect(teacher(referByLink, { params: { token }, body })).rejects.toMatchObject({ status: 429 });
});
