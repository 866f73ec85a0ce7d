import { beforeAll, expect, test } from 'vitest';
import {
  cancelMeeting,
  getMeeting,
  listMeetingChoices,
  listMeetings,
  planMeetings,
  reinstateMeeting,
  reviseMeeting,
  scheduleMeetings,
} from '@waymark/contract/meetings.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let mo: TestMember;
let jo: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  mo = await org.member('mentor', { name: 'Mo Farooq' });
  jo = await org.member('mentor', { name: 'Jo Park' });
});

/** A student of Mo's, and the match. */
async function matched(more: { endedOn?: string } = {}, mentor = mo) {
  const student = await org.student();
  return { student, ...(await org.match(student.id, mentor.memberId, more)) };
}

const one = (matchId: string, date = '2026-03-16', time = '14:30') => ({
  matchId,
  plannedMinutes: 30,
  mode: 'in_person' as const,
  place: 'Library',
  repeatId: null,
  meetings: [{ id: newId(), date, time }],
});

async function scheduled(matchId: string, date?: string, time?: string, by = mo) {
  const { items } = await by.call(scheduleMeetings, { body: one(matchId, date, time) });
  return items[0] as (typeof items)[0];
}

async function repeating(matchId: string, dates: string[], time = '14:30') {
  const body = { ...one(matchId), repeatId: newId(), meetings: dates.map((date) => ({ id: newId(), date, time })) };
  return (await mo.call(scheduleMeetings, { body })).items;
}

test('a mentor schedules a meeting by the clock on the wall and finds it again', async () => {
  const { student, matchId } = await matched();
  const meeting = await scheduled(matchId, '2026-04-20', '14:30');
  expect(meeting).toMatchObject({
    studentId: student.id,
    mentorName: 'Mo Farooq',
    date: '2026-04-20',
    time: '14:30',
    status: 'scheduled',
    place: 'Library',
    version: 1,
  });
  expect(new Date(meeting.startsAt).toISOString()).toBe('2026-04-20T13:30:00.000Z');
  const { items } = await mo.call(listMeetings, { query: { studentId: student.id } });
  expect(items).toEqual([meeting]);
});

test('a repeat keeps its time on the wall across the clock change', async () => {
  const { matchId } = await matched();
  const items = await repeating(matchId, ['2026-03-23', '2026-03-30']);
  expect(items.map(({ startsAt, time }) => [new Date(startsAt).toISOString(), time])).toEqual([
    ['2026-03-23T14:30:00.000Z', '14:30'],
    ['2026-03-30T13:30:00.000Z', '14:30'],
  ]);
});

test('the same meeting sent twice is there once, whether or not the key is the same', async () => {
  const { student, matchId } = await matched();
  const body = one(matchId);
  const key = newId();
  await mo.call(scheduleMeetings, { body, idempotencyKey: key });
  await mo.call(scheduleMeetings, { body, idempotencyKey: key });
  await expect(mo.call(scheduleMeetings, { body })).rejects.toMatchObject({ status: 409 });
  expect((await mo.call(listMeetings, { query: { studentId: student.id } })).items).toHaveLength(1);
});

test('a mentor schedules for their own caseload only; a lead for anybody', async () => {
  const theirs = await matched({}, jo);
  await expect(mo.call(scheduleMeetings, { body: one(theirs.matchId) })).rejects.toMatchObject({ status: 404 });
  expect((await lead.call(scheduleMeetings, { body: one(theirs.matchId) })).items[0]).toMatchObject({ mentorName: 'Jo Park' });
});

test('of a student two mentors share, each changes their own meetings and is told whom to ask about the other', async () => {
  const { student, matchId } = await matched();
  await org.match(student.id, jo.memberId);
  const meeting = await scheduled(matchId);
  expect(await jo.call(getMeeting, { params: { id: meeting.id } })).toMatchObject({ mayChange: false });
  await expect(jo.call(cancelMeeting, { params: { id: meeting.id }, ifMatch: 1, body: {} })).rejects.toMatchObject({
    status: 403,
    problem: { detail: 'Ask Mo Farooq or a programme lead.' },
  });
});

