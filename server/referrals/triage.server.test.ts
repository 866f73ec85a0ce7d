import { expect, test } from 'vitest';
import { listReferralReasons } from '@waymark/contract/referral-reasons.ts';
import { exportReferralFigures, getReferralFigures } from '@waymark/contract/referral-figures.ts';
import { createReferralLink, getOwnReferral, listReferralLinks, makeReferral, referByLink } from '@waymark/contract/referrals.ts';
import { getStudent } from '@waymark/contract/students.ts';
import {
  decideReferral,
  getReferral,
  listMentorRoom,
  listReferralCandidates,
  listReferrals,
  setMentorRoom,
  setReferralStudent,
} from '@waymark/contract/triage.ts';
import { newId } from '../db/ids.ts';
import { TEST_NOW, testServer } from '../testing/server.ts';
import type { TestMember } from '../testing/organisation.ts';
import { attends, publishRules, recordAs } from './testing.ts';

const server = await testServer();

async function arranged() {
  server.now = TEST_NOW;
  const org = await server.organisation();
  const school = await org.school('Northgate');
  const lead = await org.member('lead', { email: 'lead@org.example' });
  const mentor = await org.member('mentor', { name: 'Mo Farooq' });
  const contact = await org.member('school_contact', { schoolId: school.id, email: 'contact@northgate.example', name: 'Cora Contact' });
  const { items } = await lead.call(listReferralReasons, {});
  const reasonIds = [items[0]?.id ?? ''];
  const refer = async (by: TestMember, studentId: string, daysAgo = 0) => {
    server.now = new Date(TEST_NOW.getTime() - daysAgo * 86_400_000);
    const id = newId();
    await by.call(makeReferral, { body: { id, studentId, reasonIds } });
    server.now = TEST_NOW;
    return id;
  };
  const place = async (mentorId: string | null, startedOn = org.today) => ({
    enrolmentId: newId(),
    programmeId: await org.programme(),
    startedOn,
    match: mentorId === null ? null : { id: newId(), mentorId, purpose: 'Attendance' },
  });
  const mails = () =>
    org.as((tx) => tx.selectFrom('outgoing_mail').where('org_id', '=', org.orgId).select(['to_address', 'subject', 'body']).execute());
  return { org, school, lead, mentor, contact, reasonIds, refer, place, mails };
}

test('the queue goes by age, and each rule that holds moves a referral forward by a week', async () => {
  const { org, lead, school, refer } = await arranged();
  await publishRules(lead);
  const [old, needy, fresh] = [
    await org.student({ givenName: 'Old', schoolId: school.id }),
    await org.student({ givenName: 'Needy' }),
    await org.student({ givenName: 'Fresh', yearGroup: 11 }),
  ];
  await attends(org, needy.id, 7);
  await recordAs(org, needy.id, 'fsm', 'yes');
  await refer(lead, old.id, 10);
  await refer(lead, needy.id, 1);
  await refer(lead, fresh.id, 0);
  const all = await lead.call(listReferrals, { query: {} });
  // two rules and a day: fifteen days, before ten
  expect(all.items.map((one) => [one.student?.name.split(' ')[0], one.days, one.rules?.hold])).toEqual([
    ['Needy', 1, 2],
    ['Old', 10, 0],
    ['Fresh', 0, 0],
  ]);
  const first = await lead.call(listReferrals, { query: { limit: 2 } });
  const rest = await lead.call(listReferrals, { query: { limit: 2, cursor: first.next ?? '' } });
  expect(rest.items.map((one) => one.student?.name.split(' ')[0])).toEqual(['Fresh']);
  expect(rest).toMatchObject({ next: null, counts: null });
  expect((await lead.call(listReferrals, { query: { schoolId: school.id } })).items).toHaveLength(1);
  expect((await lead.call(listReferrals, { query: { yearGroup: 11 } })).items).toHaveLength(1);
  expect((await lead.call(listReferrals, { query: { reasonId: newId() } })).items).toHaveLength(0);
});

