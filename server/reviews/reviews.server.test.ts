import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createAction } from '@waymark/contract/actions.ts';
import { enrolStudents } from '@waymark/contract/enrolments.ts';
import { recordReadings } from '@waymark/contract/readings.ts';
import {
  getReview,
  holdReview,
  listReviews,
  listStudentReviews,
  saveReviewDraft,
  setReviewSchedule,
  skipReview,
  startReview,
} from '@waymark/contract/reviews.ts';
import { listTargets, replaceTarget, setTarget } from '@waymark/contract/targets.ts';
import { newId } from '../db/ids.ts';
import { readMeasures } from '../measures/figures.ts';
import { assess } from '../testing/assess.ts';
import { testServer } from '../testing/server.ts';
import { layOutReviews } from './schedule.ts';

// a Wednesday
const server = await testServer({ now: new Date('2026-03-11T10:00:00Z') });

async function arranged() {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const mo = await org.member('mentor', { name: 'Mo Farooq' });
  const programmeId = await org.programme();
  const student = await org.student({ givenName: 'Ada', familyName: 'Byron' });
  const { enrolmentId } = await org.enrol(student.id, { programmeId, startedOn: '2026-01-07' });
  const { matchId } = await org.match(student.id, mo.memberId, { startedOn: '2026-01-07', enrolmentId });
  const schedule = async (everyWeeks: number | null, version: number) =>
    lead.call(setReviewSchedule, { params: { id: programmeId }, ifMatch: version, body: { everyWeeks, atClose: true } });
  const due = async () => (await lead.call(listReviews, { query: { state: 'due' } })).items;
  const measure = async (kind: string) => {
    const found = (await org.as((tx) => readMeasures(tx, org.orgId))).find((one) => one.kind === kind && one.questionnaireId === null);
    if (found === undefined) throw new Error(`no measure of ${kind}`);
    return found;
  };
  const read = async (measureId: string, value: number, takenOn: string) =>
    mo.call(recordReadings, {
      params: { id: student.id },
      body: {
        enrolmentId,
        point: takenOn < '2026-02-01' ? 'baseline' : 'progress',
        readings: [{ id: newId(), measureId, takenOn, value }],
      },
    });
  const start = async () => (await mo.call(startReview, { params: { id: enrolmentId }, body: { id: newId() } })).id;
  const open = (id: string) => mo.call(getReview, { params: { id } });
  return { org, lead, mo, programmeId, student, enrolmentId, matchId, schedule, due, measure, read, start, open };
}

test('a schedule lays out one review a case, counted from the start; run again it adds none, and a change moves it', async () => {
  const { org, lead, schedule, due, programmeId, enrolmentId } = await arranged();
  expect(await schedule(12, 1)).toMatchObject({ due: 1 });
  expect(await due()).toMatchObject([{ enrolmentId, kind: 'progress', dueOn: '2026-04-01', daysOverdue: -21, begun: false }]);
  await expect(schedule(6, 1)).rejects.toMatchObject({ status: 412 });
  expect(await org.as((tx) => layOutReviews(tx, org.actor, 'everybody'))).toBe(0);
  // nine weeks in, reviews every six weeks are new: due today, and nobody is late
  await schedule(6, 2);
  expect(await due()).toMatchObject([{ dueOn: '2026-03-11', daysOverdue: 0 }]);
  await schedule(10, 3);
  expect(await due()).toMatchObject([{ dueOn: '2026-03-18' }]);
  const other = await org.student();
  await lead.call(enrolStudents, { body: { programmeId, startedOn: '2026-03-09', students: [{ id: newId(), studentId: other.id }] } });
  expect((await due()).map(({ dueOn }) => dueOn)).toEqual(['2026-03-18', '2026-05-18']);
  await schedule(null, 4);
  expect(await due()).toEqual([]);
});

