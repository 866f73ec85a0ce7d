import { beforeAll, expect, test } from 'vitest';
import {
  closeAction,
  createAction,
  editAction,
  getAction,
  listActionProposals,
  listActions,
  reopenAction,
} from '@waymark/contract/actions.ts';
import { addLibraryAction, editLibraryAction, listActionLibrary } from '@waymark/contract/action-library.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { installActionLibrary, shippedLibrary } from './default-library.ts';
import { carryOnActions, closeActions, createActions } from './record.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let mo: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  mo = await org.member('mentor', { name: 'Mo Farooq' });
});

async function matched(mentor = mo) {
  const student = await org.student();
  return { student, ...(await org.match(student.id, mentor.memberId)) };
}

const body = (studentId: string, more: object = {}) => ({
  id: newId(),
  studentId,
  title: 'List three routes',
  dueOn: '2026-03-20',
  ...more,
});

test('an action is agreed, changed and closed, and its history says who did what', async () => {
  const { student } = await matched();
  const made = await mo.call(createAction, { body: body(student.id) });
  expect(made).toMatchObject({ mentorName: 'Mo Farooq', owner: 'student', status: 'open', overdue: false, version: 1 });
  await lead.call(editAction, { params: { id: made.id }, ifMatch: 1, body: { dueOn: '2026-03-27', title: 'List three routes' } });
  const closed = await mo.call(closeAction, { params: { id: made.id }, ifMatch: 2, body: { ending: 'not_done', note: 'Was ill' } });
  expect(closed).toMatchObject({ status: 'not_done', closedOn: org.today, closeNote: 'Was ill', version: 3 });
  const { history } = await mo.call(getAction, { params: { id: made.id } });
  expect(history.map(({ what, by }) => [what, by])).toEqual([
    ['created', 'Mo Farooq'],
    ['changed', lead.name],
    ['closed', 'Mo Farooq'],
  ]);
  expect(history[1]?.detail).toEqual({ changes: { dueOn: ['2026-03-20', '2026-03-27'] } });
});

test('closing is undone by opening again; two who close at once do not overwrite each other', async () => {
  const { student } = await matched();
  const { id } = await mo.call(createAction, { body: body(student.id) });
  await mo.call(closeAction, { params: { id }, ifMatch: 1, body: { ending: 'done' } });
  await expect(lead.call(closeAction, { params: { id }, ifMatch: 1, body: { ending: 'dropped' } })).rejects.toMatchObject({ status: 409 });
  await expect(lead.call(reopenAction, { params: { id }, ifMatch: 1 })).rejects.toMatchObject({ status: 412 });
  expect(await mo.call(reopenAction, { params: { id }, ifMatch: 2 })).toMatchObject({ status: 'open', closedOn: null, version: 3 });
  await expect(lead.call(editAction, { params: { id }, ifMatch: 1, body: { title: 'Another' } })).rejects.toMatchObject({ status: 412 });
});

test('the same action sent twice is there once', async () => {
  const { student } = await matched();
  const sent = body(student.id);
  await mo.call(createAction, { body: sent });
  await expect(mo.call(createAction, { body: sent })).rejects.toMatchObject({ status: 409 });
  expect((await mo.call(listActions, { query: { studentId: student.id } })).items).toHaveLength(1);
});

test('open ones go by due date, overdue ones are those due before today, closed ones latest first', async () => {
  const { student } = await matched();
  const add = (title: string, dueOn: string | null) => mo.call(createAction, { body: body(student.id, { title, dueOn }) });
  await add('undated', null);
  await add('later', '2026-04-01');
  await add('today', org.today);
  const late = await add('late', '2026-03-10');
  const titles = async (state: 'open' | 'overdue' | 'closed', limit = 50) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await mo.call(listActions, { query: { studentId: student.id, state, limit, cursor } });
      found.push(...page.items.map(({ title }) => title));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  };
  expect(await titles('open', 1)).toEqual(['late', 'today', 'later', 'undated']);
  expect(await titles('overdue')).toEqual(['late']);
  await mo.call(closeAction, { params: { id: late.id }, ifMatch: 1, body: { ending: 'done' } });
  expect(await titles('overdue')).toEqual([]);
  expect(await titles('closed')).toEqual(['late']);
});

