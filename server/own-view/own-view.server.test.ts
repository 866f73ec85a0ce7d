import { getStudentOutcomes } from '@waymark/contract/assessments.ts';
import { getOwnQuestions, listOwnViews, recordOwnView } from '@waymark/contract/own-view.ts';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

async function studentInProgramme() {
  const org = await server.organisation();
  const student = await org.student({ givenName: 'Ada' });
  const { enrolmentId } = await org.enrol(student.id);
  const { call, memberId } = await org.member('student', { studentId: student.id, name: 'Ada' });
  return { org, student, enrolmentId, call, memberId };
}

test('a student is asked the outcomes of their programme in their own wording, and nothing written for mentors', async () => {
  const { call, enrolmentId } = await studentInProgramme();
  expect((await call(listOwnViews, {})).items).toEqual([{ enrolmentId, programme: 'Aspire', questions: 25, lastOn: null }]);
  const asked = await call(getOwnQuestions, { params: { enrolmentId } });
  expect(asked).toMatchObject({ programme: 'Aspire', levels: 4 });
  expect(asked.questions).toHaveLength(25);
  expect(asked.questions[0]).toMatchObject({
    wording: 'I know what I could do when I finish this stage of school or college.',
    typeName: 'Knowledge',
    previousLevel: null,
  });
  expect(JSON.stringify(asked)).not.toMatch(/Student can|Does not/);
});

test('what a student answers is a view of their own, beside their mentor’s, first as baseline and then as progress', async () => {
  const { org, call, student, enrolmentId, memberId } = await studentInProgramme();
  const mentor = await org.member('mentor');
  await org.match(student.id, mentor.memberId, { enrolmentId });
  const { frameworkVersionId, questions } = await call(getOwnQuestions, { params: { enrolmentId } });
  const [one, two] = questions.map(({ outcomeId }) => outcomeId);
  if (!one || !two) throw new Error('there are questions');
  const scores = [
    { id: newId(), outcomeId: one, level: 2, missingReason: null, comment: 'I went to the fair' },
    { id: newId(), outcomeId: two, level: null, missingReason: 'declined' as const },
  ];
  expect(await call(recordOwnView, { body: { id: newId(), enrolmentId, frameworkVersionId, scores } })).toEqual({
    recordedOn: '2026-03-11',
    answered: 2,
  });

  server.now = new Date('2026-04-15T10:00:00Z');
  await call(recordOwnView, {
    body: { id: newId(), enrolmentId, frameworkVersionId, scores: [{ id: newId(), outcomeId: one, level: 4, missingReason: null }] },
  });
  expect((await call(listOwnViews, {})).items[0]?.lastOn).toBe('2026-04-15');
  expect((await call(getOwnQuestions, { params: { enrolmentId } })).questions[0]).toMatchObject({
    previousLevel: 4,
    previousOn: '2026-04-15',
  });

  const page = await mentor.call(getStudentOutcomes, { params: { id: student.id } });
  const ladder = page.types[0]?.outcomes[0]?.scores.map(({ perspective, point, level, reason, assessor }) => ({
    perspective,
    point,
    level,
    reason,
    assessor: assessor.id,
  }));
  expect(ladder).toEqual([
    { perspective: 'student', point: 'baseline', level: 2, reason: 'I went to the fair', assessor: memberId },
    { perspective: 'student', point: 'progress', level: 4, reason: '', assessor: memberId },
  ]);
  expect(page.types[0]?.outcomes[1]?.scores[0]).toMatchObject({ level: null, missingReason: 'declined' });
  server.now = new Date('2026-03-11T10:00:00Z');
});

test('sending the same view again writes nothing a second time', async () => {
  const { org, call, enrolmentId } = await studentInProgramme();
  const { frameworkVersionId, questions } = await call(getOwnQuestions, { params: { enrolmentId } });
  const body = {
    id: newId(),
    enrolmentId,
    frameworkVersionId,
    scores: [{ id: newId(), outcomeId: questions[0]?.outcomeId ?? '', level: 3, missingReason: null }],
  };
  await call(recordOwnView, { body });
  await expect(call(recordOwnView, { body })).rejects.toMatchObject({ status: 409, problem: { code: 'already-recorded' } });
  expect(await org.as((tx) => tx.selectFrom('scores').select('id').where('org_id', '=', org.orgId).execute())).toHaveLength(1);
});

test('a step that is not on the scale, a question of another framework and an empty view are refused', async () => {
  const { call, enrolmentId } = await studentInProgramme();
  const elsewhere = await studentInProgramme();
  const { frameworkVersionId, questions } = await call(getOwnQuestions, { params: { enrolmentId } });
  const foreign = await elsewhere.call(getOwnQuestions, { params: { enrolmentId: elsewhere.enrolmentId } });
  const body = (outcomeId: string, level: number, version = frameworkVersionId) => ({
    id: newId(),
    enrolmentId,
    frameworkVersionId: version,
    scores: [{ id: newId(), outcomeId, level, missingReason: null }],
  });
  const own = questions[0]?.outcomeId ?? '';
  await expect(call(recordOwnView, { body: body(own, 5) })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('Choose a level from 1 to 4'),
  });
  await expect(call(recordOwnView, { body: body(foreign.questions[0]?.outcomeId ?? '', 2) })).rejects.toMatchObject({ status: 422 });
  await expect(call(recordOwnView, { body: body(own, 2, foreign.frameworkVersionId) })).rejects.toMatchObject({ status: 422 });
  await expect(call(recordOwnView, { body: { ...body(own, 2), scores: [] } })).rejects.toMatchObject({ status: 422 });
});

test('a student answers for nobody else, and nobody answers for a student', async () => {
  const { org, call } = await studentInProgramme();
  const other = await org.student();
  const { enrolmentId } = await org.enrol(other.id);
  await expect(call(getOwnQuestions, { params: { enrolmentId } })).rejects.toMatchObject({ status: 404 });
  const lead = await org.member('lead');
  await expect(lead.call(getOwnQuestions, { params: { enrolmentId } })).rejects.toMatchObject({ status: 403 });
});

test('when the programme has ended there is nothing left to answer', async () => {
  const { org, call, enrolmentId } = await studentInProgramme();
  await org.as((tx) =>
    tx
      .updateTable('enrolments')
      .set({ ended_on: '2026-03-10', end_kind: 'planned' })
      .where('org_id', '=', org.orgId)
      .where('id', '=', enrolmentId)
      .execute(),
  );
  expect((await call(listOwnViews, {})).items).toEqual([]);
  await expect(call(getOwnQuestions, { params: { enrolmentId } })).rejects.toMatchObject({ status: 404 });
});
