import { beforeAll, expect, test } from 'vitest';
import { createAction } from '@waymark/contract/actions.ts';
import { getCaseload } from '@waymark/contract/caseload.ts';
import { scheduleMeetings } from '@waymark/contract/meetings.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let mo: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  mo = await org.member('mentor', { name: 'Mo Farooq' });
});

async function scheduled(mentor: TestMember, matchId: string, date: string) {
  const body = {
    matchId,
    plannedMinutes: 30,
    mode: 'in_person' as const,
    repeatId: null,
    meetings: [{ id: newId(), date, time: '14:00' }],
  };
  const { items } = await mentor.call(scheduleMeetings, { body });
  return items[0]?.id;
}

const row = async (mentor: TestMember, studentId: string) => {
  const { students } = await mentor.call(getCaseload, { query: {} });
  const found = students.find((student) => student.studentId === studentId);
  if (found === undefined) throw new Error('not on the caseload');
  return found;
};

test('a caseload says of each student when they were met, what is next, what is due and what is not scored', async () => {
  const school = await org.school('Hillside');
  const student = await org.student({ givenName: 'Ada', familyName: 'Byron', schoolId: school.id });
  const { matchId, enrolmentId } = await org.match(student.id, mo.memberId, { startedOn: '2026-01-05', purpose: 'Study skills' });
  await org.as((tx) =>
    tx
      .insertInto('contact_summaries')
      .values({
        org_id: org.orgId,
        student_id: student.id,
        mentor_id: mo.memberId,
        last_held_at: '2026-03-04T14:00:00Z',
        meetings_held: 3,
        minutes_held: 95,
      })
      .execute(),
  );
  const unrecorded = await scheduled(mo, matchId, '2026-03-10');
  const next = await scheduled(mo, matchId, '2026-03-18');
  await scheduled(mo, matchId, '2026-03-25');
  await mo.call(createAction, { body: { id: newId(), studentId: student.id, title: 'Late', dueOn: '2026-03-09' } });
  await mo.call(createAction, { body: { id: newId(), studentId: student.id, title: 'Today', dueOn: '2026-03-11' } });
  const series = await org.as((tx) =>
    tx.selectFrom('outcomes').select('series_id').where('org_id', '=', org.orgId).orderBy('code').execute(),
  );
  const standing = (nth: number, more: object) => ({
    org_id: org.orgId,
    student_id: student.id,
    enrolment_id: enrolmentId,
    series_id: series[nth]?.series_id ?? '',
    perspective: 'mentor',
    scored: 1,
    latest_level: 2,
    latest_on: '2026-03-04',
    last_asked_on: '2026-03-04',
    ...more,
  });
  await org.as((tx) =>
    tx
      .insertInto('standings')
      .values([
        standing(0, {}),
        // scored long ago by the mentor, lately together with the student: not stale
        standing(1, { latest_on: '2025-10-01' }),
        standing(1, { perspective: 'joint' }),
        standing(2, { latest_on: '2025-12-01' }),
        standing(3, { scored: 0, latest_level: null, latest_on: null, last_missing_reason: 'not_applicable' }),
        standing(4, { scored: 0, latest_level: null, latest_on: null, last_missing_reason: 'declined' }),
        // the student's own view is not the mentor's
        standing(5, { perspective: 'student' }),
      ])
      .execute(),
  );
  const all = series.length;
  expect(await row(mo, student.id)).toMatchObject({
    name: 'Ada Byron',
    schoolName: 'Hillside',
    matches: [{ matchId, programmeName: 'Aspire', purpose: 'Study skills', startedOn: '2026-01-05' }],
    meetingsHeld: 3,
    missedInARow: 0,
    nextMeeting: { id: next },
    unrecorded: { meetings: 1, oldestId: unrecorded },
    actionsOpen: 2,
    actionsOverdue: 1,
    outcomes: { all, scored: 3, notScored: all - 4, stale: 1 },
    followUp: [
      { reason: 'overdue_actions', actions: 1, oldestDueOn: '2026-03-09' },
      { reason: 'meeting_not_recorded', meetings: 1 },
      { reason: 'stale_outcomes', outcomes: 1 },
    ],
  });
});

test('a student taken over was not met by their new mentor, whoever met them before', async () => {
  const jo = await org.member('mentor');
  const student = await org.student();
  await org.match(student.id, mo.memberId, { startedOn: '2025-09-10', endedOn: '2026-03-11' });
  await org.match(student.id, jo.memberId, { startedOn: '2026-03-11' });
  await org.as((tx) =>
    tx
      .insertInto('contact_summaries')
      .values({ org_id: org.orgId, student_id: student.id, mentor_id: mo.memberId, last_held_at: '2026-03-04T14:00:00Z' })
      .execute(),
  );
  expect(await row(jo, student.id)).toMatchObject({
    lastHeldAt: null,
    followUp: [{ reason: 'no_baseline' }, { reason: 'no_next_meeting' }],
  });
  await expect(row(mo, student.id)).rejects.toThrow('not on the caseload');
});

test('a student with two matches is one line', async () => {
  const student = await org.student();
  const first = await org.match(student.id, mo.memberId);
  const { enrolmentId } = await org.enrol(student.id, { programmeId: await org.programme('Horizons') });
  await org.match(student.id, mo.memberId, { enrolmentId });
  const { students } = await mo.call(getCaseload, { query: {} });
  const lines = students.filter(({ studentId }) => studentId === student.id);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.matches.map(({ matchId }) => matchId)).toContain(first.matchId);
  expect(lines[0]?.matches).toHaveLength(2);
});

test('the organisation’s own weeks decide what no contact is', async () => {
  const jo = await org.member('mentor');
  const student = await org.student();
  await org.match(student.id, jo.memberId, { startedOn: '2026-02-18' });
  expect((await row(jo, student.id)).followUp[0]).toEqual({ reason: 'no_contact', weeks: 3, ever: false });
  await org.as((tx) => tx.updateTable('organisations').set({ no_contact_weeks: 4 }).where('org_id', '=', org.orgId).execute());
  expect((await row(jo, student.id)).followUp.map(({ reason }) => reason)).not.toContain('no_contact');
  await org.as((tx) => tx.updateTable('organisations').set({ no_contact_weeks: 3 }).where('org_id', '=', org.orgId).execute());
});

test('a lead looks at any mentor’s caseload, a mentor at nobody’s but their own', async () => {
  const jo = await org.member('mentor', { name: 'Jo Park' });
  const student = await org.student();
  await org.match(student.id, jo.memberId);
  expect(await lead.call(getCaseload, { query: { mentorId: jo.memberId } })).toMatchObject({
    mentor: { name: 'Jo Park' },
    students: [{ studentId: student.id }],
  });
  await expect(mo.call(getCaseload, { query: { mentorId: jo.memberId } })).rejects.toMatchObject({ status: 404 });
  await expect(lead.call(getCaseload, { query: {} })).rejects.toMatchObject({ status: 422 });
  await expect(lead.call(getCaseload, { query: { mentorId: lead.memberId } })).rejects.toMatchObject({ status: 404 });
  const elsewhere = await server.organisation('Southgate');
  const theirs = await elsewhere.member('mentor');
  await expect(lead.call(getCaseload, { query: { mentorId: theirs.memberId } })).rejects.toMatchObject({ status: 404 });
});