test('a student sees what is shared with them and marks their own as done, no more', async () => {
  const { student } = await matched();
  const own = await mo.call(createAction, { body: body(student.id) });
  const mentors = await mo.call(createAction, { body: body(student.id, { owner: 'mentor' }) });
  const hidden = await mo.call(createAction, { body: body(student.id, { sharedWithStudent: false }) });
  const self = await org.member('student', { studentId: student.id });
  expect((await self.call(listActions, { query: { studentId: student.id } })).items.map(({ id }) => id).sort()).toEqual(
    [own.id, mentors.id].sort(),
  );
  await expect(self.call(getAction, { params: { id: hidden.id } })).rejects.toMatchObject({ status: 404 });
  await expect(self.call(closeAction, { params: { id: hidden.id }, ifMatch: 1, body: { ending: 'done' } })).rejects.toMatchObject({
    status: 404,
  });
  await expect(self.call(closeAction, { params: { id: mentors.id }, ifMatch: 1, body: { ending: 'done' } })).rejects.toMatchObject({
    status: 403,
  });
  await expect(self.call(closeAction, { params: { id: own.id }, ifMatch: 1, body: { ending: 'dropped' } })).rejects.toMatchObject({
    status: 403,
  });
  expect(await self.call(closeAction, { params: { id: own.id }, ifMatch: 1, body: { ending: 'done' } })).toMatchObject({ status: 'done' });
  await expect(self.call(createAction, { body: body(student.id) })).rejects.toMatchObject({ status: 403 });
});

test('a mentor agrees nothing for a student of another’s, and a lead says which match where there are several', async () => {
  const jo = await org.member('mentor', { name: 'Jo Park' });
  const { student } = await matched(jo);
  await expect(mo.call(createAction, { body: body(student.id) })).rejects.toMatchObject({ status: 422 });
  const { matchId } = await org.match(student.id, mo.memberId);
  await expect(lead.call(createAction, { body: body(student.id) })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'matchId' }] },
  });
  expect(await lead.call(createAction, { body: body(student.id, { matchId }) })).toMatchObject({ mentorName: 'Mo Farooq' });
});

test('what a meeting agrees and asks about is recorded through the same door', async () => {
  const { student, matchId } = await matched();
  const meeting = {
    id: newId(),
    org_id: org.orgId,
    student_id: student.id,
    match_id: matchId,
    mentor_id: mo.memberId,
    starts_at: server.now.toISOString(),
  };
  await org.as((tx) => tx.insertInto('meetings').values(meeting).execute());
  const ids = [newId(), newId()];
  const actor = { ...org.actor, memberId: mo.memberId };
  await org.as(async (tx) => {
    const common = {
      studentId: student.id,
      matchId,
      mentorId: mo.memberId,
      meetingId: meeting.id,
      seriesId: null,
      libraryId: null,
      detail: '',
      owner: 'student',
      dueOn: '2026-03-18',
      sharedWithStudent: true,
    } as const;
    await createActions(
      tx,
      actor,
      server.now,
      ids.map((id) => ({ ...common, id, title: 'Do it' })),
    );
    const closure = { studentId: student.id, ending: 'done', note: '', meetingId: meeting.id } as const;
    expect(await closeActions(tx, actor, server.now, [{ ...closure, id: ids[0] ?? '' }])).toEqual([ids[0]]);
    expect(await closeActions(tx, actor, server.now, [{ ...closure, id: ids[0] ?? '' }])).toEqual([]);
    await carryOnActions(tx, actor, server.now, [{ id: ids[1] ?? '', studentId: student.id, dueOn: '2026-03-25', meetingId: meeting.id }]);
  });
  expect((await mo.call(getAction, { params: { id: ids[0] ?? '' } })).history.map(({ what }) => what)).toEqual(['created', 'closed']);
  expect(await mo.call(getAction, { params: { id: ids[1] ?? '' } })).toMatchObject({
    dueOn: '2026-03-25',
    meetingId: meeting.id,
    history: [{ what: 'created' }, { what: 'changed' }],
  });
});

