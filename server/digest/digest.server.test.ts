import { expect, test } from 'vitest';
import { immediateJobs } from '../jobs/runner.ts';
import { createLog } from '../services.ts';
import { readConfig } from '../config.ts';
import { createAction } from '@waymark/contract/actions.ts';
import { listVignettes } from '@waymark/contract/vignettes.ts';
import { startExercise } from '@waymark/contract/calibration.ts';
import { scheduleMeetings } from '@waymark/contract/meetings.ts';
import { newId } from '../db/ids.ts';
import { deliverMail } from '../mail/deliver.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { digestJob } from './digest.ts';

// a Wednesday, seven in the morning in London
const server = await testServer({ now: new Date('2026-03-11T07:00:00Z') });
const config = readConfig({ LOG_LEVEL: 'silent' });
const runner = immediateJobs(
  [digestJob, deliverMail],
  { database: server.database, config, log: createLog(config), links: server.links },
  () => server.now,
);
const run = () => runner.send('digest.daily', {});
const mailOf = (org: TestOrganisation) =>
  org.as((tx) => tx.selectFrom('outgoing_mail').select(['to_address', 'subject', 'body']).orderBy('to_address').execute());

/** A mentor with a student, a meeting today and an action that is overdue. */
async function busy(org: TestOrganisation, email: string): Promise<TestMember> {
  const mentor = await org.member('mentor', { email, name: `Mentor of ${email}` });
  const student = await org.student({ givenName: 'Ada', familyName: 'Byron' });
  const { matchId } = await org.match(student.id, mentor.memberId);
  const body = {
    matchId,
    plannedMinutes: 30,
    mode: 'in_person' as const,
    repeatId: null,
    meetings: [{ id: newId(), date: '2026-03-11', time: '14:00' }],
  };
  await mentor.call(scheduleMeetings, { body });
  await mentor.call(createAction, { body: { id: newId(), studentId: student.id, title: 'Read', dueOn: '2026-03-09' } });
  return mentor;
}

test('each mentor is told how much is due of their own, never of another’s or of another organisation’s, and no name', async () => {
  const north = await server.organisation('North');
  const south = await server.organisation('South');
  await busy(north, 'ann@north.example');
  const ben = await busy(north, 'ben@north.example');
  // a second student of Ben's alone
  const student = await north.student();
  await north.match(student.id, ben.memberId);
  await ben.call(createAction, { body: { id: newId(), studentId: student.id, title: 'Ask', dueOn: '2026-03-11' } });
  await busy(south, 'sue@south.example');
  await south.member('mentor', { email: 'idle@south.example' });
  await run();

  const [ann, bens] = await mailOf(north);
  expect(ann?.body).toContain('- 1 meeting today\n- 1 action overdue\n');
  expect(bens?.body).toContain('- 1 meeting today\n- 1 action due today\n- 1 action overdue\n');
  expect((await mailOf(south)).map(({ to_address }) => to_address)).toEqual(['sue@south.example']);
  for (const mail of [...(await mailOf(north)), ...(await mailOf(south))])
    expect(`${mail.subject} ${mail.body}`).not.toMatch(/Ada|Byron|Read/);

  // run again the same morning: nothing more; the next morning: again
  server.now = new Date('2026-03-11T09:45:00Z');
  await run();
  expect(await mailOf(north)).toHaveLength(2);
  server.now = new Date('2026-03-12T08:00:00Z');
  await run();
  expect(await mailOf(north)).toHaveLength(4);
});

test('not in the afternoon, not at the weekend, and not to those who do not want it or have left', async () => {
  const org = await server.organisation('West');
  const mentor = await busy(org, 'wes@west.example');
  for (const moment of ['2026-03-11T14:00:00Z', '2026-03-14T08:00:00Z']) {
    server.now = new Date(moment);
    await run();
  }
  expect(await mailOf(org)).toEqual([]);
  server.now = new Date('2026-03-13T08:00:00Z');
  for (const change of [{ digest: false }, { digest: true, status: 'ended' }] as const) {
    await org.as((tx) => tx.updateTable('members').set(change).where('id', '=', mentor.memberId).execute());
    await run();
    expect(await mailOf(org)).toEqual([]);
  }
});

test('a student whose match has ended is no longer counted', async () => {
  const org = await server.organisation('East');
  const mentor = await busy(org, 'eve@east.example');
  await org.as((tx) => tx.updateTable('matches').set({ ended_on: '2026-03-11' }).where('mentor_id', '=', mentor.memberId).execute());
  server.now = new Date('2026-03-11T08:00:00Z');
  await run();
  expect(await mailOf(org)).toEqual([]);
});

test('a mentor is reminded of written cases from three days before they are due until they have finished, and nobody else is', async () => {
  const org = await server.organisation('Cases');
  const [lead, ann] = [await org.member('lead'), await org.member('mentor', { email: 'ann@cases.example', name: 'Ann' })];
  const ben = await org.member('mentor', { email: 'ben@cases.example', name: 'Ben' });
  server.now = new Date('2026-03-11T12:00:00Z');
  const { items } = await lead.call(listVignettes, {});
  const id = newId();
  const vignetteIds = items.map((one) => one.id);
  await lead.call(startExercise, {
    body: { id, title: 'Spring', dueOn: '2026-03-16', vignetteIds: vignetteIds.slice(0, 1), memberIds: [ann.memberId, ben.memberId] },
  });
  const remindedOn = async (moment: string) => {
    server.now = new Date(moment);
    const before = (await mailOf(org)).length;
    await run();
    return (await mailOf(org)).slice(before).length;
  };
  const reminders = async () =>
    (await mailOf(org)).filter(({ subject }) => subject === 'Your day in Waymark').map(({ to_address }) => to_address);
  expect(await remindedOn('2026-03-12T08:00:00Z')).toBe(0);
  await remindedOn('2026-03-13T08:00:00Z');
  expect(await reminders()).toEqual(['ann@cases.example', 'ben@cases.example']);
  await org.as((tx) =>
    tx.updateTable('exercise_members').set({ finished_at: '2026-03-13T12:00:00Z' }).where('member_id', '=', ann.memberId).execute(),
  );
  await remindedOn('2026-03-17T08:00:00Z');
  expect(await reminders()).toEqual(['ann@cases.example', 'ben@cases.example', 'ben@cases.example']);
  const last = (await mailOf(org)).find(
    ({ subject, to_address }) => subject === 'Your day in Waymark' && to_address === 'ben@cases.example',
  );
  expect(last?.body).toContain('- 1 calibration exercise to finish');
});
