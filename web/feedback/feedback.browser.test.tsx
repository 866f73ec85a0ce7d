import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  answerFeedbackForm,
  askForFeedback,
  declineFeedbackForm,
  type Feedback,
  type FeedbackRequest,
  giveFeedback,
  listFeedback,
  listFeedbackRequests,
  listTeachers,
  openFeedbackForm,
  remindTeacher,
  shareFeedback,
} from '@waymark/contract/feedback.ts';
import { answer, noConnection, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as FeedbackFormPage } from './FeedbackFormPage.tsx';
import { Component as SchoolFeedbackPage } from './SchoolFeedbackPage.tsx';
import StudentFeedback from './StudentFeedback.tsx';

const student = '01920000-0000-7000-8000-0000000000a1';
const now = new Date();
const later = new Date(now.getTime() + 9 * 86_400_000).toISOString();
const asked = {
  organisation: 'Beacon Hill Mentoring',
  student: 'Ada L.',
  teacher: 'Ms Hall',
  subject: 'Maths',
  askedBy: 'Mo Farooq',
  question: 'Does she still sit at the back?',
  expiresAt: later,
};
const done = { done: true as const };
const feedback: Feedback = {
  id: '01920000-0000-7000-8000-0000000000f1',
  studentId: student,
  author: 'Ms Hall',
  subject: 'Maths',
  givenAt: now.toISOString(),
  answers: { effort: 3, homework: 1, focus: null },
  goingWell: 'Asks when stuck',
  wouldHelp: 'A seat at the front',
  asked: { by: 'Mo Farooq', question: '' },
  toldTo: null,
  sharedWithStudent: false,
};
const request: FeedbackRequest = {
  id: '01920000-0000-7000-8000-0000000000b1',
  studentId: student,
  askedBy: { id: '01920000-0000-7000-8000-000000000001', name: 'Mo Farooq' },
  teacher: { name: 'Mr Obi', email: 'obi@school.example', subject: 'Art' },
  question: '',
  status: 'sent',
  askedAt: now.toISOString(),
  lastSentAt: now.toISOString(),
  reminders: 1,
  expiresAt: later,
  endedAt: null,
  version: 2,
};

const form = (respond: Parameters<typeof renderPage>[1] & object) =>
  renderPage([{ path: '/feedback/:token', element: <FeedbackFormPage /> }], { at: '/feedback/abc', session: null, bare: true, ...respond });

test('on a small phone a teacher taps, sends and is thanked; two taps on "send" are one answer', async () => {
  await page.viewport(320, 640);
  const { screen, callsOf } = await form({ respond: [answer(openFeedbackForm, asked), answer(answerFeedbackForm, done)] });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'A minute about Ada L.' })).toBeVisible();
  await expect.element(screen.getByText('Does she still sit at the back?')).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Send', exact: true }));
  await expect.element(screen.getByText('Answer at least one question, or write a line.')).toBeVisible();
  expect(callsOf(answerFeedbackForm)).toHaveLength(0);
  await userEvent.click(screen.getByRole('radio', { name: 'Tries most of the time' }));
  await userEvent.click(screen.getByRole('radiogroup', { name: 'What about homework?' }).getByRole('radio', { name: 'Cannot say' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'What goes well?' }), 'Asks when stuck');
  await userEvent.dblClick(screen.getByRole('button', { name: 'Send', exact: true }));
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Thank you' })).toBeVisible();
  expect(callsOf(answerFeedbackForm).map(({ body }) => body as unknown)).toEqual([
    { answers: { effort: 3, homework: null }, goingWell: 'Asks when stuck', wouldHelp: '' },
  ]);
});

test('a slip to another page and back loses nothing, nor does a lost connection', async () => {
  const { screen } = await form({
    respond: [answer(openFeedbackForm, asked), answer(answerFeedbackForm, () => Promise.reject(noConnection()))],
  });
  await userEvent.click(screen.getByRole('radio', { name: 'Mostly on task' }));
  await userEvent.click(screen.getByRole('button', { name: 'Send', exact: true }));
  await expect.element(screen.getByRole('alert').filter({ hasText: 'Waymark' })).toBeVisible();
  await expect.element(screen.getByRole('radio', { name: 'Mostly on task' })).toBeChecked();
  expect(sessionStorage.getItem('feedback abc')).toContain('"focus":3');
});