test('accepting enrols and matches in one step, tells the referrer without a name, and the mentor sees the student', async () => {
  const { org, lead, mentor, contact, school, refer, place, mails } = await arranged();
  const student = await org.student({ givenName: 'Adaeze', familyName: 'Nwosu', schoolId: school.id });
  const id = await refer(contact, student.id, 3);
  const done = await lead.call(decideReferral, {
    params: { id },
    ifMatch: 1,
    body: {
      id: newId(),
      decision: 'accept',
      reason: 'Clear need',
      answer: 'Mo will see Adaeze on Friday.',
      place: await place(mentor.memberId),
    },
  });
  expect(done).toMatchObject({ told: 'member', enrolled: true, matched: true });
  expect(await mentor.call(getStudent, { params: { id: student.id } })).toMatchObject({
    matches: [{ purpose: 'Attendance', current: true }],
  });
  const [mail] = await mails();
  expect(mail).toMatchObject({ to_address: 'contact@northgate.example' });
  expect(mail?.body).toContain(`/referrals/own/${id}`);
  expect(`${mail?.subject} ${mail?.body}`).not.toMatch(/Adaeze|Nwosu|Friday|accept/);
  // the words are behind the sign-in
  expect(await contact.call(getOwnReferral, { params: { id } })).toMatchObject({
    status: 'accepted',
    answer: 'Mo will see Adaeze on Friday.',
  });
  expect((await lead.call(getReferral, { params: { id } })).decisions).toMatchObject([
    { decision: 'accept', reason: 'Clear need', mentor: 'Mo Farooq', programme: 'Aspire', decidedBy: lead.name },
  ]);
});

test('two leads deciding at once: the second is told, and nothing is done twice', async () => {
  const { org, lead, mentor, refer, place, mails } = await arranged();
  const other = await org.member('lead');
  const student = await org.student();
  const id = await refer(mentor, (await org.match(student.id, mentor.memberId), student.id));
  const accept = { id: newId(), decision: 'accept' as const, reason: 'Yes', place: await place(null) };
  const decline = { id: newId(), decision: 'decline' as const, reason: 'No' };
  await lead.call(decideReferral, { params: { id }, ifMatch: 1, body: decline });
  await expect(other.call(decideReferral, { params: { id }, ifMatch: 1, body: accept })).rejects.toMatchObject({ status: 412 });
  const read = await lead.call(getReferral, { params: { id } });
  expect(read.decisions).toHaveLength(1);
  expect(read.status).toBe('declined');
  // the mentor has no address on record: nobody is written to
  expect(await mails()).toEqual([]);
});

test('who waits may be accepted later; who was accepted is not decided on again', async () => {
  const { org, lead, refer, place } = await arranged();
  const student = await org.student();
  const id = await refer(lead, student.id, 20);
  const wait = { id: newId(), decision: 'wait' as const, reason: 'No room until January', answer: 'In January.' };
  const { version } = await lead.call(decideReferral, { params: { id }, ifMatch: 1, body: wait });
  expect((await lead.call(listReferrals, { query: { state: 'waiting' } })).items).toMatchObject([{ id, status: 'waiting', days: 20 }]);
  const accept = { id: newId(), decision: 'accept' as const, reason: 'Room now', place: await place(null) };
  const accepted = await lead.call(decideReferral, { params: { id }, ifMatch: version, body: accept });
  expect(accepted).toMatchObject({ enrolled: true, matched: false, told: 'nobody' });
  await expect(
    lead.call(decideReferral, { params: { id }, ifMatch: accepted.version, body: { id: newId(), decision: 'decline', reason: 'No' } }),
  ).rejects.toMatchObject({ status: 409 });
  expect((await lead.call(listReferrals, { query: { state: 'decided' } })).items).toMatchObject([{ id, status: 'accepted' }]);
});

