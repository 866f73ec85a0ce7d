import type { RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { getFrameworkDraft, listFrameworkDrafts, planFrameworkPublication, publishFrameworkDraft, saveFrameworkDraft, type PublicationPlan } from '@waymark/contract/framework-drafts.ts';
import type { Framework, FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { checkFrameworkFile, compareFrameworkVersions, createFramework, getFramework, getFrameworkVersion, listFrameworks } from '@waymark/contract/frameworks.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';

const id = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const outcome = (n: number, code: string, statement: string) => ({
  id: id(n),
  seriesId: id(n + 500),
  code,
  statement,
  question: `${code}?`,
  studentWording: `I can ${code}.`,
  evidence: 'A note.',
  descriptors: ['Does not.', 'Does in general.', 'Does with a general reason.', 'Does with specific reasons.'],
});
const version: FrameworkVersion = {
  id: id(2),
  frameworkId: id(1),
  frameworkName: 'Waymark core framework',
  frameworkDescription: 'For schools.',
  number: 2,
  status: 'published',
  levels: 4,
  note: 'Shorter questions',
  createdAt: '2026-01-05T10:00:00Z',
  publishedAt: '2026-01-06T10:00:00Z',
  publishedByName: 'Lena Lead',
  version: 3,
  outcomeTypes: [
    { id: id(10), code: 'knowledge', name: 'Knowledge', description: 'What they know.', outcomes: [outcome(11, 'K1', 'Student can name a route'), outcome(12, 'K2', 'Student can state a requirement')] },
    { id: id(20), code: 'motivation', name: 'Motivation', description: '', outcomes: [outcome(21, 'M1', 'Student can articulate an ambition')] },
  ],
};
const line = { id: id(2), number: 2, status: 'published' as const, levels: 4, note: '', outcomeTypeCount: 2, outcomeCount: 3, publishedAt: '2026-01-06T10:00:00Z' };
const framework: Framework = { id: id(1), name: 'Waymark core framework', description: 'For schools.', retiredAt: null, version: 1, currentVersionId: id(2), versions: [line, { ...line, id: id(3), number: 1 }], programmes: ['Aspire'] };
const draft: FrameworkVersion = { ...version, id: id(4), number: 3, status: 'draft', publishedAt: null, publishedByName: null, version: 7 };

const routes: RouteObject[] = [
  { path: 'frameworks', lazy: () => import('./FrameworksPage.tsx') },
  { path: 'frameworks/new', lazy: () => import('./NewFrameworkPage.tsx') },
  { path: 'frameworks/drafts/:draftId', lazy: () => import('./DraftPage.tsx') },
  { path: 'frameworks/drafts/:draftId/publish', lazy: () => import('./PublishPage.tsx') },
  { path: 'frameworks/versions/:versionId', lazy: () => import('./VersionPage.tsx') },
  { path: 'frameworks/versions/:versionId/preview', lazy: () => import('./PreviewPage.tsx') },
  { path: 'frameworks/versions/:versionId/compare', lazy: () => import('./ComparePage.tsx') },
  { path: 'frameworks/:id', lazy: () => import('./FrameworkPage.tsx') },
];
const reads = [answer(listFrameworks, { items: [framework] }), answer(listFrameworkDrafts, { items: [] }), answer(getFramework, framework), answer(getFrameworkVersion, version), answer(getFrameworkDraft, draft)];
const lead = { role: 'lead' as const };
const at = (path: string, respond = reads, session: { role: 'lead' | 'mentor' } = lead) => renderPage(routes, { at: path, respond, session });

test('a mentor reads what is published, and is offered nothing they may not do', async () => {
  const { screen } = await at('/frameworks', reads, { role: 'mentor' });
  await expect.element(screen.getByRole('link', { name: 'Read it: Waymark core framework' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'New framework' }).elements()).toHaveLength(0);
  await expectAccessible();
});

test('without a framework, a lead is told how to begin', async () => {
  const { screen } = await at('/frameworks', [answer(listFrameworks, { items: [] }), answer(listFrameworkDrafts, { items: [] })]);
  await expect.element(screen.getByText('No framework is published yet')).toBeVisible();
  await expectAccessible();
});

test('a version is a rubric that reads well on a phone', async () => {
  const { screen } = await at(`/frameworks/versions/${id(2)}`);
  await expect.element(screen.getByRole('heading', { level: 2, name: 'Knowledge' })).toBeVisible();
  await expect.element(screen.getByRole('list', { name: 'What each level of K1 looks like' })).toBeVisible();
  await page.viewport(320, 640);
  expectNoSidewaysScroll();
  await expectAccessible();
  await page.viewport(390, 844);
});

test('a file with mistakes lists each by line with what to do, and can be chosen again', async () => {
  const respond = [
    ...reads,
    answer(checkFrameworkFile, ({ body }) => {
      if (!String(body.text).includes('mended')) throw refusal(422, 'There is one problem in this file.', { errors: [{ field: 'line 3, levels', value: '12', message: 'levels must be a whole number from 2 to 10.' }] });
      return { name: 'Reading mentors', description: '', levels: 4, outcomeTypeCount: 1, outcomeCount: 6 };
    }),
    answer(createFramework, { frameworkId: id(8), draftId: id(4) }),
  ];
  const { screen, callsOf, router } = await at('/frameworks/new', respond);
  await userEvent.click(screen.getByRole('radio', { name: /A framework file/ }));
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('there is no place for a file');
  await userEvent.upload(input, new File(['levels: 12'], 'mine.yaml'));
  await expect.element(screen.getByText('levels must be a whole number from 2 to 10.')).toBeVisible();
  await expect.element(screen.getByText('line 3, levels')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Create the draft' }));
  expect(callsOf(createFramework)).toHaveLength(0);
  await expectAccessible();
  await userEvent.upload(input, new File(['mended'], 'mine.yaml'));
  await expect.element(screen.getByText('“Reading mentors” can be read: 1 outcome type, 6 outcomes, 4 levels.')).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Reading mentors');
  await userEvent.click(screen.getByRole('button', { name: 'Create the draft' }));
  await expect.poll(() => router.state.location.pathname).toBe(`/frameworks/drafts/${id(4)}`);
  expect(callsOf(createFramework)[0]?.body).toMatchObject({ name: 'Reading mentors', start: { kind: 'file', text: 'mended' } });
});

test('an outcome is reworded and moved by buttons, the keyboard stays on the button, and the draft is saved with its version', async () => {
  await page.viewport(1280, 800);
  const { screen, callsOf } = await at(`/frameworks/drafts/${id(4)}`, [...reads, answer(saveFrameworkDraft, ({ body }) => ({ ...draft, ...body, version: 8 }))]);
  await userEvent.click(screen.getByRole('button', { name: /^K1 Student can name a route/ }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Statement' }), 'Student can name two routes');
  await userEvent.click(screen.getByRole('button', { name: 'Move K1 down' }));
  await expect.element(screen.getByText('K1 is now 2 of 2 in Knowledge.')).toBeInTheDocument();
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Move K1 down');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('K1 is now 1 of 2 in Motivation.')).toBeInTheDocument();
  await expect.element(screen.getByText('Not saved yet')).toBeVisible();
  await expectAccessible();
  await userEvent.keyboard('{Control>}s{/Control}');
  await expect.element(screen.getByText('Everything is saved')).toBeVisible();
  const [saved] = callsOf(saveFrameworkDraft);
  expect(saved?.ifMatch).toBe(7);
  expect(saved?.body.outcomeTypes.map((type: { outcomes: { code: string }[] }) => type.outcomes.map(({ code }) => code))).toEqual([['K2'], ['K1', 'M1']]);
  expect(saved?.body.outcomeTypes[1].outcomes[0].statement).toBe('Student can name two routes');
  await page.viewport(390, 844);
});

test('when somebody else saved first, nothing is overwritten until the lead chooses', async () => {
  let theirs = draft;
  const { screen, callsOf } = await at(`/frameworks/drafts/${id(4)}`, [
    ...reads.filter(({ endpoint }) => endpoint !== getFrameworkDraft),
    answer(getFrameworkDraft, () => theirs),
    answer(saveFrameworkDraft, ({ ifMatch, body }) => {
      if (ifMatch !== theirs.version) throw refusal(412, 'This draft was changed by someone else while you were editing it.');
      return { ...draft, ...body, version: theirs.version + 1 };
    }),
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Scale and note' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'What is new in this version' }), 'Mine');
  theirs = { ...draft, note: 'Theirs', version: 9 };
  await userEvent.click(screen.getByRole('button', { name: 'Save the draft' }));
  await expect.element(screen.getByRole('alert').getByText('Somebody else saved this draft meanwhile')).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'What is new in this version' })).toHaveValue('Mine');
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
  await expect.element(screen.getByText('Everything is saved')).toBeVisible();
  expect(callsOf(saveFrameworkDraft).map(({ ifMatch, body }) => [ifMatch, body.note])).toEqual([
    [7, 'Mine'],
    [9, 'Mine'],
  ]);
});

test('leaving with changes asks first; what is removed can be brought back', async () => {
  const { screen, router } = await at(`/frameworks/drafts/${id(4)}`);
  await userEvent.click(screen.getByRole('button', { name: /^M1/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove the outcome' }));
  await expect.element(screen.getByRole('button', { name: /^K1/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /^M1/ }).elements()).toHaveLength(0);
  await userEvent.click(screen.getByRole('link', { name: 'Preview' }));
  await userEvent.click(screen.getByRole('button', { name: 'Stay here' }));
  expect(router.state.location.pathname).toBe(`/frameworks/drafts/${id(4)}`);
  await userEvent.click(screen.getByText('Undo'));
  await expect.element(screen.getByRole('button', { name: /^M1/ })).toBeVisible();
});

const plan: PublicationPlan = {
  version: 7,
  gaps: [],
  mayCarryOver: true,
  earlierLevels: 4,
  earlier: [11, 12].map((n) => ({ seriesId: id(n + 500), code: n === 11 ? 'K1' : 'K2', statement: n === 11 ? 'Student can name a route' : 'Student can state a requirement', outcomeTypeName: 'Knowledge', versionNumber: 2, descriptors: n === 11 ? draft.outcomeTypes[0]!.outcomes[0]!.descriptors : ['a', 'b', 'c', 'd'] })),
  proposed: [
    { outcomeId: id(11), code: 'K1', statement: '', seriesId: id(511), descriptorsReworded: false },
    { outcomeId: id(12), code: 'K2', statement: '', seriesId: id(512), descriptorsReworded: true },
    { outcomeId: id(21), code: 'M1', statement: '', seriesId: null, descriptorsReworded: false },
  ],
};

test('a draft with gaps shows where to mend them', async () => {
  const gap = { outcomeTypeId: id(10), outcomeId: id(11), field: 'question' as const, level: null, where: 'Knowledge, K1', message: 'The question is empty. Write what a mentor might ask.' };
  const { screen } = await at(`/frameworks/drafts/${id(4)}/publish`, [...reads, answer(planFrameworkPublication, { ...plan, gaps: [gap] })]);
  await expect.element(screen.getByRole('link', { name: 'Mend it: Knowledge, K1' })).toHaveAttribute('href', `/frameworks/drafts/${id(4)}?at=${id(11)}`);
  expect(screen.getByRole('button', { name: 'Publish version 3' }).elements()).toHaveLength(0);
  await expectAccessible();
});

test('publishing shows what carries over, warns of reworded descriptors and sends the lead’s choice', async () => {
  const { screen, callsOf, router } = await at(`/frameworks/drafts/${id(4)}/publish`, [...reads, answer(planFrameworkPublication, plan), answer(publishFrameworkDraft, { ...version, id: id(2), number: 3 })]);
  await expect.element(screen.getByText('2 outcomes carry over, 1 starts anew, 0 earlier ones end here.')).toBeVisible();
  await expect.element(screen.getByText(/The descriptors were reworded/)).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('combobox', { name: 'K2 goes on from' }));
  await userEvent.click(screen.getByRole('option', { name: 'Starts a new line' }));
  await expect.element(screen.getByText('1 outcome carries over, 2 start anew, 1 earlier one ends here.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Publish version 3' }));
  await expect.poll(() => router.state.location.pathname).toBe(`/frameworks/versions/${id(2)}`);
  expect(callsOf(publishFrameworkDraft)[0]).toMatchObject({ ifMatch: 7, body: { carryOver: [{ outcomeId: id(11), seriesId: id(511) }] } });
});

test('a preview asks one question at a time, as a mentor and as the student', async () => {
  const { screen } = await at(`/frameworks/versions/${id(2)}/preview`);
  await expect.element(screen.getByRole('group', { name: 'Student can name a route' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await expect.element(screen.getByRole('group', { name: 'Student can state a requirement' })).toBeVisible();
  await userEvent.click(screen.getByText('the student', { exact: true }));
  await expect.element(screen.getByRole('group', { name: 'I can K2.' })).toBeVisible();
  await expect.element(screen.getByRole('radio', { name: 'Mostly' })).toBeVisible();
  expect(document.body.textContent).not.toContain('Does with specific reasons');
  await expectAccessible();
});

test('what changed is told before and after', async () => {
  const change = { about: 'outcome' as const, kind: 'changed' as const, code: 'K1', title: 'Student can name a route', outcomeTypeName: 'Knowledge', rewordings: [{ field: 'question' as const, level: null, before: 'Which?', after: 'K1?' }], moved: true, movedFrom: null };
  const { screen } = await at(`/frameworks/versions/${id(2)}/compare`, [...reads, answer(compareFrameworkVersions, { from: { ...line, id: id(3), number: 1 }, to: line, unchangedOutcomes: 2, changes: [change] })]);
  await expect.element(screen.getByText('Which?')).toBeVisible();
  await expect.element(screen.getByText('2 outcomes are unchanged.')).toBeVisible();
  await expectAccessible();
});

test('a framework’s page shows its versions, and offers the next one to leads', async () => {
  const { screen } = await at(`/frameworks/${id(1)}`);
  await expect.element(screen.getByRole('heading', { name: 'Write the next version' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Retire version 2' })).toBeVisible();
  await expect.element(screen.getByText('In use')).toBeVisible();
  await expectAccessible();
});
