import { amendScore, getStudentOutcomes } from '@waymark/contract/assessments.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { assess } from '../testing/assess.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead', { name: 'Lea Lead' });
});

/** A student whose mentor scored one outcome 1 and then 3, with a line beside each. */
async function scored() {
  const mentor = await org.member('mentor', { name: 'Mo Farooq' });
  const student = await org.student({ givenName: 'Ada', familyName: 'Byron' });
  const match = await org.match(student.id, mentor.memberId);
  const first = await assess(org, {
    studentId: student.id,
    ...match,
    assessorId: mentor.memberId,
    assessedOn: '2026-01-10',
    point: 'baseline',
    levels: [1],
    reason: 'Could not name one',
  });
  const second = await assess(org, {
    studentId: student.id,
    ...match,
    assessorId: mentor.memberId,
    assessedOn: '2026-02-10',
    levels: [3],
    reason: 'Named two',
  });
  return { mentor, student, ...match, scoreId: first.scores[0]!.id, latestId: second.scores[0]!.id };
}
const correction = (level: number | null, more: object = {}) => ({
  id: newId(),
  level,
  missingReason: null,
  reason: 'Named one',
  amendmentReason: 'Pressed 1 instead of 2',
  ...more,
});

describe('the ladders of a student', () => {
  test('show every outcome of the programme’s framework, the scored one with its steps', async () => {
    const { mentor, student } = await scored();
    const outcomes = await mentor.call(getStudentOutcomes, { params: { id: student.id } });
    expect(outcomes.student.name).toBe('Ada Byron');
    expect(outcomes.types).toHaveLength(5);
    const ladders = outcomes.types.flatMap((type) => type.outcomes);
    expect(ladders.length).toBeGreaterThanOrEqual(20);
    const steps = ladders.flatMap((outcome) => outcome.scores);
    expect(steps).toMatchObject([
      {
        assessedOn: '2026-01-10',
        level: 1,
        levels: 4,
        point: 'baseline',
        perspective: 'mentor',
        versionNumber: 1,
        reason: 'Could not name one',
        mayAmend: true,
        assessor: { name: 'Mo Farooq' },
      },
      { assessedOn: '2026-02-10', level: 3, point: 'progress', amendmentReason: null, replaced: [] },
    ]);
    expect(outcomes.matches).toMatchObject([{ mentor: { name: 'Mo Farooq' }, endedOn: null }]);
  });

  test('are not there for a mentor whose match has ended, nor for school contacts and analysts', async () => {
    const { student } = await scored();
    const former = await org.member('mentor');
    await org.match(student.id, former.memberId, { startedOn: '2025-09-10', endedOn: '2026-01-01' });
    await expect(former.call(getStudentOutcomes, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });
    for (const role of ['school_contact', 'analyst'] as const) {
      await expect((await org.member(role)).call(getStudentOutcomes, { params: { id: student.id } })).rejects.toMatchObject({
        status: 403,
      });
    }
  });

  test('show the student the levels, but not the lines mentors wrote beside them', async () => {
    const { student } = await scored();
    const own = await org.member('student', { studentId: student.id });
    const { types } = await own.call(getStudentOutcomes, { params: { id: student.id } });
    const steps = types.flatMap((type) => type.outcomes.flatMap((outcome) => outcome.scores));
    expect(steps.map(({ level, reason, mayAmend }) => ({ level, reason, mayAmend }))).toEqual([
      { level: 1, reason: '', mayAmend: false },
      { level: 3, reason: '', mayAmend: false },
    ]);
    await expect(own.call(getStudentOutcomes, { params: { id: (await org.student()).id } })).rejects.toMatchObject({ status: 404 });
  });

  test('being read is written to the access log', async () => {
    const { student } = await scored();
    await lead.call(getStudentOutcomes, { params: { id: student.id } });
    const log = await org.as((tx) =>
      tx
        .selectFrom('access_log')
        .select(['member_id', 'what'])
        .where('org_id', '=', org.orgId)
        .where('student_id', '=', student.id)
        .execute(),
    );
    expect(log).toEqual([{ member_id: lead.memberId, what: 'outcomes' }]);
  });
});

