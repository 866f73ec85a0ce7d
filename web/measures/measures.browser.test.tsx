import { expect, test } from 'vitest';
import { gcseScale } from '@waymark/contract/measure-values.ts';
import { createMeasure, listMeasures, type Measure, orderMeasures } from '@waymark/contract/measures.ts';
import { createQuestionnaire, listQuestionnaires, type Questionnaire, readQuestionnaireFile } from '@waymark/contract/questionnaires.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as MeasuresPage } from './MeasuresPage.tsx';

const id = (n: number) => `01920000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
const maths: Measure = {
  id: id(1),
  code: 'attainment_maths',
  name: 'Maths',
  kind: 'attainment',
  subject: 'Maths',
  scale: gcseScale,
  better: 'higher',
  questionnaireId: null,
  derived: false,
  atBaseline: true,
  atReview: true,
  shipped: true,
  archived: false,
  version: 1,
};
const attendance: Measure = { ...maths, id: id(2), name: 'Attendance', kind: 'attendance', scale: { type: 'percent' }, derived: true };
const questionnaire: Questionnaire = {
  id: id(9),
  code: 'attitude',
  number: 1,
  name: 'Attitude to learning',
  introduction: '',
  items: [{ id: 'stuck', text: 'When I get stuck, I try another way.', reversed: false }],
  answers: [
    { value: 1, label: 'No' },
    { value: 2, label: 'Yes' },
  ],
  minAnswered: 1,
  validated: false,
  licence: null,
  shipped: true,
  archived: false,
};
const lists = [answer(listMeasures, { items: [maths, attendance] }), answer(listQuestionnaires, { items: [questionnaire] })];
const routes = [{ path: '/', Component: MeasuresPage }];
const session = { role: 'lead' as const };

test('a lead sees how each measure is read and where it comes from, and puts them into another order', async () => {
  const order = answer(orderMeasures, { items: [attendance, maths] });
  const { screen, callsOf } = await renderPage(routes, { session, respond: [...lists, order] });
  await expect.element(screen.getByText('10 steps, Grade U to 9')).toBeVisible();
  await expect.element(screen.getByText('Marks and events where there are any, else by hand')).toBeVisible();
  await expect.element(screen.getByText('Not validated')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Move Maths down' }).click();
  await expect.poll(() => callsOf(orderMeasures)[0]?.body).toEqual({ ids: [attendance.id, maths.id] });
  await expect.element(screen.getByText('Maths is now number 2.')).toBeVisible();
});

test('a measure on steps of its own is written a line a step', async () => {
  const created = answer(createMeasure, ({ body }) => ({ ...maths, ...body }));
  const { screen, callsOf } = await renderPage(routes, { session, respond: [...lists, created] });
  await screen.getByRole('button', { name: 'Add a measure' }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Reading level');
  await dialog.getByRole('textbox', { name: 'Steps, the lowest first' }).fill('3c');
  await dialog.getByRole('button', { name: 'Add a measure' }).click();
  await expect.element(dialog.getByText('Give at least two steps, one a line.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Steps, the lowest first' }).fill('3c\n3b: reads with help\n3a');
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Add a measure' }).click();
  await expect
    .poll(() => callsOf(createMeasure)[0]?.body)
    .toMatchObject({
      name: 'Reading level',
      kind: 'indicator',
      scale: {
        type: 'ordered',
        steps: [
          { value: 1, label: '3c', description: '' },
          { value: 2, label: '3b', description: 'reads with help' },
          { value: 3, label: '3a', description: '' },
        ],
      },
    });
});

test('a questionnaire of somebody else’s is saved only by who vouches for the licence', async () => {
  const definition = { ...questionnaire, name: 'Sleep', items: [{ id: 'well', text: 'I sleep well', reversed: false }] };
  const file = answer(readQuestionnaireFile, { definition, problems: [] });
  const saved = answer(createQuestionnaire, { ...questionnaire, name: 'Sleep', shipped: false });
  const { screen, callsOf } = await renderPage(routes, { session, respond: [...lists, file, saved] });
  await screen.getByRole('button', { name: 'Add a questionnaire' }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog.getByRole('textbox', { name: 'Name' })).toBeVisible();
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  const given = new DataTransfer();
  given.items.add(new File(['waymark_questionnaire: 1'], 'sleep.yaml'));
  if (input === null) throw new Error('there is a file input');
  input.files = given.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.element(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Sleep');
  await dialog.getByRole('radio', { name: 'Somebody else’s, under a licence we hold' }).click();
  await dialog.getByRole('textbox', { name: 'Who holds the rights' }).fill('Sleep Institute');
  await dialog.getByRole('textbox', { name: 'Terms: what the licence allows, until when' }).fill('Schools, until 2027');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(dialog.getByText('Vouch for the licence, or write items of your own.')).toBeVisible();
  await expectAccessible();
  await dialog.getByRole('checkbox', { name: /I vouch/ }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => callsOf(createQuestionnaire)[0]?.body)
    .toMatchObject({
      licence: { holder: 'Sleep Institute', terms: 'Schools, until 2027' },
      definition: { name: 'Sleep', items: [{ id: 'well' }] },
    });
});
