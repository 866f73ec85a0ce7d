import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { amendScore, getStudentOutcomes, type HistoryScore, type StudentOutcomes as Outcomes } from '@waymark/contract/assessments.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { StudentOutcomes } from './StudentOutcomes.tsx';

const id = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ada = id(1);
const mo = { id: id(2), name: 'Mo Farooq' };
const nia = { id: id(3), name: 'Nia Bowen' };

function score(n: number, assessedOn: string, level: number | null, more: Partial<HistoryScore> = {}): HistoryScore {
  return {
    id: id(n),
    assessmentId: id(n + 500),
    meetingId: null,
    assessedOn,
    perspective: 'mentor',
    point: 'progress',
    enrolmentId: id(9),
    assessor: mo,
    versionNumber: 1,
    levels: 4,
    level,
    missingReason: level === null ? 'declined' : null,
    reason: '',
    recordedAt: `${assessedOn}T10:00:00Z`,
    recordedBy: mo,
    amendmentReason: null,
    replaced: [],
    mayAmend: false,
    ...more,
  };
}

const outcome = (n: number, statement: string, scores: HistoryScore[]) => ({
  seriesId: id(n),
  outcomeId: id(n + 100),
  statement,
  question: `${statement}?`,
  studentWording: statement,
  descriptors: ['Does not yet', 'With help', 'On their own', 'On their own, with specific reasons'],
  levels: 4,
  scores,
});

const outcomes: Outcomes = {
  student: { id: ada, name: 'Ada Byron' },
  today: '2026-03-11',
  types: [
    {
      code: 'knowledge',
      name: 'Knowledge',
      outcomes: [
        outcome(20, 'Student can name a course they want to apply for', [
          score(30, '2025-09-20', 1, { point: 'baseline', reason: 'Could not name one', mayAmend: true }),
          score(31, '2025-11-20', 3, {
            mayAmend: true,
            amendmentReason: 'Pressed 2 instead of 3',
            replaced: [{ id: id(32), level: 2, missingReason: null, reason: '', recordedAt: '2025-11-20T10:00:00Z', recordedBy: mo }],
            recordedAt: '2025-12-01T10:00:00Z',
          }),
          score(33, '2025-11-21', 4, { perspective: 'student' }),
          score(34, '2026-02-20', null, { assessor: nia, versionNumber: 2 }),
        ]),
        outcome(21, 'Student knows what the application asks for', []),
      ],
    },
  ],
  enrolments: [{ id: id(9), programme: 'Aspire', startedOn: '2025-09-03', endedOn: null }],
  matches: [
    { id: id(11), mentor: mo, startedOn: '2025-09-10', endedOn: '2026-01-31' },
    { id: id(12), mentor: nia, startedOn: '2026-02-01', endedOn: null },
  ],
};

const routes = [{ path: '/', element: <StudentOutcomes studentId={ada} /> }];
const show = (options: Parameters<typeof renderPage>[1] = {}) =>
  renderPage(routes, { respond: [answer(getStudentOutcomes, outcomes)], ...options });

afterEach(() => page.viewport(390, 844));

test('an outcome shows where the student stands from each side, and its ladder says so in words', async () => {
  const { screen } = await show();
  await expect.element(screen.getByRole('heading', { name: 'Student can name a course they want to apply for' })).toBeVisible();
  await expect.element(screen.getByText('Level 3 of 4').first()).toBeInTheDocument();
  await expect.element(screen.getByText(/Student’s own view, Fri,? 21 Nov 2025/)).toBeVisible();
  await expect.element(screen.getByRole('img', { name: /4 scores, from level 1 of 4 on 20 September 2025/ })).toBeVisible();
  await expectAccessible();
});

test('a change of mentor and of framework version is marked on the ladder', async () => {
  const { screen } = await show();
  await expect.element(screen.getByText(/NB = Nia Bowen, since 1 February 2026/)).toBeInTheDocument();
  await expect.element(screen.getByText('NB', { exact: true })).toBeInTheDocument();
  await expect.element(screen.getByText('v2', { exact: true })).toBeInTheDocument();
});

test('the ladders fit a narrow phone', async () => {
  await page.viewport(320, 640);
  const { screen } = await show();
  const ladder = screen.getByRole('img', { name: /4 scores/ });
  await expect.element(ladder).toBeVisible();
  expect(ladder.element().getBoundingClientRect().width).toBeLessThanOrEqual(320);
  expectNoSidewaysScroll();
});

const skills = {
  code: 'skills',
  name: 'Skills',
  outcomes: [outcome(22, 'Student can plan a week', [score(40, '2025-09-20', 1), score(41, '2025-11-20', 2)])],
};
const two = answer(getStudentOutcomes, { ...outcomes, types: [skills, ...outcomes.types] });