test('a link that is over says so, before the form or after it', async () => {
  const over = () => Promise.reject(refusal(410, 'This link is over.', { code: 'link-over', detail: 'Its time has run out.' }));
  const { screen } = await form({ respond: [answer(openFeedbackForm, over)] });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'This link is over.' })).toBeVisible();
  await expect.element(screen.getByText('Its time has run out.')).toBeVisible();
});

test('a teacher who cannot speak about the student says so in two taps', async () => {
  const { screen, callsOf } = await form({ respond: [answer(openFeedbackForm, asked), answer(declineFeedbackForm, done)] });
  await userEvent.click(screen.getByRole('button', { name: 'I cannot speak about this student' }));
  await userEvent.click(screen.getByRole('button', { name: 'That is so' }));
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Thank you for saying so' })).toBeVisible();
  expect(callsOf(declineFeedbackForm)).toHaveLength(1);
});

const given = answer(listFeedback, { items: [feedback], next: null, student: { id: student, name: 'Ada Lovett' } });
const section = (respond: Parameters<typeof renderPage>[1] & object) =>
  renderPage([{ path: '/', element: <StudentFeedback studentId={student} /> }], respond);

test('a mentor reads what teachers say, reminds who has not answered, and shows the student', async () => {
  await page.viewport(390, 844);
  const { screen, callsOf } = await section({
    respond: [
      given,
      answer(listFeedbackRequests, { items: [request, { ...request, id: feedback.id, status: 'expired' }], next: null }),
      answer(remindTeacher, { ...request, reminders: 2 }),
      answer(shareFeedback, done),
    ],
  });
  await expect.element(screen.getByText('Effort: Tries most of the time (3 of 4)')).toBeVisible();
  expect(screen.getByText(/^Focus:/).query()).toBeNull();
  await expect.element(screen.getByText('Waiting')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Earlier requests (1)' }));
  await expect.element(screen.getByRole('button', { name: 'Ask again: Mr Obi' })).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await userEvent.click(screen.getByRole('button', { name: 'Remind Mr Obi' }));
  await expect.poll(() => callsOf(remindTeacher)).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'Show to the student: what Ms Hall said' }));
  await expect.poll(() => callsOf(shareFeedback)).toHaveLength(1);
});

test('several teachers are asked at once, those asked before with a tap', async () => {
  const { screen, callsOf } = await section({
    respond: [
      given,
      answer(listFeedbackRequests, { items: [], next: null }),
      answer(listTeachers, { items: [{ id: request.id, name: 'Ms Hall', email: 'hall@school.example', subject: 'Maths' }] }),
      answer(askForFeedback, { items: [request, request] }),
    ],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Ask teachers' }));
  await userEvent.click(screen.getByRole('dialog').getByText('Ms Hall, Maths', { exact: true }));
  await expect.element(screen.getByRole('textbox', { name: 'E-mail address' })).toHaveValue('hall@school.example');
  await userEvent.click(screen.getByRole('button', { name: 'Add another teacher' }));
  const second = screen.getByRole('group', { name: 'Teacher 2' });
  await userEvent.fill(second.getByRole('textbox', { name: 'Name' }), 'Mr Obi');
  await userEvent.click(screen.getByRole('button', { name: 'Send 2 links' }));
  await expect.element(screen.getByText(/Enter the teacher’s e-mail address/)).toBeVisible();
  await expectAccessible();
  await userEvent.fill(second.getByRole('textbox', { name: 'E-mail address' }), 'obi@school.example');
  await userEvent.click(screen.getByRole('button', { name: 'Send 2 links' }));
  await expect.poll(() => callsOf(askForFeedback)).toHaveLength(1);
  expect(callsOf(askForFeedback)[0]?.body).toMatchObject({
    studentId: student,
    teachers: [{ name: 'Ms Hall' }, { name: 'Mr Obi', email: 'obi@school.example', subject: '' }],
  });
});

test('a school contact says something unasked and reads what they said', async () => {
  const { screen, callsOf } = await renderPage([{ path: '/students/:id/feedback', element: <SchoolFeedbackPage /> }], {
    at: `/students/${student}/feedback`,
    session: { role: 'school_contact' },
    respond: [given, answer(giveFeedback, feedback)],
  });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Feedback on Ada Lovett' })).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: 'Gets on with most' }));
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Send', exact: true }));
  await expect.poll(() => callsOf(giveFeedback)).toHaveLength(1);
  expect(callsOf(giveFeedback)[0]?.body).toMatchObject({ studentId: student, answers: { others: 3 } });
  expect(callsOf(giveFeedback)[0]?.body).not.toHaveProperty('author');
});