describe('a correction', () => {
  test('takes the place of the score, keeps the old one with who wrote it, and moves the standing', async () => {
    const { mentor, student, scoreId } = await scored();
    await mentor.call(amendScore, { params: { id: scoreId }, body: correction(2) });
    const { types } = await lead.call(getStudentOutcomes, { params: { id: student.id } });
    const [first] = types.flatMap((type) => type.outcomes.flatMap((outcome) => outcome.scores));
    expect(first).toMatchObject({
      level: 2,
      assessedOn: '2026-01-10',
      amendmentReason: 'Pressed 1 instead of 2',
      recordedBy: { name: 'Mo Farooq' },
      replaced: [{ id: scoreId, level: 1, reason: 'Could not name one' }],
    });
    const standing = await org.as((tx) =>
      tx.selectFrom('standings').selectAll().where('org_id', '=', org.orgId).where('student_id', '=', student.id).executeTakeFirstOrThrow(),
    );
    expect(standing).toMatchObject({ scored: 2, first_level: 2, baseline_level: 2, latest_level: 3 });
    const audit = await org.as((tx) =>
      tx
        .selectFrom('audit_log')
        .select(['action', 'detail'])
        .where('org_id', '=', org.orgId)
        .where('student_id', '=', student.id)
        .execute(),
    );
    expect(audit).toMatchObject([
      { action: 'score.amended', detail: { from: { level: 1 }, to: { level: 2 }, why: 'Pressed 1 instead of 2' } },
    ]);
  });

  test('of a corrected score is refused, and of its correction is taken', async () => {
    const { mentor, scoreId } = await scored();
    const { id } = await mentor.call(amendScore, { params: { id: scoreId }, body: correction(2) });
    await expect(lead.call(amendScore, { params: { id: scoreId }, body: correction(4) })).rejects.toMatchObject({ status: 409 });
    await expect(lead.call(amendScore, { params: { id }, body: correction(4) })).resolves.toMatchObject({ supersedes: id });
  });

  test('by two people at once is made once', async () => {
    const { mentor, scoreId } = await scored();
    const made = await Promise.allSettled([
      mentor.call(amendScore, { params: { id: scoreId }, body: correction(2) }),
      lead.call(amendScore, { params: { id: scoreId }, body: correction(4) }),
    ]);
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is for leads and for the mentor who gave the score, not for their colleague', async () => {
    const { student, scoreId, latestId } = await scored();
    const colleague = await org.member('mentor');
    await org.match(student.id, colleague.memberId);
    await expect(colleague.call(amendScore, { params: { id: scoreId }, body: correction(2) })).rejects.toMatchObject({ status: 403 });
    await expect((await org.member('admin')).call(amendScore, { params: { id: scoreId }, body: correction(2) })).rejects.toMatchObject({
      status: 403,
    });
    await expect((await org.member('mentor')).call(amendScore, { params: { id: latestId }, body: correction(2) })).rejects.toMatchObject({
      status: 404,
    });
    await expect(lead.call(amendScore, { params: { id: latestId }, body: correction(2) })).resolves.toBeDefined();
  });

  test('needs a level on the scale, a reason, and something that changes', async () => {
    const { mentor, scoreId } = await scored();
    const wrong = (body: object) => mentor.call(amendScore, { params: { id: scoreId }, body: body as never });
    await expect(wrong(correction(5))).rejects.toMatchObject({ status: 422, message: expect.stringContaining('from 1 to 4') });
    await expect(wrong(correction(2, { amendmentReason: ' ' }))).rejects.toMatchObject({ status: 422 });
    await expect(wrong(correction(null))).rejects.toMatchObject({ status: 422 });
    await expect(wrong(correction(1, { reason: 'Could not name one' }))).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Nothing is different'),
    });
  });
});
