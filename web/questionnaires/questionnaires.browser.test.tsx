import { expect, test } from 'vitest';
import {
  answerQuestionnaire,
  askQuestionnaire,
  listQuestionnaireRequests,
  listQuestionnaires,
  openQuestionnaire,
} from '@waymark/contract/questionnaires.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import AskQuestionnaire from './AskQuestionnaire.tsx';
import { Component as QuestionnairePage } from './QuestionnairePage.tsx';

const token = 'a'.repeat(43);
const studentId = '01920000-0000-7000-8000-00000000a001';
const questionnaireId = '01920000-0000-7000-8000-00000000a0a1';
const choices = ['Not at all like me', 'In between', 'Very much like me'].map((label, index) => ({ value: index + 1, label }));
const items = [
  { id: 'stuck', text: 'When I get stuck, I try another way.' },
  { id: 'help', text: 'I ask for help.' },
];
const open = answer(openQuestionnaire, {
  organisation: 'Beacon Hill Mentoring',
  givenName: 'Ada',
  askedBy: 'Mo Farooq',
  name: 'Attitude to learning',
  introduction: 'How is learning going?',
  items,
  answers: choices,
});
const routes = [{ path: '/questionnaire/:token', Component: QuestionnairePage }];
const at = `/questionnaire/${token}`;

test('a student answers one item at a time, leaves one unsaid, looks at it all and sends it', async () => {
  const sent = answer(answerQuestionnaire, { done: true });
  const { screen, callsOf } = await renderPage(routes, { at, session: null, bare: true, respond: [open, sent] });
  await expect.element(screen.getByRole('heading', { name: 'Hello Ada' })).toBeVisible();
  await expect.element(screen.getByText(/Mo Farooq has asked you/)).toBeVisible();
  await expectAccessible();
  await screen.getByRole('button', { name: 'Begin' }).click();

  await expect.element(screen.getByRole('group', { name: 'When I get stuck, I try another way.' })).toHaveFocus();
  await screen.getByRole('button', { name: 'Next' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('Choose an answer, or “I’d rather not say”.');
  await screen.getByRole('radio', { name: 'Very much like me' }).click();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Next' }).click();
  await screen.getByRole('radio', { name: 'I’d rather not say' }).click();
  await screen.getByRole('button', { name: 'Next' }).click();

  await expect.element(screen.getByRole('heading', { name: 'Check and send' })).toHaveFocus();
  await expectAccessible();
  await screen.getByRole('button', { name: 'Send my answers' }).click();
  await expect.element(screen.getByText('Your answers have arrived. You can close this page.')).toBeVisible();
  expect(callsOf(answerQuestionnaire)[0]?.body).toEqual({ answers: { stuck: 3, help: null } });
});

test('an answer is changed from the check, and the student comes back to it', async () => {
  const { screen } = await renderPage(routes, { at, session: null, bare: true, respond: [open] });
  await screen.getByRole('button', { name: 'Begin' }).click();
  for (const label of ['In between', 'In between']) {
    await screen.getByRole('radio', { name: label }).click();
    await screen.getByRole('button', { name: 'Next' }).click();
  }
  await screen.getByRole('button', { name: 'Change: I ask for help.' }).click();
  await screen.getByRole('radio', { name: 'Not at all like me' }).click();
  await screen.getByRole('button', { name: 'Next' }).click();
  await expect.element(screen.getByText('Not at all like me')).toBeVisible();
});

test('a link that is over says so and shows nothing of the student', async () => {
  const over = answer(openQuestionnaire, () => {
    throw refusal(410, 'This link is over.', {
      code: 'link-over',
      detail: 'It was for one answer, and that answer has arrived. Thank you.',
    });
  });
  const { screen } = await renderPage(routes, { at, session: null, bare: true, respond: [over] });
  await expect.element(screen.getByRole('heading', { name: 'This link is over.' })).toBeVisible();
  await expectAccessible();
});

test('what could not be sent stays on the page', async () => {
  const lost = answer(answerQuestionnaire, () => {
    throw refusal(503, 'Waymark cannot take this just now.');
  });
  const { screen } = await renderPage(routes, { at, session: null, bare: true, respond: [open, lost] });
  await screen.getByRole('button', { name: 'Begin' }).click();
  for (const label of ['In between', 'Very much like me']) {
    await screen.getByRole('radio', { name: label }).click();
    await screen.getByRole('button', { name: 'Next' }).click();
  }
  await screen.getByRole('button', { name: 'Send my answers' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('Your answers could not be sent. They are still here: try again.');
  await expect.element(screen.getByText('Very much like me')).toBeVisible();
});

const measure: Measure = {
  id: '01920000-0000-7000-8000-00000000a0b1',
  code: 'attitude_to_learning',
  name: 'Attitude to learning',
  kind: 'attitude_to_learning',
  subject: null,
  scale: { type: 'number', min: 1, max: 5, decimals: 1, unit: 'of 5' },
  better: 'higher',
  questionnaireId,
  derived: false,
  atBaseline: true,
  atReview: true,
  shipped: true,
  archived: false,
  version: 1,
};

test('a mentor makes a private link and is given it to copy, to scan, or to hand over the device', async () => {
  let asked: string | undefined;
  const ask = answer(askQuestionnaire, ({ body }) => {
    asked = body.id;
    return { done: true as const };
  });
  const requests = answer(listQuestionnaireRequests, () => ({
    email: false,
    items:
      asked === undefined
        ? []
        : [
            {
              id: asked,
              questionnaireId,
              name: 'Attitude to learning',
              measureId: measure.id,
              enrolmentId: null,
              point: null,
              askedBy: 'Mo Farooq',
              askedAt: '2026-11-20T09:00:00Z',
              expiresAt: '2026-12-18T09:00:00Z',
              state: 'waiting' as const,
              answeredAt: null,
              url: `https://waymark.example/questionnaire/${token}`,
              score: null,
              answers: [],
            },
          ],
  }));
  const element = <AskQuestionnaire studentId={studentId} name="Ada Lovelace" measure={measure} onClose={() => undefined} />;
  const { screen } = await renderPage([{ path: '/', element }], {
    respond: [ask, requests, answer(listQuestionnaires, { items: [] })],
  });
  await expect.element(screen.getByRole('radio', { name: 'E-mail the link to the student' })).toBeDisabled();
  await screen.getByRole('button', { name: 'Make a private link' }).click();
  await expect.element(screen.getByRole('textbox', { name: 'Private link' })).toHaveValue(`https://waymark.example/questionnaire/${token}`);
  await expect.element(screen.getByRole('img', { name: 'The private link as a code to scan' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Hand over this device now' })).toBeVisible();
  await expectAccessible();
});
