import { expect, test } from 'vitest';
import { getClosing } from '@waymark/contract/closures.ts';
import { listStudentMeasures } from '@waymark/contract/readings.ts';
import { getReview, holdReview, startReview } from '@waymark/contract/reviews.ts';
import {
  listStudentTargetChoices,
  listTargets,
  removeStudentTarget,
  removeTarget,
  replaceStudentTarget,
  replaceTarget,
  setStudentTarget,
  setTarget,
} from '@waymark/contract/targets.ts';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

async function arranged() {
  const org = await server.organisation();
  const [lead, admin, mentor] = [await org.member('lead'), await org.member('admin'), await org.member('mentor')];
  const student = await org.student({ givenName: 'Ada', familyName: 'Byron' });
  const params = { id: student.id };
  const { measures, outcomes } = await lead.call(listStudentTargetChoices, { params });
  const english = measures.find(({ code }) => code === 'attainment_english')?.id ?? '';
  const own = async () => (await lead.call(listTargets, { params })).own;
  return { org, lead, admin, mentor, student, params, english, outcomes, own };
}

test('a student nobody enrolled has a target of their own: an admin sets it, a lead changes it and takes it back, all on record', async () => {
  const { lead, admin, params, english, outcomes, own } = await arranged();
  expect(outcomes).toEqual([]);
  const [first, second] = [newId(), newId()];
  await admin.call(setStudentTarget, { params, body: { id: first, measureId: english, value: 5 } });
  const again = admin.call(setStudentTarget, { params, body: { id: newId(), measureId: english, value: 6 } });
  await expect(again).rejects.toMatchObject({ status: 409, problem: { code: 'target-set' } });
  const impossible = admin.call(setStudentTarget, { params, body: { id: newId(), measureId: english, value: 12 } });
  await expect(impossible).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'value' }] } });
  const body = { id: second, value: 6, reason: 'The school raised it' };
  await lead.call(replaceStudentTarget, { params: { ...params, targetId: first }, body });
  expect(await own()).toMatchObject({
    targets: [{ id: second, enrolmentId: null, shown: 'Grade 6', baseline: null, state: 'unknown' }],
    earlier: [{ id: first, shown: 'Grade 5', replacedReason: 'The school raised it' }],
  });
  await lead.call(removeStudentTarget, { params: { ...params, targetId: second }, body: { reason: 'Another student’s' } });
  expect((await own()).targets).toEqual([]);
  expect((await own()).earlier).toHaveLength(2);
});

test('what the school expects is nobody’s to change who only mentors, by no way there is', async () => {
  const { org, lead, mentor, student, params, english, own } = await arranged();
  const { enrolmentId } = await org.match(student.id, mentor.memberId);
  const id = newId();
  await lead.call(setStudentTarget, { params, body: { id, measureId: english, value: 6 } });
  const before = await own();
  await expect(mentor.call(setStudentTarget, { params, body: { id: newId(), measureId: english, value: 4 } })).rejects.toMatchObject({
    status: 403,
  });
  await expect(mentor.call(removeTarget, { params: { id }, body: { reason: 'No' } })).rejects.toMatchObject({ status: 404 });
  const changed = mentor.call(replaceTarget, { params: { id }, body: { id: newId(), value: 4, reason: 'No' } });
  await expect(changed).rejects.toMatchObject({ status: 404 });
  // nor is a target of an enrolment changed by the student's ways
  const ofEnrolment = newId();
  await mentor.call(setTarget, { params: { id: enrolmentId }, body: { id: ofEnrolment, measureId: english, value: 5 } });
  const wrongWay = lead.call(removeStudentTarget, { params: { ...params, targetId: ofEnrolment }, body: { reason: 'No' } });
  await expect(wrongWay).rejects.toMatchObject({ status: 404 });
  const other = await org.student();
  const wrongStudent = lead.call(removeStudentTarget, { params: { id: other.id, targetId: id }, body: { reason: 'No' } });
  await expect(wrongStudent).rejects.toMatchObject({ status: 404 });
  expect(await own()).toEqual(before);
});

test('once enrolled, the student’s own target shows in measures, review and closing, until the enrolment has one for the same', async () => {
  const { org, lead, mentor, student, params, english, own } = await arranged();
  const schools = newId();
  await lead.call(setStudentTarget, { params, body: { id: schools, measureId: english, value: 6 } });
  const { enrolmentId } = await org.match(student.id, mentor.memberId);
  const inMeasures = async () =>
    (await mentor.call(listStudentMeasures, { params })).items.find(({ measure }) => measure.id === english)?.target?.value;
  const inClosing = async () =>
    (await lead.call(getClosing, { params: { id: enrolmentId } })).evidence.targets.map(({ id, value }) => [id, value]);
  expect(await inMeasures()).toBe(6);
  expect(await inClosing()).toEqual([[schools, 6]]);
  const review = (await mentor.call(startReview, { params: { id: enrolmentId }, body: { id: newId() } })).id;
  const { evidence, seen, version, entry } = await mentor.call(getReview, { params: { id: review } });
  expect(evidence?.targets).toMatchObject([{ id: schools, enrolmentId: null, shown: 'Grade 6' }]);
  // changed in a review, it becomes the enrolment's, and the school's stays as it was
  const agreed = newId();
  const plan = {
    ...entry,
    heldOn: org.today,
    decision: 'change_plan' as const,
    targets: [{ target: { id: agreed, measureId: english, value: 5 }, replaces: schools, reason: 'One step at a time' }],
    seen: seen ?? '',
  };
  await mentor.call(holdReview, { params: { id: review }, ifMatch: version, body: plan });
  const held = await mentor.call(getReview, { params: { id: review } });
  expect(held.held?.agreed.targets).toMatchObject([{ before: 'Grade 6', shown: 'Grade 5' }]);
  expect(await inMeasures()).toBe(5);
  expect(await inClosing()).toEqual([[agreed, 5]]);
  expect((await own()).targets).toMatchObject([{ id: schools, shown: 'Grade 6' }]);
});
