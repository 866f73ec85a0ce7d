import { listMail } from '@waymark/contract/mail.ts';
import {
  answerFeedbackForm,
  askForFeedback,
  declineFeedbackForm,
  giveFeedback,
  listFeedback,
  listFeedbackRequests,
  listTeachers,
  openFeedbackForm,
  readFeedbackLink,
  remindTeacher,
  shareFeedback,
  unshareFeedback,
  withdrawFeedbackRequest,
} from '@waymark/contract/feedback.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer, TEST_NOW } from '../testing/server.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { latestFeedback, withoutAttribution } from './latest.ts';

const server = await testServer();
const public_ = server.caller();
const hours = (n: number) => new Date(TEST_NOW.getTime() + n * 3_600_000);
const days = (n: number) => hours(n * 24);

let org: TestOrganisation;
let mentor: TestMember;
let other: TestMember;
let lead: TestMember;
let school: { id: string };
let student: { id: string };

beforeAll(async () => {
  org = await server.organisation();
  school = await org.school();
  mentor = await org.member('mentor', { name: 'Mo Farooq' });
  other = await org.member('mentor');
  lead = await org.member('lead');
});

beforeEach(async () => {
  server.now = TEST_NOW;
  student = await org.student({ givenName: 'Adaeze', familyName: 'Lovett', schoolId: school.id });
  await org.match(student.id, mentor.memberId);
  await server.database.owner.deleteFrom('outgoing_mail').execute();
  // what an earlier test left open is not reminded of in this one
  await server.database.owner.updateTable('feedback_requests').set({ withdrawn_at: TEST_NOW.toISOString() }).execute();
});

const hall = { name: 'Ms Hall', email: 'hall@school.example', subject: 'Maths' };
const obi = { name: 'Mr Obi', email: 'obi@school.example', subject: '' };
const ask = async (...teachers: (typeof hall)[]) => {
  const body = {
    studentId: student.id,
    question: 'Is Adaeze still sitting at the back?',
    teachers: teachers.map((one) => ({ ...one, id: newId() })),
  };
  return (await mentor.call(askForFeedback, { body })).items;
};
/** One teacher asked, with the token of the link. */
const askHall = async () => {
  const [request] = await ask(hall);
  const params = { id: request?.id ?? '' };
  return { params, token: await linkOf(params.id) };
};
const linkOf = async (id: string) => {
  const { url } = await mentor.call(readFeedbackLink, { params: { id } });
  return url.split('/').at(-1) ?? '';
};
const mails = () =>
  org.as((tx) =>
    tx.selectFrom('outgoing_mail').select(['to_address as to', 'subject', 'body']).orderBy('created_at').orderBy('id').execute(),
  );
const good = { answers: { effort: 3, homework: null }, goingWell: 'Asks when stuck', wouldHelp: '' };

describe('asking', () => {
  test('each teacher gets a mail with a link of their own, and no mail says whom it is about', async () => {
    const items = await ask(hall, obi);
    expect(items.map(({ status, teacher }) => [status, teacher.name])).toEqual([
      ['sent', 'Ms Hall'],
      ['sent', 'Mr Obi'],
    ]);
    const sent = await mails();
    expect(sent.map(({ to }) => to).sort()).toEqual([hall.email, obi.email]);
    expect(new Set(sent.map(({ body }) => /\/feedback\/[\w-]{43}/.exec(body)?.[0])).size).toBe(2);
    expect(JSON.stringify(sent)).not.toMatch(/Adaeze|Lovett|at the back|Maths/);
    expect(JSON.stringify(items)).not.toContain('/feedback/');
    // an administrator reads in the outbox that somebody was asked, and nothing that would open the form
    const outbox = JSON.stringify(await (await org.member('admin')).call(listMail, { query: {} }));
    expect(outbox).toContain('/feedback/…');
    for (const { id } of items) expect(outbox).not.toContain(await linkOf(id));
  });

  test('the same request sent again asks nobody twice', async () => {
    const body = { studentId: student.id, teachers: [{ ...hall, id: newId() }] };
    await mentor.call(askForFeedback, { body });
    expect((await mentor.call(askForFeedback, { body })).items).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
  });

  test('a teacher who has an open request is named, and nobody is asked', async () => {
    await ask(hall);
    const problem = await ask(obi, { ...hall, email: 'HALL@school.example' }).catch((error: unknown) => error);
    expect(problem).toMatchObject({ status: 422, problem: { errors: [{ field: 'teachers.1.email' }] } });
    expect(await mails()).toHaveLength(1);
  });

  test('a mentor asks about their own caseload only; teachers of the school are offered again, in its own school only', async () => {
    const theirs = { studentId: student.id, teachers: [{ ...hall, id: newId() }] };
    await expect(other.call(askForFeedback, { body: theirs })).rejects.toMatchObject({ status: 404 });
    await ask(hall);
    const colleague = await org.student({ schoolId: school.id });
    await org.match(colleague.id, other.memberId);
    const { items } = await other.call(listTeachers, { query: { studentId: colleague.id } });
    expect(items).toContainEqual({ id: expect.any(String), ...hall });
    const elsewhere = await org.student({ schoolId: (await org.school()).id });
    expect((await lead.call(listTeachers, { query: { studentId: elsewhere.id } })).items).toEqual([]);
  });
});

