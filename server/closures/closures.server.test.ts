import { expect, test } from 'vitest';
import { closeAction, createAction, listActions } from '@waymark/contract/actions.ts';
import { amendScore } from '@waymark/contract/assessments.ts';
import {
  closeEnrolment,
  getClosing,
  getClosure,
  listFollowUps,
  listOwnClosures,
  listStudentClosures,
  recordFollowUp,
  reopenCase,
  reviseClosure,
} from '@waymark/contract/closures.ts';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import { endEnrolments, updateEnrolment } from '@waymark/contract/enrolments.ts';
import { startMatches, updateMatch } from '@waymark/contract/matches.ts';
import { scheduleMeetings } from '@waymark/contract/meetings.ts';
import { startReview } from '@waymark/contract/reviews.ts';
import { getStudent, leaveStudent } from '@waymark/contract/students.ts';
import { setTarget } from '@waymark/contract/targets.ts';
import { newId } from '../db/ids.ts';
import { assess } from '../testing/assess.ts';
import { testServer } from '../testing/server.ts';
import { closeEndedCases } from './close.ts';

const server = await testServer({ now: new Date('2026-03-11T10:00:00Z') });

async function arranged() {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const mo = await org.member('mentor', { name: 'Mo Farooq' });
  const student = await org.student({ givenName: 'Ada', familyName: 'Byron' });
  const { enrolmentId } = await org.enrol(student.id, { startedOn: '2026-01-07' });
  const { matchId } = await org.match(student.id, mo.memberId, { startedOn: '2026-01-07', enrolmentId });
  const first = await assess(org, {
    studentId: student.id,
    enrolmentId,
    matchId,
    assessorId: mo.memberId,
    assessedOn: '2026-01-08',
    levels: [1],
    point: 'baseline',
  });
  const ground = await mo.call(getClosing, { params: { id: enrolmentId } });
  const body = {
    id: newId(),
    kind: 'planned',
    endedBy: 'programme',
    reason: 'All that was planned is done',
    closedOn: '2026-03-11',
    assessment: null,
    assessmentSkipped: 'Ada was scored last week',
    followUpOn: '2026-06-10',
    studentSummary: 'Dear Ada, well done.',
    whatNext: 'Choosing options in May.',
  } satisfies BodyOf<typeof closeEnrolment>;
  const close = (more: Partial<BodyOf<typeof closeEnrolment>> = {}) =>
    mo.call(closeEnrolment, { params: { id: enrolmentId }, ifMatch: ground.version, body: { ...body, ...more } });
  return { org, lead, mo, student, enrolmentId, matchId, first, ground, body, close };
}

test('a mentor closes a case with its last scores and what becomes of what is open; the student reads kind words', async () => {
  const { org, lead, mo, student, enrolmentId, ground, body, close } = await arranged();
  const kept = newId();
  const dropped = newId();
  await mo.call(createAction, { body: { id: kept, studentId: student.id, title: 'Visit the college', dueOn: '2026-03-20' } });
  await mo.call(createAction, { body: { id: dropped, studentId: student.id, title: 'Bring the planner', dueOn: '2026-03-20' } });
  expect(ground.suggestedSummary).toContain('Dear Ada,');
  await expect(close({ assessmentSkipped: '' })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'assessmentSkipped' }, { field: 'actions', value: kept }, { field: 'actions', value: dropped }] },
  });
  const outcome = ground.framework?.types[0]?.outcomes[0];
  const closed = await close({
    assessment: {
      id: newId(),
      frameworkVersionId: ground.framework?.versionId ?? '',
      scores: [{ id: newId(), outcomeId: outcome?.outcomeId ?? '', level: 3, missingReason: null }],
    },
    actions: [
      { id: kept, ending: 'open' },
      { id: dropped, ending: 'not_done', note: 'Lost it' },
    ],
  });
  expect(closed).toMatchObject({ closedOn: '2026-03-11', matchesEnded: 1 });
  await expect(mo.call(getStudent, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });
  const closure = await lead.call(getClosure, { params: { id: body.id } });
  expect(closure).toMatchObject({
    kind: 'planned',
    endedBy: 'programme',
    closedBy: 'Mo Farooq',
    actionsKept: ['Visit the college'],
    assessmentSkipped: null,
  });
  expect(
    closure.evidence?.questions.find(({ key }) => key === 'outcomes')?.lines.find(({ movement }) => movement === 'better'),
  ).toMatchObject({
    baseline: { value: 1 },
    now: { value: 3 },
  });
  expect((await lead.call(listActions, { query: { studentId: student.id, state: 'open' } })).items).toMatchObject([{ id: kept }]);
  const ada = await org.member('student', { studentId: student.id });
  expect((await ada.call(listOwnClosures, {})).items).toMatchObject([
    { studentSummary: 'Dear Ada, well done.', whatNext: 'Choosing options in May.' },
  ]);
  // what was kept to be finished can be finished, and then stays as it is
  await ada.call(closeAction, { params: { id: kept }, ifMatch: 1, body: { ending: 'done', note: '' } });
  expect(enrolmentId).toBe(closure.enrolmentId);
});