test('a decision that cannot be carried out leaves nothing behind', async () => {
  const { org, lead, mentor, refer, place } = await arranged();
  const student = await org.student();
  const id = await refer(lead, student.id);
  const ended = await org.member('mentor');
  await org.as((tx) =>
    tx.updateTable('members').set({ status: 'ended' }).where('org_id', '=', org.orgId).where('id', '=', ended.memberId).execute(),
  );
  const body = { id: newId(), decision: 'accept' as const, reason: 'Yes', place: await place(ended.memberId) };
  await expect(lead.call(decideReferral, { params: { id }, ifMatch: 1, body })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'place.match.mentorId' }] },
  });
  expect(await lead.call(getReferral, { params: { id } })).toMatchObject({ status: 'open', decisions: [], enrolments: [] });
  // somebody who takes part already keeps that enrolment
  const { enrolmentId } = await org.enrol(student.id);
  const again = { id: newId(), decision: 'accept' as const, reason: 'Yes', place: await place(mentor.memberId) };
  expect(await lead.call(decideReferral, { params: { id }, ifMatch: 1, body: again })).toMatchObject({ enrolled: false, matched: true });
  expect((await lead.call(getReferral, { params: { id } })).enrolments).toMatchObject([{ id: enrolmentId, mentors: ['Mo Farooq'] }]);
});

test('only a lead decides', async () => {
  const { org, lead, mentor, refer } = await arranged();
  const id = await refer(lead, (await org.student()).id);
  const body = { id: newId(), decision: 'decline' as const, reason: 'No' };
  for (const member of [mentor, await org.member('admin'), await org.member('safeguarding_lead'), await org.member('analyst')])
    await expect(member.call(decideReferral, { params: { id }, ifMatch: 1, body })).rejects.toMatchObject({ status: 403 });
});

test('somebody named by a teacher is found among the students, and held against the criteria then', async () => {
  const { org, school, lead, reasonIds, mails } = await arranged();
  await publishRules(lead);
  await lead.call(createReferralLink, { body: { id: newId(), schoolId: school.id } });
  const token = (await lead.call(listReferralLinks, {})).items[0]?.url.split('/').at(-1) ?? '';
  const zoe = await org.student({ givenName: 'Zoë', familyName: "O'Brien", schoolId: school.id, yearGroup: 8, birthDate: '2013-02-03' });
  const cousin = await org.student({ givenName: 'Liam', familyName: 'O’Brien', schoolId: school.id, yearGroup: 8 });
  await org.student({ givenName: 'Someone', familyName: 'Else', schoolId: school.id, yearGroup: 8 });
  await attends(org, zoe.id, 5);
  const id = newId();
  const body = {
    id,
    student: { name: 'zoe obrien', yearGroup: 8, birthDate: '2013-02-03' },
    reasonIds,
    referrer: { name: 'Tess Teacher', email: 'tess@northgate.example' },
  };
  await server.caller()(referByLink, { params: { token }, body });
  const { items } = await lead.call(listReferralCandidates, { params: { id } });
  expect(items.map((one) => [one.id, one.because])).toEqual([
    [zoe.id, 'name_and_birth_date'],
    [cousin.id, 'family_name'],
  ]);
  const unknown = {
    id: newId(),
    decision: 'accept' as const,
    reason: 'Yes',
    place: { enrolmentId: newId(), programmeId: await org.programme(), startedOn: org.today },
  };
  await expect(lead.call(decideReferral, { params: { id }, ifMatch: 1, body: unknown })).rejects.toMatchObject({ status: 422 });
  const { version } = await lead.call(setReferralStudent, { params: { id }, ifMatch: 1, body: { studentId: zoe.id } });
  await expect(lead.call(setReferralStudent, { params: { id }, ifMatch: 1, body: { studentId: zoe.id } })).rejects.toMatchObject({
    status: 412,
  });
  expect(await lead.call(getReferral, { params: { id } })).toMatchObject({ student: { id: zoe.id }, rules: { hold: 1 }, tells: 'address' });
  const redirect = {
    id: newId(),
    decision: 'redirect' as const,
    reason: 'Needs more',
    redirectedTo: 'Educational psychologist',
    answer: 'Please telephone us.',
  };
  expect(await lead.call(decideReferral, { params: { id }, ifMatch: version, body: redirect })).toMatchObject({ told: 'address' });
  const [mail] = await mails();
  expect(mail).toMatchObject({ to_address: 'tess@northgate.example' });
  expect(mail?.body).toContain('Please telephone us.');
  expect(`${mail?.subject} ${mail?.body}`).not.toMatch(/Zo|Brien|psychologist/);
});

