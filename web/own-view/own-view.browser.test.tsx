import type { RouteObject } from 'react-router';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { closeAction, listActions, reopenAction, type Action } from '@waymark/contract/actions.ts';
import { getStudentOutcomes, type StudentOutcomes } from '@waymark/contract/assessments.ts';
import { listStudentNotes } from '@waymark/contract/meeting-room.ts';
import { listMeetings } from '@waymark/contract/meetings.ts';
import { getOwnQuestions, listOwnViews, recordOwnView } from '@waymark/contract/own-view.ts';
import { getStudent } from '@waymark/contract/students.ts';
import { destroyVaults, unsentOnThisDevice } from '../offline/vault.ts';
import { answer, noConnection } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage, testSeat } from '../testing/renderPage.tsx';

const id = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const studentId = id(1);
const session = { role: 'student' as const, studentId, name: 'Ada Bright' };
const routes: RouteObject[] = [
  { path: 'me', lazy: () => import('./OwnPage.tsx') },
  { path: 'me/view', lazy: () => import('./OwnViewPage.tsx') },
];
const wordings = ['I know what I could do next.', 'I ask for help when I need it.', 'I hand in my work on time.'];
const questions = {
  enrolmentId: id(30),
  programme: 'Aspire',
  frameworkVersionId: id(31),
  levels: 4,
  questions: wordings.map((wording, index) => ({
    outcomeId: id(40 + index),
    wording,
    typeName: 'Knowledge',
    previousLevel: index === 0 ? 2 : null,
    previousOn: index === 0 ? '2026-09-03' : null,
  })),
};
const ownView = { enrolmentId: id(30), programme: 'Aspire', questions: 3, lastOn: null };
const viewReads = [answer(listOwnViews, { items: [ownView] }), answer(getOwnQuestions, questions)];

// each test is a new device
beforeEach(async () => {
  await destroyVaults();
  const { forgetVaults } = await import('../offline/vaults.ts');
  forgetVaults();
});