describe('the link', () => {
  test('shows a given name and an initial, who asks and what, and takes one answer', async () => {
    const { token } = await askHall();
    expect(await public_(openFeedbackForm, { params: { token } })).toEqual({
      organisation: 'Northbridge Trust',
      student: 'Adaeze L.',
      teacher: 'Ms Hall',
      subject: 'Maths',
      askedBy: 'Mo Farooq',
      question: 'Is Adaeze still sitting at the back?',
      expiresAt: days(14).toISOString(),
    });
    server.now = days(1);
    await public_(answerFeedbackForm, { params: { token }, body: good });
    await expect(public_(answerFeedbackForm, { params: { token }, body: good })).rejects.toMatchObject({
      status: 410,
      problem: { code: 'link-over' },
    });
    await expect(public_(openFeedbackForm, { params: { token } })).rejects.toMatchObject({ status: 410 });
    const { items, student: whose } = await mentor.call(listFeedback, { query: { studentId: student.id } });
    expect(whose.name).toBe('Adaeze Lovett');
    expect(items).toEqual([
      {
        id: expect.any(String),
        studentId: student.id,
        author: 'Ms Hall',
        subject: 'Maths',
        givenAt: days(1).toISOString(),
        ...good,
        asked: { by: 'Mo Farooq', question: 'Is Adaeze still sitting at the back?' },
        toldTo: null,
        sharedWithStudent: false,
      },
    ]);
    expect((await mentor.call(listFeedbackRequests, { query: { studentId: student.id } })).items).toMatchObject([
      { status: 'answered', endedAt: days(1).toISOString() },
    ]);
  });

  test('two taps at once keep one answer', async () => {
    const { token } = await askHall();
    const tap = () =>
      public_(answerFeedbackForm, { params: { token }, body: good }).then(
        () => 200,
        (error: { status: number }) => error.status,
      );
    expect((await Promise.all([tap(), tap()])).sort((a, b) => a - b)).toEqual([200, 410]);
    expect((await mentor.call(listFeedback, { query: { studentId: student.id } })).items).toHaveLength(1);
  });

  test('an empty form is sent back, and the link still works', async () => {
    const { token } = await askHall();
    const empty = public_(answerFeedbackForm, { params: { token }, body: { answers: { effort: null } } });
    await expect(empty).rejects.toMatchObject({ status: 422 });
    await public_(answerFeedbackForm, { params: { token }, body: { wouldHelp: 'A seat at the front' } });
  });

  test('a teacher who cannot speak about the student says so, and hears no more', async () => {
    const { token } = await askHall();
    await public_(declineFeedbackForm, { params: { token } });
    expect((await mentor.call(listFeedbackRequests, { query: { studentId: student.id } })).items[0]?.status).toBe('declined');
    server.now = days(7);
    await server.jobs.send('feedback.remind', {});
    expect(await mails()).toHaveLength(1);
  });

  test('a request taken back is over at once, and says so', async () => {
    const { params, token } = await askHall();
    expect((await mentor.call(withdrawFeedbackRequest, { params })).status).toBe('withdrawn');
    expect((await mentor.call(withdrawFeedbackRequest, { params })).status).toBe('withdrawn');
    await expect(public_(openFeedbackForm, { params: { token } })).rejects.toMatchObject({ status: 410 });
    await expect(mentor.call(readFeedbackLink, { params })).rejects.toMatchObject({ status: 409 });
    await expect(mentor.call(remindTeacher, { params })).rejects.toMatchObject({ status: 409, problem: { code: 'request-over' } });
    // and the teacher may be asked again
    await ask(hall);
  });
});