test('no meeting before the match or from the day it ends on', async () => {
  const { matchId } = await matched({ endedOn: '2026-05-01' });
  await expect(mo.call(scheduleMeetings, { body: one(matchId, '2025-09-09') })).rejects.toMatchObject({ status: 422 });
  await expect(mo.call(scheduleMeetings, { body: one(matchId, '2026-05-01') })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'meetings', value: '2026-05-01', message: 'The match ends on 1 May 2026: choose an earlier day.' }] },
  });
});

test('a plan shows each day and what it clashes with, and schedules nothing', async () => {
  const { student, matchId } = await matched();
  const other = await matched();
  await scheduled(other.matchId, '2026-06-08', '10:15');
  const query = { matchId, date: '2026-06-01', time: '10:00', plannedMinutes: 30, everyWeeks: 1, times: 3 };
  const { items } = await mo.call(planMeetings, { query });
  expect(items.map(({ date, clashes }) => [date, clashes.map(({ who, studentName }) => [who, studentName])])).toEqual([
    ['2026-06-01', []],
    ['2026-06-08', [['mentor', `Ada ${other.student.familyName}`]]],
    ['2026-06-15', []],
  ]);
  expect((await mo.call(listMeetings, { query: { studentId: student.id } })).items).toEqual([]);
});

test('a cancelled meeting is no clash, and a meeting does not clash with itself', async () => {
  const { matchId } = await matched();
  const meeting = await scheduled(matchId, '2026-06-22', '09:00');
  const query = { matchId, date: '2026-06-22', time: '09:10', plannedMinutes: 30 };
  expect((await mo.call(planMeetings, { query })).items[0]?.clashes).toHaveLength(1);
  expect((await mo.call(planMeetings, { query: { ...query, except: meeting.id } })).items[0]?.clashes).toEqual([]);
  await mo.call(cancelMeeting, { params: { id: meeting.id }, ifMatch: 1, body: {} });
  expect((await mo.call(planMeetings, { query })).items[0]?.clashes).toEqual([]);
});

test('a meeting is moved, and whoever edited the earlier version is told', async () => {
  const { matchId } = await matched();
  const meeting = await scheduled(matchId);
  const { items } = await mo.call(reviseMeeting, {
    params: { id: meeting.id },
    ifMatch: 1,
    body: { date: '2026-03-17', time: '09:15', place: 'Room 4' },
  });
  expect(items).toMatchObject([{ date: '2026-03-17', time: '09:15', place: 'Room 4', plannedMinutes: 30, version: 2 }]);
  await expect(mo.call(reviseMeeting, { params: { id: meeting.id }, ifMatch: 1, body: { place: 'Room 5' } })).rejects.toMatchObject({
    status: 412,
  });
  await expect(lead.call(cancelMeeting, { params: { id: meeting.id }, ifMatch: 1, body: {} })).rejects.toMatchObject({ status: 412 });
});

test('moving this and the following leaves earlier ones and keeps the time across the clock change', async () => {
  const { matchId } = await matched();
  const [first, second] = await repeating(matchId, ['2026-03-16', '2026-03-23', '2026-03-30']);
  const { items } = await mo.call(reviseMeeting, {
    params: { id: second?.id ?? '' },
    ifMatch: 1,
    body: { date: '2026-03-24', time: '15:00', reach: 'following' },
  });
  expect(items.map(({ date, time }) => [date, time])).toEqual([
    ['2026-03-24', '15:00'],
    ['2026-03-31', '15:00'],
  ]);
  expect(await mo.call(getMeeting, { params: { id: first?.id ?? '' } })).toMatchObject({
    date: '2026-03-16',
    time: '14:30',
    version: 1,
    repeat: [{}, {}, {}],
  });
});

