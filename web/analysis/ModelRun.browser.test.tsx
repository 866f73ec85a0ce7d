import { expect, test } from 'vitest';
import {
  cancelAnalysisRun,
  findAnalysisRun,
  getAnalysis,
  startAnalysisRun,
  type AnalysisAnswer,
  type AnalysisRun,
} from '@waymark/contract/analysis.ts';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component } from './QuestionPage.tsx';

const grew: AnalysisAnswer = {
  question: 'trajectories',
  filters: { perspective: 'mentor', enrolment: 'all' },
  about: 'Mentors’ scores',
  asOf: '2026-03-11T10:00:00Z',
  codeVersion: '0.1.0+abcd1234',
  seed: null,
  fingerprint: '0123456789ab',
  said: [],
  sentences: ['Students gain half a level in a school year.'],
  may: [],
  mayNot: [],
  included: { students: 90_000, scores: 1_800_000 },
  excluded: [],
  tables: [],
  charts: [],
  warnings: [],
  refusals: [],
  actions: [],
  method: { paragraph: 'A mixed model.', figures: [], links: [] },
  choices: { types: [], groups: [] },
};

test('a model too large to wait for is started, watched, stopped, tried again, and answers when it is there', async () => {
  let run: AnalysisRun | null = null;
  const state = (status: AnalysisRun['status'], progress = 0): AnalysisRun => ({
    id: '01920000-0000-7000-8000-000000000071',
    question: 'trajectories',
    status,
    progress,
    stage: status === 'running' ? 'growth over all outcomes' : '',
    startedAt: '2026-03-11T10:00:00Z',
    answer: null,
  });
  // what each start comes to
  const outcomes = [state('running', 0.4), state('failed'), state('running', 0.9)];
  const { screen, callsOf } = await renderPage([{ path: '/analysis/:question', Component }], {
    at: '/analysis/trajectories?view=student',
    session: { role: 'analyst', today: '2026-03-11' },
    respond: [
      answer(getAnalysis, () => (run?.status === 'done' ? grew : { ...grew, sentences: ['Not fitted yet.'], toFit: true })),
      answer(findAnalysisRun, () => ({ run })),
      answer(startAnalysisRun, () => {
        run = outcomes.shift() ?? null;
        return { run: run! };
      }),
      answer(cancelAnalysisRun, () => {
        run = state('cancelled');
        return { done: true as const };
      }),
      answer(listProgrammes, { items: [] }),
      answer(listSchools, { items: [] }),
      answer(listFrameworks, { items: [] }),
      answer(listCharacteristics, { items: [] }),
    ],
  });
  await screen.getByRole('button', { name: 'Fit the model' }).click();
  await expect.element(screen.getByText('40%: growth over all outcomes')).toBeVisible();
  expect(callsOf(startAnalysisRun)[0]?.query).toEqual({ perspective: 'student' });
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Stop' }).click();
  await expect.element(screen.getByText('The fit was stopped.')).toBeVisible();
  await screen.getByRole('button', { name: 'Fit it anew' }).click();
  await expect.element(screen.getByText(/did not come to an end/)).toBeVisible();
  await screen.getByRole('button', { name: 'Fit it anew' }).click();
  await expect.element(screen.getByText('90%: growth over all outcomes')).toBeVisible();
  run = state('done', 1);
  await expect.element(screen.getByText('Students gain half a level in a school year.'), { timeout: 4000 }).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Fit it anew' })).not.toBeInTheDocument();
});
