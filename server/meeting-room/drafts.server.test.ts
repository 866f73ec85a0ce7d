import { beforeAll, describe, expect, test } from 'vitest';
import { getFramework } from '@waymark/contract/frameworks.ts';
import { listUnfinishedMeetings, openRoom, recordMeeting } from '@waymark/contract/meeting-room.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { TEST_NOW, testServer } from '../testing/server.ts';
import { expireDraftsJob } from './expire-drafts.ts';
import { level, meetingOf, recordWith, room, save } from './testing.ts';

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

const at = (seconds: number) => new Date(TEST_NOW.getTime() - 600_000 + seconds * 1000).toISOString();
const end = (matchId: string) =>
  org.as((tx) => tx.updateTable('matches').set({ ended_on: '2026-03-10', ended_by: 'mentor' }).where('id', '=', matchId).execute());

describe('opening a meeting', () => {
  test('gives the questions chosen for today first, then the rest of the framework', async () => {
    const { id, studentId } = await meetingOf(org, mo);
    const opened = await room(mo, id);
    const chosen = opened.questions.filter(({ chosenFor }) => chosenFor !== null);
    expect(chosen.length).toBeGreaterThanOrEqual(3);
    expect(opened.questions.slice(0, chosen.length)).toEqual(chosen);
    expect(opened.questions.length).toBeGreaterThan(20);
    expect(new Set(opened.questions.map(({ outcomeId }) => outcomeId)).size).toBe(opened.questions.length);
    expect(opened).toMatchObject({
      student: { id: studentId, name: 'Ada' },
      onBehalf: false,
      point: 'baseline',
      recorded: null,
      answers: [],
      meeting: { date: '2026-03-11', time: '09:00' },
    });
    expect(opened.questions[0]?.descriptors).toHaveLength(opened.framework.levels);
    expect(opened.library.length).toBeGreaterThan(0);
  });

  test('is refused to another mentor of the student, naming whose meeting it is', async () => {
    const { id, studentId } = await meetingOf(org, mo);
    await org.match(studentId, jo.memberId);
    await expect(room(jo, id)).rejects.toMatchObject({ status: 403, message: expect.stringContaining('Mo Farooq') });
  });

  test('is not there for a mentor who does not mentor the student, nor for other roles', async () => {
    const { id } = await meetingOf(org, mo);
    await expect(room(jo, id)).rejects.toMatchObject({ status: 404 });
    await expect(room(await org.member('analyst'), id)).rejects.toMatchObject({ status: 403 });
    await expect(room(await org.member('student'), id)).rejects.toMatchObject({ status: 403 });
    const elsewhere = await (await server.organisation('Elsewhere')).member('lead');
    await expect(room(elsewhere, id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('saving answers', () => {
  test('keeps each answer on its own: two tabs with different answers overwrite nothing', async () => {
    const { id } = await meetingOf(org, mo);
    const [first = '', second = ''] = (await room(mo, id)).questions.map(({ outcomeId }) => outcomeId);
    await Promise.all([save(mo, id, [level(first, 2, at(1))]), save(mo, id, [level(second, 4, at(1))])]);
    const kept = (await room(mo, id)).answers.map(({ key, value }) => [key, (value as { level: number }).level]);
    expect(new Map(kept as [string, number][])).toEqual(
      new Map([
        [`score:${first}`, 2],
        [`score:${second}`, 4],
      ]),
    );
  });

  test('the newest edit of an answer wins, whichever arrives last, and the loser is told what stands', async () => {
    const { id } = await meetingOf(org, mo);
    const [outcome = ''] = (await room(mo, id)).questions.map(({ outcomeId }) => outcomeId);
    expect((await save(mo, id, [level(outcome, 3, at(20))])).saved).toEqual([{ key: `score:${outcome}`, editedAt: at(20) }]);
    const late = await save(mo, id, [level(outcome, 1, at(10))]);
    expect(late.saved).toEqual([]);
    expect(late.newer).toMatchObject([{ key: `score:${outcome}`, editedAt: at(20), value: { level: 3 } }]);
    expect((await room(mo, id)).answers).toMatchObject([{ value: { level: 3 } }]);
  });

  test('a device whose clock is a day ahead does not win for ever', async () => {
    const { id } = await meetingOf(org, mo);
    const [outcome = ''] = (await room(mo, id)).questions.map(({ outcomeId }) => outcomeId);
    const { saved } = await save(mo, id, [level(outcome, 3, at(86_400))]);
    expect(saved).toEqual([{ key: `score:${outcome}`, editedAt: TEST_NOW.toISOString() }]);
    server.now = new Date(TEST_NOW.getTime() + 1000);
    await save(mo, id, [level(outcome, 2, server.now.toISOString())]);
    server.now = TEST_NOW;
    expect((await room(mo, id)).answers).toMatchObject([{ value: { level: 2 } }]);
  });

  test('a bad answer is named, and the good ones beside it are kept', async () => {
    const { id } = await meetingOf(org, mo);
    const [outcome = ''] = (await room(mo, id)).questions.map(({ outcomeId }) => outcomeId);
    const answer = await save(mo, id, [
      level(outcome, 2, at(1)),
      { key: `score:${newId()}`, value: { id: newId(), level: 99, missingReason: null, reason: '' }, editedAt: at(1) },
      { key: 'shoe_size', value: 43, editedAt: at(1) },
    ]);
    expect(answer.saved).toHaveLength(1);
    expect(answer.refused).toHaveLength(2);
    expect(answer.refused[1]?.message).toContain('shoe_size');
  });

  test('an answer taken back stays taken back', async () => {
    const { id } = await meetingOf(org, mo);
    await save(mo, id, [{ key: 'notes', value: { id: newId(), body: 'Half a sen' }, editedAt: at(1) }]);
    await save(mo, id, [{ key: 'notes', value: null, editedAt: at(2) }]);
    expect((await room(mo, id)).answers).toEqual([{ key: 'notes', value: null, editedAt: at(2) }]);
  });

  test('the framework version a meeting was begun with stands, whatever a second device says', async () => {
    const { id } = await meetingOf(org, mo);
    const { versionId } = (await room(mo, id)).framework;
    await save(mo, id, [{ key: 'framework', value: { frameworkVersionId: versionId }, editedAt: at(1) }]);
    const second = await save(mo, id, [{ key: 'framework', value: { frameworkVersionId: newId() }, editedAt: at(5) }]);
    expect(second.newer).toMatchObject([{ key: 'framework', value: { frameworkVersionId: versionId } }]);
  });

  test('after the meeting is finished nothing more is saved, and it is said why', async () => {
    const { id } = await meetingOf(org, mo);
    const opened = await room(mo, id);
    await mo.call(recordMeeting, { params: { id }, body: recordWith(opened, [2]) });
    await expect(save(mo, id, [level(opened.questions[0]?.outcomeId ?? '', 4, at(9))])).rejects.toMatchObject({
      status: 409,
      problem: { code: 'meeting-recorded' },
    });
  });
});

describe('a framework version published during a meeting', () => {
  async function publishAnother(): Promise<string> {
    const versionId = newId();
    await org.as(async (tx) => {
      const current = await tx
        .selectFrom('framework_versions')
        .selectAll()
        .where('org_id', '=', org.orgId)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('framework_versions')
        .values({
          org_id: org.orgId,
          id: versionId,
          framework_id: current.framework_id,
          number: current.number + 1,
          status: 'draft',
          levels: current.levels,
        })
        .execute();
      for (const type of await tx.selectFrom('outcome_types').selectAll().where('framework_version_id', '=', current.id).execute()) {
        const typeId = newId();
        await tx
          .insertInto('outcome_types')
          .values({ ...type, id: typeId, framework_version_id: versionId })
          .execute();
        for (const outcome of await tx.selectFrom('outcomes').selectAll().where('outcome_type_id', '=', type.id).execute()) {
          await tx
            .insertInto('outcomes')
            .values({ ...outcome, id: newId(), framework_version_id: versionId, outcome_type_id: typeId })
            .execute();
        }
      }
      await tx
        .updateTable('framework_versions')
        .set({ status: 'published', published_at: server.now.toISOString() })
        .where('id', '=', versionId)
        .execute();
    });
    return versionId;
  }

  test('the draft keeps the version it began with, and is recorded with it', async () => {
    const { id, studentId } = await meetingOf(org, mo);
    const before = await room(mo, id);
    await save(mo, id, [{ key: 'framework', value: { frameworkVersionId: before.framework.versionId }, editedAt: at(1) }]);
    const newVersion = await publishAnother();
    const after = await room(mo, id);
    expect(after.framework).toMatchObject({ versionId: before.framework.versionId, newerPublished: true });
    await mo.call(recordMeeting, {
      params: { id },
      body: recordWith(after, [3], { seen: after.answers.map(({ key, editedAt }) => ({ key, editedAt })) }),
    });
    const [assessment] = await org.as((tx) =>
      tx.selectFrom('assessments').select('framework_version_id').where('student_id', '=', studentId).execute(),
    );
    expect(assessment?.framework_version_id).toBe(before.framework.versionId);
    const next = await meetingOf(org, mo, { studentId: (await org.student()).id });
    expect((await room(mo, next.id)).framework).toMatchObject({ versionId: newVersion, newerPublished: false });
  });

  test('a device that began without signal names its version, and gets that one', async () => {
    const { id } = await meetingOf(org, mo);
    const before = await room(mo, id);
    await publishAnother();
    const later = await mo.call(openRoom, { params: { id }, query: { frameworkVersionId: before.framework.versionId } });
    expect(later.framework).toMatchObject({ versionId: before.framework.versionId, newerPublished: true });
  });

  test('a version of nobody’s framework is not taken from a device', async () => {
    const { id } = await meetingOf(org, mo);
    const framework = await org.as((tx) =>
      tx.selectFrom('frameworks').select('id').where('org_id', '=', org.orgId).executeTakeFirstOrThrow(),
    );
    const { currentVersionId } = await lead.call(getFramework, { params: { id: framework.id } });
    const opened = await mo.call(openRoom, { params: { id }, query: { frameworkVersionId: newId() } });
    expect(opened.framework.versionId).toBe(currentVersionId);
  });
});

describe('a match that ends during a meeting', () => {
  test('the mentor can neither read nor save, and a lead finds what was saved and records it as the mentor’s', async () => {
    const { id, studentId, matchId } = await meetingOf(org, mo);
    const opened = await room(mo, id);
    const [outcome = ''] = opened.questions.map(({ outcomeId }) => outcomeId);
    await save(mo, id, [level(outcome, 2, at(1)), { key: 'notes', value: { id: newId(), body: 'Worried about fees.' }, editedAt: at(2) }]);
    await end(matchId);
    await expect(save(mo, id, [level(outcome, 3, at(3))])).rejects.toMatchObject({ status: 404 });
    await expect(room(mo, id)).rejects.toMatchObject({ status: 404 });
    expect((await mo.call(listUnfinishedMeetings, {})).items.map(({ meetingId }) => meetingId)).not.toContain(id);

    const found = (await lead.call(listUnfinishedMeetings, {})).items.find(({ meetingId }) => meetingId === id);
    expect(found).toMatchObject({ studentId, mentorName: 'Mo Farooq', answers: 2, matchEnded: true });
    const taken = await room(lead, id);
    expect(taken).toMatchObject({ onBehalf: true, matchEnded: true });
    expect(taken.answers.find(({ key }) => key === 'notes')?.value).toMatchObject({ body: 'Worried about fees.' });
    await lead.call(recordMeeting, {
      params: { id },
      body: recordWith(taken, [2], { seen: taken.answers.map(({ key, editedAt }) => ({ key, editedAt })) }),
    });
    const [assessment] = await org.as((tx) =>
      tx
        .selectFrom('assessments')
        .select(['assessor_id', 'match_id', 'recorded_by', 'recorded_role'])
        .where('student_id', '=', studentId)
        .execute(),
    );
    expect(assessment).toEqual({ assessor_id: mo.memberId, match_id: matchId, recorded_by: lead.memberId, recorded_role: 'lead' });
    expect((await lead.call(listUnfinishedMeetings, {})).items.map(({ meetingId }) => meetingId)).not.toContain(id);
  });

  test('a mentor who takes the student over does not see what the other entered', async () => {
    const { id, studentId, matchId } = await meetingOf(org, mo);
    await save(mo, id, [{ key: 'notes', value: { id: newId(), body: 'In confidence.' }, editedAt: at(1) }]);
    await end(matchId);
    await org.match(studentId, jo.memberId);
    await expect(room(jo, id)).rejects.toMatchObject({ status: 403 });
    expect((await jo.call(listUnfinishedMeetings, {})).items).toEqual([]);
  });
});

test('answers nobody touched for a season are dropped and the audit log says so; those of yesterday stay', async () => {
  const old = await meetingOf(org, mo);
  const fresh = await meetingOf(org, mo);
  await save(mo, old.id, [{ key: 'notes', value: { id: newId(), body: 'Old' }, editedAt: at(1) }]);
  await save(mo, fresh.id, [{ key: 'notes', value: { id: newId(), body: 'New' }, editedAt: at(1) }]);
  const later = new Date(TEST_NOW.getTime() + 100 * 86_400_000);
  await org.as((tx) =>
    tx
      .updateTable('meeting_drafts')
      .set({ saved_at: new Date(later.getTime() - 86_400_000).toISOString() })
      .where('meeting_id', '=', fresh.id)
      .execute(),
  );
  await expireDraftsJob.run({ database: server.database, now: later } as never, {});
  expect((await room(mo, old.id)).answers).toEqual([]);
  expect((await room(mo, fresh.id)).answers).toHaveLength(1);
  const audit = await org.as((tx) => tx.selectFrom('audit_log').select(['action', 'detail']).where('entity_id', '=', old.id).execute());
  expect(audit).toContainEqual({ action: 'meeting.draft_expired', detail: { answers: 1, keptDays: 90 } });
});