test('a view that was begun and not sent is named before signing out removes it from the device', async () => {
  const { screen } = await renderPage(routes, { at: '/me/view', session, respond: viewReads });
  await userEvent.click(screen.getByText('Mostly'));
  const unsent = async () => (await unsentOnThisDevice(testSeat.memberId)).ownViews;
  await expect.poll(unsent).toBe(1);
  const { endSession } = await import('../shell/signOut.ts');
  const ended = endSession(testSeat.memberId);
  await expect.element(screen.getByText(/have not sent it/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Stay signed in' }));
  expect(await ended).toBe(false);
  expect(await unsent()).toBe(1);
});

test('a student answers one question, skips one, looks it over and sends what they answered', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at: '/me/view',
    session,
    respond: [...viewReads, answer(recordOwnView, { recordedOn: '2026-11-21', answered: 2 })],
  });
  await expect.element(screen.getByRole('group', { name: wordings[0] })).toBeVisible();
  await expect.element(screen.getByText('What you said on 3 September 2026')).toBeVisible();
  expect(document.querySelectorAll('input:checked')).toHaveLength(0);
  await userEvent.click(screen.getByText('Mostly'));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Anything you want to add?' }), 'I went to the fair');
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await expect.element(screen.getByRole('group', { name: wordings[1] })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Skip' }));
  await userEvent.click(screen.getByRole('radio', { name: 'I would rather not say' }));
  await userEvent.click(screen.getByRole('button', { name: 'Look it over' }));
  await expect.element(screen.getByText('Skipped')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Send my view' }));
  await expect.element(screen.getByText('Thank you. Your view is with your mentor.')).toBeVisible();
  expect(callsOf(recordOwnView)[0]?.body).toMatchObject({
    enrolmentId: id(30),
    frameworkVersionId: id(31),
    scores: [
      { outcomeId: id(40), level: 3, missingReason: null, comment: 'I went to the fair' },
      { outcomeId: id(42), level: null, missingReason: 'declined' },
    ],
  });
});

test('a view that was begun is still there after the page was closed, and goes when it is started again', async () => {
  const first = await renderPage(routes, { at: '/me/view', session, respond: viewReads });
  await userEvent.click(first.screen.getByText('Mostly'));
  await expect.element(first.screen.getByText('1 of 3 answered')).toBeVisible();
  await expect.element(first.screen.getByText('Kept on this device until you send it or sign out')).toBeVisible();
  await first.screen.unmount();

  const second = await renderPage(routes, { at: '/me/view', session, respond: viewReads });
  await expect.element(second.screen.getByText(/You began this earlier\. It is still here\./)).toBeVisible();
  await expect.element(second.screen.getByRole('radio', { name: 'Mostly' })).toBeChecked();
  await userEvent.click(second.screen.getByText('Start again'));
  await userEvent.click(second.screen.getByRole('dialog').getByRole('button', { name: 'Start again' }));
  await expect.element(second.screen.getByText('0 of 3 answered')).toBeVisible();
});

test('without a connection nothing is lost: the student is told, and sends the same view later', async () => {
  let online = false;
  const respond = [
    ...viewReads,
    answer(recordOwnView, () => {
      if (!online) throw noConnection();
      return { recordedOn: '2026-11-21', answered: 1 };
    }),
  ];
  const { screen, callsOf } = await renderPage(routes, { at: `/me/view?at=3`, session, respond });
  await userEvent.click(screen.getByText('Not yet'));
  await userEvent.click(screen.getByRole('button', { name: 'Look it over' }));
  await userEvent.click(screen.getByRole('button', { name: 'Send my view' }));
  await expect.element(screen.getByText(/There is no connection\. Your answers are kept/)).toBeVisible();
  online = true;
  await userEvent.click(screen.getByRole('button', { name: 'Send my view' }));
  await expect.element(screen.getByText('Thank you. Your view is with your mentor.')).toBeVisible();
  const [one, two] = callsOf(recordOwnView);
  expect([two?.idempotencyKey, two?.body.id]).toEqual([one?.idempotencyKey, one?.body.id]);
});

const action: Action = {
  id: id(50),
  studentId,
  studentName: 'Ada Bright',
  matchId: id(51),
  mentorId: id(52),
  mentorName: 'Mo Farooq',
  meetingId: null,
  seriesId: null,
  outcome: null,
  libraryId: null,
  title: 'List three routes',
  detail: 'Ask at home.',
  owner: 'student',
  dueOn: '2099-01-01',
  status: 'open',
  overdue: false,
  closedOn: null,
  closeNote: '',
  sharedWithStudent: true,
  createdAt: '2026-11-01T10:00:00Z',
  version: 3,
};
const score = {
  assessmentId: id(61),
  meetingId: null,
  point: 'progress' as const,
  enrolmentId: id(30),
  assessor: { id: id(52), name: 'Mo Farooq' },
  versionNumber: 1,
  levels: 4,
  missingReason: null,
  reason: '',
  recordedAt: '2026-10-01T10:00:00Z',
  recordedBy: null,
  amendmentReason: null,
  replaced: [],
  mayAmend: false,
};
const outcomes: StudentOutcomes = {
  student: { id: studentId, name: 'Ada Bright' },
  today: '2026-11-21',
  types: [
    {
      code: 'knowledge',
      name: 'Knowledge',
      outcomes: [
        {
          seriesId: id(60),
          outcomeId: id(40),
          statement: 'Student can describe the routes open to them',
          question: 'What next?',
          studentWording: wordings[0] ?? '',
          descriptors: ['Does not name a route.', 'b', 'c', 'd'],
          levels: 4,
          scores: [
            { ...score, id: id(62), perspective: 'student', level: 3, assessedOn: '2026-09-03' },
            { ...score, id: id(63), perspective: 'mentor', level: 2, assessedOn: '2026-10-01' },
          ],
        },
      ],
    },
  ],
  enrolments: [],
  matches: [],
};
const meeting = {
  id: id(70),
  studentId,
  studentName: 'Ada Bright',
  mentorId: id(52),
  mentorName: 'Mo Farooq',
  matchId: id(51),
  programmeName: 'Aspire',
  startsAt: '2099-01-05T14:00:00Z',
  date: '2099-01-05',
  time: '14:00',
  plannedMinutes: 30,
  mode: 'in_person' as const,
  place: 'Library',
  status: 'scheduled' as const,
  minutes: null,
  statusReason: null,
  movedTo: null,
  repeatId: null,
  finishedAt: null,
  version: 1,
};
const student = {
  id: studentId,
  givenName: 'Adelaide',
  familyName: 'Bright',
  preferredName: 'Ada',
  upn: null,
  birthDate: null,
  yearGroup: 9,
  school: null,
  email: null,
  externalId: null,
  leftOn: null,
  leftReason: null,
  createdAt: '2026-09-01T10:00:00Z',
  version: 1,
  enrolments: [],
  matches: [],
  nextMeeting: null,
};
const note = {
  id: id(80),
  meetingId: id(81),
  meetingStartsAt: '2026-10-01T14:00:00Z',
  authorId: id(52),
  authorName: 'Mo Farooq',
  body: 'You did well.',
  shared: true,
  handedOver: false,
  createdAt: '2026-10-01T15:00:00Z',
};

test('a student’s home: what is next, what was agreed, what was shared, and both views side by side in plain words', async () => {
  let open = [action];
  const respond = [
    ...viewReads,
    answer(getStudent, student),
    answer(listMeetings, { items: [meeting], next: null }),
    answer(listActions, ({ query }) => ({ items: query['state'] === 'open' ? open : [], next: null })),
    answer(listStudentNotes, { items: [note], next: null }),
    answer(getStudentOutcomes, outcomes),
    answer(closeAction, () => {
      open = [];
      return { ...action, status: 'done' as const, version: 4 };
    }),
    answer(reopenAction, () => {
      open = [{ ...action, version: 5 }];
      return { ...action, version: 5 };
    }),
  ];
  const { screen, callsOf } = await renderPage(routes, { at: '/me', session, respond });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Hello, Ada' })).toBeVisible();
  await expect.element(screen.getByText(/With Mo Farooq · In person · Library/)).toBeVisible();
  await expect.element(screen.getByText('You did well.')).toBeVisible();
  const views = screen.getByRole('article', { name: wordings[0] });
  await expect.element(views.getByText(/^Mostly \(step 3 of 4\)/).first()).toBeVisible();
  await expect.element(views.getByText(/^A little, or with help \(step 2 of 4\)/).first()).toBeVisible();
  expect(document.body.textContent).not.toMatch(/Student can|Does not/);
  await expectAccessible();
  await page.viewport(320, 640);
  expectNoSidewaysScroll();
  await page.viewport(390, 844);

  await userEvent.click(screen.getByRole('checkbox', { name: 'I have done this: List three routes' }));
  await expect.element(screen.getByText('Your mentor sees that you have done it.')).toBeVisible();
  expect(callsOf(closeAction)[0]).toMatchObject({ ifMatch: 3, body: { ending: 'done' } });
  await userEvent.click(screen.getByText('Undo'));
  await expect.element(screen.getByRole('checkbox', { name: 'I have done this: List three routes' })).not.toBeChecked();
  expect(callsOf(reopenAction)[0]?.ifMatch).toBe(4);
});