test('cancelling the rest of a repeat can be taken back one by one; what is recorded stays', async () => {
  const { matchId } = await matched();
  const [first, second, third] = await repeating(matchId, ['2026-03-09', '2026-03-16', '2026-03-23']);
  await org.as((tx) =>
    tx
      .updateTable('meetings')
      .set({ status: 'held', finished_at: '2026-03-09T15:00:00Z' })
      .where('id', '=', first?.id ?? '')
      .execute(),
  );
  await expect(mo.call(cancelMeeting, { params: { id: first?.id ?? '' }, ifMatch: 1, body: {} })).rejects.toMatchObject({ status: 409 });
  const { items } = await mo.call(cancelMeeting, {
    params: { id: second?.id ?? '' },
    ifMatch: 1,
    body: { reason: 'Exams', reach: 'following' },
  });
  expect(items.map(({ id, status, statusReason }) => [id, status, statusReason])).toEqual([
    [second?.id, 'cancelled', 'Exams'],
    [third?.id, 'cancelled', 'Exams'],
  ]);
  expect(await mo.call(reinstateMeeting, { params: { id: third?.id ?? '' }, ifMatch: 2 })).toMatchObject({
    status: 'scheduled',
    statusReason: null,
    version: 3,
  });
  await expect(mo.call(reinstateMeeting, { params: { id: third?.id ?? '' }, ifMatch: 3 })).rejects.toMatchObject({ status: 409 });
});

test('whom a mentor may meet, with what was usual last time', async () => {
  const { student, matchId } = await matched();
  await scheduled(matchId);
  const { items } = await mo.call(listMeetingChoices, { query: {} });
  expect(items.find((choice) => choice.matchId === matchId)).toMatchObject({
    mentorName: 'Mo Farooq',
    usual: { mode: 'in_person', place: 'Library', plannedMinutes: 30 },
  });
  expect(items.every(({ mentorName }) => mentorName === 'Mo Farooq')).toBe(true);
  await expect(lead.call(listMeetingChoices, { query: {} })).rejects.toMatchObject({ status: 422 });
  expect((await lead.call(listMeetingChoices, { query: { studentId: student.id } })).items).toHaveLength(1);
});

test('a list goes on page by page without losing or repeating a meeting, either way round', async () => {
  const { student, matchId } = await matched();
  await repeating(matchId, ['2026-03-16', '2026-03-23', '2026-03-30', '2026-04-06', '2026-04-13']);
  for (const order of ['earliest', 'latest'] as const) {
    const dates: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await mo.call(listMeetings, { query: { studentId: student.id, order, limit: 2, cursor } });
      dates.push(...page.items.map(({ date }) => date));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    const inOrder = ['2026-03-16', '2026-03-23', '2026-03-30', '2026-04-06', '2026-04-13'];
    expect(dates).toEqual(order === 'earliest' ? inOrder : inOrder.toReversed());
  }
});

test('from and to are whole days of the organisation’s own clock', async () => {
  const { student, matchId } = await matched();
  await scheduled(matchId, '2026-07-07', '00:00');
  await scheduled(matchId, '2026-07-07', '23:45');
  await scheduled(matchId, '2026-07-08', '00:00');
  const { items } = await mo.call(listMeetings, { query: { studentId: student.id, from: '2026-07-07', to: '2026-07-07' } });
  expect(items.map(({ time }) => time)).toEqual(['00:00', '23:45']);
});

test('a student sees their own meetings without the reason noted, and nobody else’s; a mentor whose match has ended sees none', async () => {
  const { student, matchId } = await matched();
  const meeting = await scheduled(matchId);
  await mo.call(cancelMeeting, { params: { id: meeting.id }, ifMatch: 1, body: { reason: 'Family matter' } });
  const self = await org.member('student', { studentId: student.id });
  expect(await self.call(getMeeting, { params: { id: meeting.id } })).toMatchObject({
    status: 'cancelled',
    statusReason: null,
    mayChange: false,
  });
  const another = await org.member('student');
  await expect(another.call(getMeeting, { params: { id: meeting.id } })).rejects.toMatchObject({ status: 404 });
  await org.as((tx) => tx.updateTable('matches').set({ ended_on: org.today }).where('id', '=', matchId).execute());
  await expect(mo.call(getMeeting, { params: { id: meeting.id } })).rejects.toMatchObject({ status: 404 });
});
