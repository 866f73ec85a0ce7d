import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { gcseScale } from '@waymark/contract/measure-values.ts';
import {
  listStudentTargetChoices,
  listTargets,
  removeStudentTarget,
  replaceStudentTarget,
  setStudentTarget,
} from '@waymark/contract/targets.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import StudentTargets from './StudentTargets.tsx';

const id = (nth: number) => `01920000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
const [studentId, english, maths, target] = [id(1), id(2), id(3), id(4)];
const routes = [{ path: '/', element: <StudentTargets studentId={studentId} /> }];

const measure = (measureId: string, name: string) => ({
  id: measureId,
  code: name.toLowerCase(),
  name,
  kind: 'attainment' as const,
  subject: name,
  scale: gcseScale,
  better: 'higher' as const,
  questionnaireId: null,
  derived: false,
  atBaseline: true,
  atReview: true,
  shipped: true,
  position: 0,
  archived: false,
  version: 1,
  now: { value: 4, shown: 'Grade 4', from: null, on: '2026-02-20', source: 'import' as const },
});
const standing = {
  id: target,
  enrolmentId: null,
  measureId: english,
  seriesId: null,
  name: 'English',
  value: 6,
  shown: 'Grade 6',
  dueOn: null,
  note: '',
  setOn: '2025-09-10',
  setBy: 'Lena Lead',
  baseline: null,
  now: { value: 4, shown: 'Grade 4', from: null, on: '2026-02-20', source: 'import' as const },
  state: 'off' as const,
};
const targets = answer(listTargets, { own: { targets: [standing], earlier: [] }, items: [] });
const respond = [
  targets,
  answer(listStudentTargetChoices, { measures: [measure(english, 'English'), measure(maths, 'Maths')], outcomes: [] }),
  answer(setStudentTarget, ({ body }) => ({ id: body.id })),
  answer(replaceStudentTarget, ({ body }) => ({ id: body.id })),
  answer(removeStudentTarget, { id: target }),
];

test('an administrator sets, changes and takes back a target of a student who is in no programme', async () => {
  await page.viewport(390, 844);
  const { screen, callsOf } = await renderPage(routes, { session: { role: 'admin' }, respond });
  await expect.element(screen.getByRole('heading', { name: 'Whatever the programme' })).toBeVisible();
  await expect.element(screen.getByText('Grade 6')).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Set a target whatever the programme' }));
  await userEvent.click(screen.getByRole('combobox', { name: 'Target for' }));
  // one a measure: English has one already
  expect(screen.getByRole('option').elements()).toHaveLength(1);
  await userEvent.click(screen.getByRole('option', { name: 'Maths' }));
  await userEvent.click(screen.getByRole('combobox', { name: 'Should become' }));
  await userEvent.click(screen.getByRole('option', { name: /7/ }));
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Set the target' }));
  await expect.poll(() => callsOf(setStudentTarget)[0]).toMatchObject({ params: { id: studentId }, body: { measureId: maths, value: 7 } });
  await userEvent.click(screen.getByRole('button', { name: 'Change the target for English' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Why it changes' }), 'Raised');
  await userEvent.click(screen.getByRole('dialog').getByRole('button', { name: 'Change the target' }));
  await expect
    .poll(() => callsOf(replaceStudentTarget)[0])
    .toMatchObject({ params: { id: studentId, targetId: target }, body: { value: 6, reason: 'Raised' } });
  await userEvent.click(screen.getByRole('button', { name: 'Take back the target for English' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Why it is taken back' }), 'Not theirs');
  await userEvent.click(screen.getByRole('button', { name: 'Take it back' }));
  await expect
    .poll(() => callsOf(removeStudentTarget)[0])
    .toMatchObject({ params: { id: studentId, targetId: target }, body: { reason: 'Not theirs' } });
});

test('a mentor reads what the school expects and changes none of it', async () => {
  const { screen } = await renderPage(routes, { session: { role: 'mentor' }, respond });
  await expect.element(screen.getByText('Grade 6')).toBeVisible();
  await expect.element(screen.getByText(/What the school expects/)).toBeVisible();
  expect(screen.getByRole('button').elements()).toHaveLength(0);
});