test('a review shows baseline and now with their days, and says what cannot be said yet', async () => {
  const { org, mo, student, enrolmentId, matchId, measure, read, start, open } = await arranged();
  const homework = await measure('homework');
  const attendance = await measure('attendance');
  await read(homework.id, homework.scale.type === 'ordered' ? (homework.scale.steps[0]?.value ?? 0) : 1, '2026-01-08');
  await read(homework.id, homework.scale.type === 'ordered' ? (homework.scale.steps[1]?.value ?? 1) : 2, '2026-03-04');
  await read(attendance.id, 88, '2026-01-08');
  await assess(org, {
    studentId: student.id,
    enrolmentId,
    matchId,
    assessorId: mo.memberId,
    assessedOn: '2026-01-08',
    levels: [1, 2],
    point: 'baseline',
  });
  await assess(org, { studentId: student.id, enrolmentId, matchId, assessorId: mo.memberId, assessedOn: '2026-03-04', levels: [3] });
  await mo.call(createAction, { body: { id: newId(), studentId: student.id, title: 'Ask about the open day', dueOn: '2026-03-02' } });
  const { evidence, entry, status } = await open(await start());
  expect(status).toBe('due');
  expect(entry).toMatchObject({ decision: null, voices: { mentor: '' } });
  const question = (key: string) => evidence?.questions.find((one) => one.key === key);
  expect(question('homework')).toMatchObject({
    answer: 'better',
    lines: expect.arrayContaining([
      expect.objectContaining({
        movement: 'better',
        baseline: expect.objectContaining({ on: '2026-01-08', source: 'hand' }),
        now: expect.objectContaining({ on: '2026-03-04' }),
      }),
    ]),
  });
  expect(question('attendance')).toMatchObject({ answer: 'unknown', cannotSay: 'nothing_new', lines: [{ baseline: { shown: '88.0%' } }] });
  expect(question('punctuality')).toMatchObject({ answer: 'unknown', cannotSay: 'nothing_recorded' });
  const outcomes = question('outcomes');
  expect(outcomes?.answer).toBe('better');
  expect(outcomes?.lines.filter(({ movement }) => movement === 'better')).toMatchObject([
    { perspective: 'mentor', baseline: { shown: 'Level 1 of 4', on: '2026-01-08' }, now: { shown: 'Level 3 of 4', on: '2026-03-04' } },
  ]);
  expect(outcomes?.lines.filter(({ cannotSay }) => cannotSay === 'nothing_new')).toHaveLength(1);
  expect(evidence?.actions).toMatchObject({ open: 1, overdue: 1 });
});

test('what is entered is kept on the server; a second tab is told; held, it shows what was seen and not what came later', async () => {
  const { lead, mo, student, enrolmentId, measure, read, start, open, schedule, due } = await arranged();
  await schedule(6, 1);
  const attendance = await measure('attendance');
  await read(attendance.id, 88, '2026-01-08');
  const target = newId();
  await mo.call(setTarget, { params: { id: enrolmentId }, body: { id: target, measureId: attendance.id, value: 95 } });
  const id = await start();
  // the one that is due is the one
  expect((await due()).map((row) => row.id)).toEqual([id]);
  const first = await open(id);
  const draft = { ...first.entry, voices: { ...first.entry.voices, student: 'I like coming in early now.' } };
  const saved = await mo.call(saveReviewDraft, { params: { id }, ifMatch: first.version, body: draft });
  await expect(mo.call(saveReviewDraft, { params: { id }, ifMatch: first.version, body: draft })).rejects.toMatchObject({ status: 412 });
  expect((await open(id)).entry.voices.student).toBe('I like coming in early now.');
  expect(await due()).toMatchObject([{ begun: true }]);

  const entry = {
    ...draft,
    heldOn: '2026-03-11',
    decision: 'change_plan' as const,
    targets: [{ target: { id: newId(), measureId: attendance.id, value: 92 }, replaces: target, reason: 'One step at a time' }],
    actions: [{ id: newId(), title: 'Set two alarms', owner: 'student' as const, dueOn: '2026-03-18' }],
    nextReviewOn: '2026-04-01',
  };
  await read(attendance.id, 91, '2026-03-10');
  const hold = (seen: string) => mo.call(holdReview, { params: { id }, ifMatch: saved.version, body: { ...entry, seen } });
  await expect(hold(first.seen ?? '')).rejects.toMatchObject({ status: 409, problem: { code: 'evidence-changed' } });
  const { seen } = await open(id);
  expect(await hold(seen ?? '')).toEqual({ id, decision: 'change_plan', nextDueOn: '2026-04-01' });
  expect(await due()).toMatchObject([{ dueOn: '2026-04-01' }]);
  expect((await mo.call(listTargets, { params: { id: student.id } })).items).toMatchObject([
    {
      targets: [{ shown: '92.0%', state: 'near', now: { shown: '91.0%' } }],
      earlier: [{ shown: '95.0%', replacedReason: 'One step at a time' }],
    },
  ]);

  await read(attendance.id, 99, '2026-03-11');
  const held = await open(id);
  expect(held).toMatchObject({
    status: 'held',
    held: {
      on: '2026-03-11',
      by: 'Mo Farooq',
      agreed: { targets: [{ shown: '92.0%', before: '95.0%' }], actions: [{ title: 'Set two alarms' }] },
    },
  });
  expect(held.evidence?.questions.find(({ key }) => key === 'attendance')?.lines[0]?.now?.shown).toBe('91.0%');
  await expect(mo.call(saveReviewDraft, { params: { id }, ifMatch: held.version, body: draft })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'review-over' },
  });
  expect((await lead.call(listReviews, { query: { state: 'held' } })).items).toMatchObject([
    { id, decision: 'change_plan', heldBy: 'Mo Farooq' },
  ]);
});