test('a mentor’s room is what they carry against what they may', async () => {
  const { org, lead, mentor, school } = await arranged();
  const roomy = await org.member('mentor', { name: 'Ann Ortiz' });
  const student = await org.student({ schoolId: school.id });
  await org.match(student.id, mentor.memberId);
  const before = (await lead.call(listMentorRoom, { query: {} })).items.find((one) => one.mentor.id === mentor.memberId);
  expect(before).toMatchObject({ students: 1, limit: null, atSchool: null });
  await lead.call(setMentorRoom, { params: { id: mentor.memberId }, ifMatch: before?.version ?? 0, body: { limit: 1 } });
  const { items } = await lead.call(listMentorRoom, { query: { schoolId: school.id } });
  // who is full comes last, whoever knows the school
  expect(items.map((one) => [one.mentor.id, one.students, one.atSchool, one.limit])).toEqual([
    [roomy.memberId, 0, 0, null],
    [mentor.memberId, 1, 1, 1],
  ]);
  await expect(
    lead.call(setMentorRoom, { params: { id: mentor.memberId }, ifMatch: before?.version ?? 0, body: { limit: 2 } }),
  ).rejects.toMatchObject({ status: 412 });
});

test('decisions and waiting are counted by group, with n beside each median and small groups marked', async () => {
  const { org, lead, refer, place, school } = await arranged();
  const analyst = await org.member('analyst');
  for (const [days, fsm] of [
    [2, 'yes'],
    [9, 'yes'],
    [30, 'yes'],
    [4, 'no'],
  ] as const) {
    const student = await org.student({ schoolId: school.id });
    await recordAs(org, student.id, 'fsm', fsm);
    const id = await refer(lead, student.id, days);
    const body =
      fsm === 'yes'
        ? { id: newId(), decision: 'accept' as const, reason: 'Yes', place: await place(null) }
        : { id: newId(), decision: 'decline' as const, reason: 'No' };
    await lead.call(decideReferral, { params: { id }, ifMatch: 1, body });
  }
  await refer(lead, (await org.student()).id, 12);
  const { groups, total } = await analyst.call(getReferralFigures, { query: { by: 'characteristic:fsm' } });
  expect(groups).toMatchObject([
    {
      key: 'yes',
      label: 'Yes',
      referrals: 3,
      accepted: 3,
      shareAccepted: 1,
      waited: { n: 3, median: 9, longest: 30, bands: [1, 1, 0, 1, 0] },
      few: true,
    },
    { key: 'no', declined: 1, shareAccepted: 0, waited: { n: 1, median: 4 } },
    { key: 'missing', label: 'Not recorded', undecided: 1, shareAccepted: null, waited: { n: 0, median: null }, longestOpen: 12 },
  ]);
  expect(total).toMatchObject({ referrals: 5, accepted: 3, declined: 1, undecided: 1, shareAccepted: 0.75, few: false });
  expect((await lead.call(getReferralFigures, { query: { by: 'reason' } })).groups).toMatchObject([{ label: 'Attendance', referrals: 5 }]);
  expect(
    (await lead.call(getReferralFigures, { query: { by: 'school' } })).groups.map(({ label, referrals }) => [label, referrals]),
  ).toEqual([
    ['Northgate', 4],
    ['No school recorded', 1],
  ]);
  // received in the last week only
  expect((await lead.call(getReferralFigures, { query: { by: 'year', from: '2026-03-05' } })).total.referrals).toBe(2);
  const file = await lead.call(exportReferralFigures, { query: { by: 'characteristic:fsm' } });
  const text = new TextDecoder().decode(file.content as Uint8Array);
  expect(text).toContain('Yes,3,3,0,0,0,0,1.000,3,9,30,1,1,0,1,0');
  expect(text).toContain('fewer than 5');
  await expect((await org.member('mentor')).call(getReferralFigures, { query: {} })).rejects.toMatchObject({ status: 403 });
});

test('another organisation sees none of it', async () => {
  const { org, lead, refer } = await arranged();
  const id = await refer(lead, (await org.student()).id);
  const elsewhere = await (await server.organisation('Elsewhere')).member('lead');
  expect((await elsewhere.call(listReferrals, { query: {} })).items).toEqual([]);
  await expect(elsewhere.call(getReferral, { params: { id } })).rejects.toMatchObject({ status: 404 });
  expect((await elsewhere.call(getReferralFigures, { query: {} })).total.referrals).toBe(0);
});