test('on a phone what was scored last is open and the rest a line each; two scores are said, not drawn', async () => {
  const { screen } = await show({ respond: [two] });
  await expect.element(screen.getByRole('heading', { name: 'Student can name a course they want to apply for' })).toBeVisible();
  await expect.element(screen.getByText(/^1 of 1 outcome scored, last on/)).toBeVisible();
  const plan = screen.getByRole('article', { name: 'Student can plan a week' });
  expect(plan.elements()).toHaveLength(0);
  await userEvent.click(screen.getByRole('heading', { name: 'Skills' }));
  await expect.element(plan.getByText('Also on record: Mentor, level 1 of 4 on 20 September 2025')).toBeVisible();
  expect(plan.getByRole('img', { name: /scores/ }).elements()).toHaveLength(0);
  await expectAccessible();
});

test('a link to a folded outcome opens what it is in; on a laptop nothing is folded', async () => {
  const linked = await show({ respond: [two], at: `/#outcome-${id(22)}` });
  await expect.element(linked.screen.getByRole('article', { name: 'Student can plan a week' })).toBeVisible();
  await linked.screen.unmount();
  await page.viewport(1280, 800);
  const { screen } = await show({ respond: [two] });
  await expect.element(screen.getByRole('article', { name: 'Student can plan a week' })).toBeVisible();
});

test('the table says every score, why there is no level, and what was corrected by whom and why', async () => {
  const { screen } = await show();
  await screen.getByText('4 scores as a table').click();
  const table = screen.getByRole('table', { name: 'Student can name a course they want to apply for' });
  await expect.element(table.getByText('Student preferred not to say')).toBeVisible();
  await expect.element(table.getByText('Could not name one')).toBeVisible();
  expect(table.element().querySelector('del')?.textContent).toBe('2 of 4');
  await expect.element(table.getByText(/Corrected by Mo Farooq on 1 December 2025.*Because: Pressed 2 instead of 3/)).toBeVisible();
  await expectAccessible();
});

test('a mentor corrects a score of their own with the keyboard, and must say why', async () => {
  const { screen, callsOf } = await show({
    respond: [answer(getStudentOutcomes, outcomes), answer(amendScore, ({ params, body }) => ({ id: body.id, supersedes: params.id! }))],
  });
  await screen.getByText('4 scores as a table').click();
  await screen.getByRole('button', { name: 'Correct the score of 20 September 2025 (Mentor)' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Correct a score' });
  await expect.element(dialog.getByText(/Given by Mo Farooq on 20 September 2025/)).toBeVisible();
  await expectAccessible();
  await dialog.getByRole('radio', { name: /With help/ }).click();
  await dialog.getByRole('button', { name: 'Save the correction' }).click();
  await expect.element(dialog.getByText('Say in a few words why the score is corrected.')).toBeVisible();
  expect(callsOf(amendScore)).toHaveLength(0);
  await dialog.getByLabelText(/^Why it is corrected/).fill('Pressed 1 instead of 2');
  await userEvent.keyboard('{Tab}{Tab}{Enter}');
  await expect.poll(() => callsOf(amendScore).length).toBe(1);
  expect(callsOf(amendScore)[0]).toMatchObject({
    params: { id: id(30) },
    body: { level: 2, missingReason: null, reason: 'Could not name one', amendmentReason: 'Pressed 1 instead of 2' },
  });
  await expect.element(dialog).not.toBeInTheDocument();
  expect(callsOf(getStudentOutcomes).length).toBeGreaterThan(1);
});

test('a correction that somebody was faster with is said, and the dialogue stays', async () => {
  const taken = answer(amendScore, () => Promise.reject(refusal(409, 'This score has been corrected in the meantime.')));
  const { screen } = await show({ respond: [answer(getStudentOutcomes, outcomes), taken] });
  await screen.getByText('4 scores as a table').click();
  await screen.getByRole('button', { name: /Correct the score of 20 September 2025/ }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByRole('radio', { name: /With help/ }).click();
  await dialog.getByLabelText(/^Why it is corrected/).fill('A slip');
  await dialog.getByRole('button', { name: 'Save the correction' }).click();
  await expect.element(screen.getByText('This score has been corrected in the meantime.')).toBeVisible();
  await expect.element(dialog).toBeVisible();
});

test('a student not yet in a programme has no outcomes, and it says what to do', async () => {
  const { screen } = await show({ respond: [answer(getStudentOutcomes, { ...outcomes, types: [] })] });
  await expect.element(screen.getByText('Outcomes appear here once the student is enrolled in a programme.')).toBeVisible();
});

test('ladders read well in the dark', async () => {
  const { screen } = await show({ colorScheme: 'dark' });
  await expect.element(screen.getByRole('img', { name: /4 scores/ })).toBeVisible();
  await expectAccessible();
});