test('a closed case is read only: every write that hangs on it is refused and says why', async () => {
  const { lead, mo, org, student, enrolmentId, matchId, first, close } = await arranged();
  await close();
  const other = await org.programme('Horizons');
  const again = await org.enrol(student.id, { programmeId: other });
  // another match keeps the student in the mentor's sight
  await org.match(student.id, mo.memberId, { enrolmentId: again.enrolmentId });
  const meeting = {
    matchId,
    plannedMinutes: 30,
    mode: 'in_person' as const,
    repeatId: null,
    meetings: [{ id: newId(), date: '2026-03-20', time: '14:00' }],
  };
  const match = { id: newId(), studentId: student.id, mentorId: mo.memberId, enrolmentId, purpose: '', startedOn: '2026-03-11' };
  const score = first.scores[0];
  const amendment = { id: newId(), level: 2, missingReason: null, amendmentReason: 'Misread' };
  const writes: (() => Promise<unknown>)[] = [
    () => lead.call(updateEnrolment, { params: { id: enrolmentId }, ifMatch: 2, body: { cohortId: null, startedOn: '2026-01-07' } }),
    () => lead.call(startMatches, { body: { matches: [match] } }),
    () => lead.call(updateMatch, { params: { id: matchId }, ifMatch: 2, body: { purpose: 'More' } }),
    () => mo.call(scheduleMeetings, { body: meeting }),
    () => mo.call(createAction, { body: { id: newId(), studentId: student.id, matchId, title: 'One more', dueOn: null } }),
    () => mo.call(amendScore, { params: { id: score?.id ?? '' }, body: amendment }),
    () => mo.call(setTarget, { params: { id: enrolmentId }, body: { id: newId(), seriesId: score?.seriesId ?? '', value: 3 } }),
    () => mo.call(startReview, { params: { id: enrolmentId }, body: { id: newId() } }),
    () => mo.call(getClosing, { params: { id: enrolmentId } }),
  ];
  for (const write of writes)
    await expect(write(), write.toString()).rejects.toMatchObject({ status: 409, problem: { code: 'case-closed' } });
  await expect(close({ id: newId() })).rejects.toMatchObject({ status: 409 });
  // a lead corrects a wrong score all the same: both stay
  await lead.call(amendScore, { params: { id: score?.id ?? '' }, body: amendment });
});