test('a review that is left out says why, and the next is counted from that day', async () => {
  const { lead, mo, student, schedule, due } = await arranged();
  await schedule(6, 1);
  const [row] = await due();
  const id = row?.id ?? '';
  const left = await mo.call(skipReview, { params: { id }, ifMatch: 1, body: { reason: 'Ada was ill for three weeks' } });
  expect(left.nextDueOn).toBe('2026-04-22');
  expect((await lead.call(listStudentReviews, { params: { id: student.id } })).items).toMatchObject([
    { status: 'due', dueOn: '2026-04-22' },
    { id, status: 'skipped', skippedReason: 'Ada was ill for three weeks' },
  ]);
});

test('targets are set once for a thing, and only with a value on its scale; another mentor sees none of it', async () => {
  const { org, mo, student, enrolmentId, measure } = await arranged();
  const { id: measureId } = await measure('attendance');
  const set = (value: number) => mo.call(setTarget, { params: { id: enrolmentId }, body: { id: newId(), measureId, value } });
  await expect(set(120)).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'value' }] } });
  const { id } = await set(95);
  await expect(set(96)).rejects.toMatchObject({ status: 409, problem: { code: 'target-set' } });
  await mo.call(replaceTarget, { params: { id }, body: { id: newId(), value: 96, reason: 'Nearly there' } });
  await expect(mo.call(replaceTarget, { params: { id }, body: { id: newId(), value: 97, reason: 'Again' } })).rejects.toMatchObject({
    problem: { code: 'target-replaced' },
  });
  const jo = await org.member('mentor');
  await expect(jo.call(listTargets, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });
  expect((await jo.call(listReviews, { query: {} })).items).toEqual([]);
});

test('an undone import may take a review nobody has begun along, and nobody else may delete one', async () => {
  const { org, mo, schedule, due, open } = await arranged();
  await schedule(6, 1);
  const [row] = await due();
  const id = row?.id ?? '';
  const remove = (importId: string | null) =>
    org.as(async (tx) => {
      if (importId !== null) await sql`select set_config('app.undo_import', ${importId}, true)`.execute(tx);
      const { numAffectedRows } = await sql`delete from reviews where org_id = ${org.orgId} and id = ${id}`.execute(tx);
      return Number(numAffectedRows);
    });
  expect(await remove(null)).toBe(0);
  const { entry, version } = await open(id);
  await mo.call(saveReviewDraft, { params: { id }, ifMatch: version, body: { ...entry, plan: 'Begun' } });
  expect(await remove(newId())).toBe(0);
  await org.as((tx) => tx.updateTable('reviews').set({ draft: '{}' }).where('id', '=', id).execute());
  expect(await remove(newId())).toBe(1);
});