test('an organisation starts with the shipped library, once, each action tied to its outcome', async () => {
  const { items, outcomes } = await mo.call(listActionLibrary, { query: {} });
  expect(items).toHaveLength(shippedLibrary().length);
  expect(await org.as((tx) => installActionLibrary(tx, org.actor))).toBe(0);
  const series = new Set(outcomes.map(({ seriesId }) => seriesId));
  expect(items.filter(({ seriesId }) => seriesId !== null && !series.has(seriesId))).toEqual([]);
  expect(outcomes.filter(({ seriesId }) => !items.some((item) => item.seriesId === seriesId))).toEqual([]);
});

test('a lead keeps the library, a mentor reads it, and what is out of use is not proposed', async () => {
  const { outcomes } = await lead.call(listActionLibrary, { query: {} });
  const outcome = outcomes[0] as (typeof outcomes)[0];
  const added = await lead.call(addLibraryAction, { body: { id: newId(), seriesId: outcome.seriesId, title: 'Ask at home' } });
  await expect(mo.call(addLibraryAction, { body: { id: newId(), seriesId: null, title: 'Mine' } })).rejects.toMatchObject({ status: 403 });
  await expect(lead.call(editLibraryAction, { params: { id: added.id }, ifMatch: 1, body: { upToLevel: 9 } })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'upToLevel', value: 9, message: 'Choose a level from 1 to 4.' }] },
  });
  await expect(lead.call(addLibraryAction, { body: { id: newId(), seriesId: newId(), title: 'For nothing' } })).rejects.toMatchObject({
    status: 422,
  });
  expect(await lead.call(editLibraryAction, { params: { id: added.id }, ifMatch: 1, body: { archived: true } })).toMatchObject({
    archived: true,
    version: 2,
  });
  await expect(lead.call(editLibraryAction, { params: { id: added.id }, ifMatch: 1, body: { archived: false } })).rejects.toMatchObject({
    status: 412,
  });
  const titles = async (archived: boolean) =>
    (await mo.call(listActionLibrary, { query: { seriesId: outcome.seriesId, archived: archived ? 'true' : 'false' } })).items.map(
      ({ title }) => title,
    );
  expect(await titles(false)).not.toContain('Ask at home');
  expect(await titles(true)).toContain('Ask at home');
});

test('a low or a fallen outcome proposes actions, dated from today, and not what is open already', async () => {
  const { student, enrolmentId } = await matched();
  const { outcomes } = await mo.call(listActionLibrary, { query: {} });
  const [low, fell, well] = outcomes.map(({ seriesId }) => seriesId);
  const standing = (series_id: string | undefined, previous_level: number | null, latest_level: number) => ({
    org_id: org.orgId,
    student_id: student.id,
    enrolment_id: enrolmentId,
    series_id: series_id ?? '',
    perspective: 'mentor',
    scored: 1,
    previous_level,
    latest_level,
    latest_on: org.today,
  });
  await org.as((tx) =>
    tx
      .insertInto('standings')
      .values([standing(low, null, 1), standing(fell, 4, 3), standing(well, 3, 4)])
      .execute(),
  );
  const proposed = async () => (await mo.call(listActionProposals, { params: { id: student.id } })).items;
  const before = await proposed();
  expect(before.map(({ seriesId }) => seriesId)).not.toContain(well);
  expect(before[0]).toMatchObject({ seriesId: fell, because: 'fell', level: 3, previousLevel: 4 });
  const first = before.find(({ seriesId }) => seriesId === low);
  expect(first).toMatchObject({ because: 'low', level: 1, previousLevel: null, dueOn: '2026-03-25' });
  await mo.call(createAction, { body: body(student.id, { seriesId: low, libraryId: first?.libraryId }) });
  expect((await proposed()).some(({ libraryId, seriesId }) => libraryId === first?.libraryId && seriesId === low)).toBe(false);
  const jo = await org.member('mentor');
  await expect(jo.call(listActionProposals, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });
});