test('whoever closed a case is reminded to follow it up, sees no more of it than that, and writes down how things stand', async () => {
  const { lead, mo, org, body, close } = await arranged();
  await close();
  const jo = await org.member('mentor');
  expect((await mo.call(listFollowUps, { query: {} })).items).toEqual([]);
  const due = { query: { until: '2026-07-01' } };
  expect((await mo.call(listFollowUps, due)).items).toMatchObject([
    { closureId: body.id, studentName: 'Ada Byron', followUpOn: '2026-06-10' },
  ]);
  expect((await jo.call(listFollowUps, due)).items).toEqual([]);
  const record = (who: typeof mo, ifMatch: number, more: object) =>
    who.call(recordFollowUp, {
      params: { id: body.id },
      ifMatch,
      body: { followedUpOn: null, note: 'Rang; nobody in', again: null, ...more },
    });
  await expect(record(jo, 1, { again: '2026-06-20' })).rejects.toMatchObject({ status: 404 });
  await record(mo, 1, { again: '2026-06-20' });
  await record(mo, 2, { followedUpOn: '2026-03-11', note: 'Settled at college' });
  expect((await lead.call(listFollowUps, due)).items).toEqual([]);
  expect(await lead.call(getClosure, { params: { id: body.id } })).toMatchObject({
    followedUpOn: '2026-03-11',
    followedUpBy: 'Mo Farooq',
    followUpNote: 'Rang; nobody in\n\nSettled at college',
  });
});

test('endings in bulk, of leavers and of days that came by end in the same record', async () => {
  const { lead, org, student, enrolmentId, mo } = await arranged();
  const ending = { kind: 'early', endedBy: 'school', reason: 'The group was stopped' } as const;
  const [bell, dodd] = [await org.student({ givenName: 'Ann' }), await org.student({ givenName: 'Cy' })];
  const annEnrolled = await org.enrol(bell.id);
  const cyEnrolled = await org.enrol(dodd.id);
  const end = (id: string, endedOn: string) => lead.call(endEnrolments, { body: { enrolments: [{ id, version: 1 }], endedOn, ...ending } });
  await end(annEnrolled.enrolmentId, '2026-03-11');
  await end(cyEnrolled.enrolmentId, '2026-03-12');
  await lead.call(leaveStudent, {
    params: { id: student.id },
    ifMatch: 1,
    body: { leftOn: '2026-03-10', reason: 'Moved away', endKind: 'early', endedBy: 'family' },
  });
  const of = async (id: string) => (await lead.call(listStudentClosures, { params: { id } })).items;
  expect(await of(bell.id)).toMatchObject([{ kind: 'early', closedOn: '2026-03-11' }]);
  expect(await of(student.id)).toMatchObject([{ enrolmentId, closedOn: '2026-03-10' }]);
  expect(await of(dodd.id)).toEqual([]);
  const tomorrow = { ...org.actor, today: '2026-03-12' };
  const run = () => server.database.withActor(tomorrow, (tx) => closeEndedCases(tx, tomorrow));
  expect(await run()).toBe(1);
  expect(await run()).toBe(0);
  const [closed] = await of(dodd.id);
  expect(await lead.call(getClosure, { params: { id: closed?.id ?? '' } })).toMatchObject({
    endedBy: 'school',
    reason: 'The group was stopped',
    closedBy: null,
  });
  // words are completed afterwards by a lead, and by nobody else
  const words = { studentSummary: 'Dear Cy', whatNext: '', followUpOn: null };
  await expect(mo.call(reviseClosure, { params: { id: closed?.id ?? '' }, ifMatch: 1, body: words })).rejects.toMatchObject({
    status: 403,
  });
  expect(await lead.call(reviseClosure, { params: { id: closed?.id ?? '' }, ifMatch: 1, body: words })).toMatchObject({ version: 2 });
});

test('a closed case is taken up again as a new enrolment that follows it, with a mentor in the same step', async () => {
  const { lead, mo, student, enrolmentId, body, close } = await arranged();
  await close();
  const again = newId();
  const reopen = (id: string) =>
    lead.call(reopenCase, {
      params: { id: body.id },
      body: { id, startedOn: '2026-03-11', match: { id: newId(), mentorId: mo.memberId } },
    });
  expect(await reopen(again)).toEqual({ enrolmentId: again });
  await expect(reopen(newId())).rejects.toMatchObject({ status: 409, problem: { code: 'already-reopened' } });
  expect(await lead.call(getClosure, { params: { id: body.id } })).toMatchObject({ enrolmentId, followedBy: { enrolmentId: again } });
  expect((await mo.call(getStudent, { params: { id: student.id } })).matches.filter(({ current }) => current)).toMatchObject([
    { enrolmentId: again },
  ]);
});