describe('reminders', () => {
  test('go out after five days and before the end, with the same link, on weekdays in the day', async () => {
    await ask(hall);
    const run = async (at: Date) => {
      server.now = at;
      await server.jobs.send('feedback.remind', {});
      return (await mails()).length;
    };
    // asked on Wednesday the 11th at ten: five days later it is Monday
    expect(await run(hours(5 * 24 - 1))).toBe(1);
    expect(await run(hours(5 * 24 + 10))).toBe(1);
    expect(await run(hours(6 * 24))).toBe(2);
    expect(await run(hours(6 * 24 + 2))).toBe(2);
    expect(await run(days(12))).toBe(3);
    expect(await run(hours(13 * 24))).toBe(3);
    expect(await run(days(15))).toBe(3);
    const sent = await mails();
    expect(new Set(sent.map(({ body }) => /\/feedback\/[\w-]{43}/.exec(body)?.[0])).size).toBe(1);
    expect(sent.at(-1)?.subject).toContain('Last reminder');
    expect((await mentor.call(listFeedbackRequests, { query: { studentId: student.id } })).items).toMatchObject([
      { status: 'expired', reminders: 2 },
    ]);
  });

  test('by hand: once, and again only after half a day', async () => {
    const { params } = await askHall();
    await expect(mentor.call(remindTeacher, { params })).rejects.toMatchObject({ status: 409, problem: { code: 'sent-just-now' } });
    server.now = hours(20);
    expect(await mentor.call(remindTeacher, { params })).toMatchObject({ reminders: 1, lastSentAt: hours(20).toISOString() });
    await expect(mentor.call(remindTeacher, { params })).rejects.toMatchObject({ status: 409 });
    await expect(other.call(remindTeacher, { params })).rejects.toMatchObject({ status: 404 });
    expect(await mails()).toHaveLength(2);
  });

  test('nobody is reminded about a student who has left', async () => {
    await ask(hall);
    await org.as((tx) =>
      tx.updateTable('students').set({ left_on: '2026-03-12', left_reason: 'Moved' }).where('id', '=', student.id).execute(),
    );
    server.now = days(6);
    await server.jobs.send('feedback.remind', {});
    expect(await mails()).toHaveLength(1);
  });
});

describe('unasked', () => {
  test('a school contact gives feedback under their own name and reads only what they gave', async () => {
    const contact = await org.member('school_contact', { schoolId: school.id, name: 'David Okonkwo' });
    const { token } = await askHall();
    await public_(answerFeedbackForm, { params: { token }, body: good });
    const id = newId();
    const body = { id, studentId: student.id, author: 'Somebody else', subject: 'Form tutor', ...good };
    expect(await contact.call(giveFeedback, { body })).toMatchObject({ author: 'David Okonkwo', toldTo: null, asked: null });
    expect((await contact.call(giveFeedback, { body })).id).toBe(id);
    expect((await contact.call(listFeedback, { query: { studentId: student.id } })).items.map((one) => one.id)).toEqual([id]);
    expect((await mentor.call(listFeedback, { query: { studentId: student.id } })).items).toHaveLength(2);
    const stranger = await org.student();
    const elsewhere = { ...body, id: newId(), studentId: stranger.id };
    await expect(contact.call(giveFeedback, { body: elsewhere })).rejects.toMatchObject({ status: 404 });
    await expect(contact.call(listFeedbackRequests, { query: { studentId: student.id } })).rejects.toMatchObject({ status: 403 });
  });

  test('a mentor writes down what a teacher said, naming the teacher', async () => {
    const body = { id: newId(), studentId: student.id, ...good };
    await expect(mentor.call(giveFeedback, { body })).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'author' }] } });
    const given = await mentor.call(giveFeedback, { body: { ...body, author: 'Mr Obi' } });
    expect(given).toMatchObject({ author: 'Mr Obi', toldTo: 'Mo Farooq' });
    await expect(other.call(listFeedback, { query: { studentId: student.id } })).rejects.toMatchObject({ status: 404 });
  });

  test('a student sees nothing until it is shared, then what was said but not by whom, and nothing once it is taken back', async () => {
    const seat = await org.member('student', { studentId: student.id });
    const { id } = await mentor.call(giveFeedback, {
      body: { id: newId(), studentId: student.id, author: 'Mr Obi', subject: 'Art', ...good },
    });
    const seen = async () => (await seat.call(listFeedback, { query: { studentId: student.id } })).items;
    expect(await seen()).toEqual([]);
    await mentor.call(shareFeedback, { params: { id } });
    expect(await seen()).toMatchObject([{ author: null, toldTo: null, asked: null, subject: 'Art', goingWell: 'Asks when stuck' }]);
    await expect(other.call(unshareFeedback, { params: { id } })).rejects.toMatchObject({ status: 404 });
    await mentor.call(unshareFeedback, { params: { id } });
    expect(await seen()).toEqual([]);
  });

  test('the latest since a moment, and without who gave it', async () => {
    const say = (goingWell: string) =>
      mentor.call(giveFeedback, { body: { id: newId(), studentId: student.id, author: 'Mr Obi', goingWell } });
    await say('Earlier');
    server.now = days(3);
    await say('Later');
    const latest = await org.as((tx) => latestFeedback(tx, org.orgId, student.id));
    expect(latest.map(({ goingWell }) => goingWell)).toEqual(['Later', 'Earlier']);
    const since = await org.as((tx) => latestFeedback(tx, org.orgId, student.id, days(1).toISOString()));
    expect(since.map(({ goingWell }) => goingWell)).toEqual(['Later']);
    expect(JSON.stringify(since.map(withoutAttribution))).not.toMatch(/Obi|Farooq/);
  });
});
