import { page, userEvent } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { listMembers } from '@waymark/contract/members.ts';
import { getOutcomesOverTime } from '@waymark/contract/outcomes.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { titled } from '@waymark/contract/report-titles.ts';
import * as reports from '@waymark/contract/reports.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as NewReportPage } from './NewReportPage.tsx';
import { aFinal, aPreview, aReport, causal, reportId } from './reports.fixture.ts';
import { Component as ReportPage } from './ReportPage.tsx';
import { Component as ReportsPage } from './ReportsPage.tsx';

const routes = [
  { path: '/reports', Component: ReportsPage },
  { path: '/reports/new', Component: NewReportPage },
  { path: '/reports/:id', Component: ReportPage },
];
const school = { id: '01920000-0000-7000-8000-000000000060', name: 'Hillside', urn: null, archived: false, students: 40, version: 1 };

/** The API with one report in it, which is changed by what is sent, as the server would. */
function oneReport(begun: reports.Report) {
  const kept = { report: begun };
  const save = (changes: Partial<reports.Report>) => (kept.report = { ...kept.report, ...changes, version: kept.report.version + 1 });
  const respond = [
    answer(reports.listReports, ({ query }) => ({ items: kept.report.status === query['status'] ? [kept.report] : [], next: null })),
    answer(reports.getReport, () => kept.report),
    answer(reports.createReport, ({ body }) => (kept.report = aReport(body))),
    answer(reports.updateReport, ({ body, ifMatch }) => {
      if (ifMatch !== kept.report.version) throw refusal(412, 'Somebody else has changed this.', { code: 'stale' });
      return save(body);
    }),
    answer(reports.previewReport, () => aPreview((kept.report.narrative.movement ?? '').includes('led to') ? [causal] : [])),
    answer(reports.finaliseReport, () => save(aFinal({ ...kept.report, status: 'final' }))),
    answer(reports.getReportFile, { fileName: 'report.pdf', content: '%PDF' }),
    answer(reports.getReportCheck, { check: null }),
    answer(listProgrammes, { items: [] }),
    answer(listSchools, { items: [school] }),
    answer(listFrameworks, { items: [] }),
    answer(listCharacteristics, { items: [] }),
    answer(listMembers, { items: [], next: null }),
    answer(getOutcomesOverTime, { asOf: '2026-11-20T10:00:00Z', enrolments: 0, students: 0, types: [] }),
  ];
  return { kept, save, respond };
}
const show = (at: string, respond: ReturnType<typeof oneReport>['respond'], more: Parameters<typeof renderPage>[1] = {}) =>
  renderPage(routes, { at, respond, session: { role: 'lead', name: 'Lee Lead' }, ...more });

afterEach(() => page.viewport(390, 844));

test('a report begun afresh is about a school year; whoever may make none finds no form', async () => {
  const { respond } = oneReport(aReport());
  const { screen, callsOf } = await show('/reports/new?kind=partner', respond);
  await expect.element(screen.getByLabelText('Enrolled to')).toHaveValue(reports.usualPeriod(new Date().toISOString()).startedTo);
  await screen.getByLabelText('Enrolled to').fill('');
  const { startedFrom } = reports.usualPeriod(new Date().toISOString());
  await expect.element(screen.getByRole('textbox', { name: 'Title' })).toHaveValue(titled('Report to our partners', { startedFrom }));
  await screen.getByRole('button', { name: 'Begin the report' }).click();
  await expect.poll(() => callsOf(reports.createReport)[0]?.body?.filters).toEqual({ startedFrom: expect.stringMatching(/-09-01$/) });
  const other = await show('/reports/new', respond, { session: { role: 'admin', name: 'Ada Admin' } });
  await expect.element(other.screen.getByText('There is nothing at this address')).toBeVisible();
});

test('a lead chooses a kind, writes, is told of wording to mend, makes the report final once and takes it away', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const { respond, kept } = oneReport(aReport());
  const { screen, callsOf, router } = await show('/reports/new?section=agreement&view=student', respond);
  await screen.getByRole('button', { name: 'Begin the report' }).click();
  await expect.element(screen.getByText('Choose a kind.')).toBeVisible();
  await expect.element(screen.getByRole('radio', { name: /^Partner or funder report/ })).toHaveFocus();
  await screen.getByRole('radio', { name: /^Partner or funder report/ }).click();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Begin the report' }).click();
  await expect
    .poll(() => callsOf(reports.createReport)[0]?.body)
    .toMatchObject({ kind: 'partner', title: 'Report to our partners, all years', filters: { perspective: 'student' } });
  expect(kept.report.sections).toContain('agreement');

  await screen.getByRole('button', { name: 'Move “Who took part” up' }).click();
  await expect.element(screen.getByText('“Who took part” is now 1 of 8.')).toBeInTheDocument();
  await router.navigate('?step=words');
  const words = screen.getByRole('textbox', { name: 'Your words: Did students move?' });
  await words.fill('The programme led to growth.');
  await expect.element(screen.getByText('206 students moved up on 35% of outcomes.')).toBeVisible();
  await expect.element(screen.getByText(/“led to” says .* Say “was followed by”/)).toBeVisible();
  expect(kept.report).toMatchObject({
    sections: expect.arrayContaining(['agreement']),
    narrative: { movement: 'The programme led to growth.' },
  });
  expect(kept.report.sections[0]).toBe('taking-part');
  await expectAccessible();

  await router.navigate('?step=final');
  await expect.element(screen.getByRole('button', { name: 'Make it final …' })).toBeDisabled();
  await screen.getByRole('link', { name: 'Mend it in “Your words”' }).click();
  await expect.element(words).toHaveFocus();
  await words.fill('Students moved.');
  await router.navigate('?step=preview');
  await expect.element(screen.getByText(/^Nothing stands in the way of making it final\./)).toBeVisible();
  await expect.element(screen.getByRole('img', { name: 'About a third moved up.' })).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();

  await router.navigate('?step=final');
  await screen.getByRole('button', { name: 'Make it final …' }).click();
  await screen.getByRole('button', { name: 'Make it final', exact: true }).dblClick();
  await screen.getByRole('button', { name: 'Download PDF' }).click();
  await expect.poll(() => click.mock.contexts.map((link) => (link as HTMLAnchorElement).download)).toEqual(['report.pdf']);
  expect(callsOf(reports.finaliseReport)).toHaveLength(1);
  expect(callsOf(reports.finaliseReport)[0]?.body.version).toBe(kept.report.version - 1);
  await expect.element(screen.getByText('Nothing stands in the way', { exact: false })).not.toBeInTheDocument();
  await expectAccessible();
  click.mockRestore();
});

test('two tabs on one draft: what each wrote elsewhere is kept, and where both wrote, a person chooses; nothing is lost', async () => {
  await page.viewport(320, 700);
  const { respond, kept, save } = oneReport(aReport());
  const { screen } = await show(`/reports/${reportId}?step=words`, respond, { colorScheme: 'dark' });
  const introduction = screen.getByRole('textbox', { name: 'Your words: Introduction' });
  await introduction.fill('Mine');
  save({ recipient: 'The trustees', narrative: { introduction: 'Theirs', groups: 'Theirs alone' } });
  await expect.element(screen.getByRole('alert', { name: 'Two versions of the same words' })).toBeVisible();
  expect(kept.report.narrative.introduction).toBe('Theirs');
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Keep both, one below the other' }).click();
  await expect.poll(() => kept.report.narrative).toEqual({ introduction: 'Theirs\n\nMine', groups: 'Theirs alone' });
  expect(kept.report.recipient).toBe('The trustees');
  await expect.element(screen.getByText('All changes are saved')).toBeVisible();
});

test('without a connection, or signed out, the words wait on the page, and are saved when it is back', async () => {
  const { respond, kept } = oneReport(aReport());
  let gone: Error | undefined = new TypeError('Failed to fetch');
  const flaky = respond.map((one) =>
    one.endpoint === reports.updateReport
      ? {
          ...one,
          reply: (received: Parameters<typeof one.reply>[0]) => {
            if (gone) throw gone;
            return one.reply(received);
          },
        }
      : one,
  );
  const { screen, router } = await show(`/reports/${reportId}`, flaky);
  await screen.getByRole('textbox', { name: 'Title', exact: true }).fill('Autumn');
  await expect.element(screen.getByRole('alert').filter({ hasText: 'Waymark cannot be reached' })).toBeVisible();
  // leaving is asked about
  void router.navigate('/reports');
  await screen.getByRole('dialog').getByRole('button').first().click();
  gone = undefined;
  await screen.getByRole('button', { name: 'Try now' }).click();
  await expect.poll(() => kept.report.title).toBe('Autumn');
  gone = refusal(401, 'You are not signed in.');
  await screen.getByRole('textbox', { name: 'Title', exact: true }).fill('Winter');
  await expect.element(screen.getByRole('alert').filter({ hasText: 'you are signed out' })).toBeVisible();
  gone = undefined;
  await screen.getByRole('button', { name: 'Sign in again' }).click();
  await expect.poll(() => kept.report.title).toBe('Winter');
});

test('figures that take a while say how far they are; the document comes when they are there', async () => {
  let waiting: reports.ReportSection[] = ['groups'];
  const { respond } = oneReport(aReport({ title: 'R'.repeat(40) }));
  const slow = [
    ...respond.filter(({ endpoint }) => endpoint !== reports.previewReport),
    answer(reports.previewReport, () => aPreview([], { waiting })),
  ];
  const { screen } = await show(`/reports/${reportId}?step=preview`, slow);
  await expect.element(screen.getByText('3 of 4 parts done')).toBeVisible();
  await expectAccessible();
  waiting = [];
  await expect.element(screen.getByRole('region', { name: 'The report as its readers see it' }), { timeout: 4000 }).toBeVisible();
});

test('what clears small numbers is one press; the sections are linked, and the appendix unfolds when it is gone to', async () => {
  const { respond, kept } = oneReport(aReport());
  const heading = (id: string, text: string) => ({ type: 'heading' as const, id, level: 1 as const, text });
  const method = { type: 'paragraph' as const, id: 'method', runs: [{ text: 'Worked out like this.' }] };
  const document = {
    ...aPreview().document,
    blocks: [heading('a', 'In short'), heading('b', 'Who left'), heading('appendix', 'Appendix'), method],
  };
  const small: reports.ReportProblem = {
    kind: 'disclosure',
    section: 'groups',
    says: 'It tells of one student.',
    todo: 'Round.',
    stops: true,
  };
  const stopped = [
    ...respond.filter(({ endpoint }) => endpoint !== reports.previewReport),
    answer(reports.previewReport, () =>
      kept.report.preset === 'own'
        ? aPreview([small], {
            document,
            remedies: [
              { kind: 'preset', preset: 'dfe' },
              { kind: 'take-out', sections: ['groups'] },
            ],
          })
        : aPreview([], { document }),
    ),
  ];
  const { screen } = await show(`/reports/${reportId}?step=preview`, stopped);
  await expect.element(screen.getByRole('button', { name: 'Leave out “Did some groups move more than others?”' })).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Round as the Department for Education does' }).click();
  await expect.element(screen.getByText(/^Nothing stands in the way of making it final\./)).toBeVisible();
  expect(kept.report.preset).toBe('dfe');
  await expect.element(screen.getByText('Worked out like this.')).not.toBeVisible();
  await screen.getByText('In this report').click();
  await screen.getByRole('link', { name: 'Appendix' }).click();
  await expect.element(screen.getByText('Worked out like this.')).toBeVisible();
  await expect.element(screen.getByRole('heading', { name: 'Appendix' })).toHaveFocus();
});

test('a school contact finds the final reports about their school, reads one and can take it away', async () => {
  const { respond } = oneReport(aFinal({ kind: 'school', schoolId: school.id, schoolName: 'Hillside', title: 'Report to Hillside' }));
  const { screen } = await show('/reports', respond, { session: { role: 'school_contact', schoolId: school.id } });
  await expect.element(screen.getByText(/^What the mentoring programme has reported about your school/)).toBeVisible();
  await expectAccessible();
  await screen.getByRole('link', { name: 'Report to Hillside' }).click();
  await expect.element(screen.getByRole('region', { name: 'The report' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Download Word' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Withdraw it …' })).not.toBeInTheDocument();
  await expect.element(screen.getByText('Fingerprint')).not.toBeInTheDocument();
  await expectAccessible();
  expectNoSidewaysScroll();
});

test('a final report is compared with its data in plain words, and is withdrawn with a reason', async () => {
  const { respond, kept, save } = oneReport(aFinal());
  const check: reports.ReportCheck = {
    same: false,
    sections: [
      { section: 'movement', kept: 'aaaa', now: 'aaaa', same: true },
      { section: 'groups', kept: 'bbbb', now: 'cccc', same: false },
    ],
    asOf: '2026-11-20T10:00:00Z',
    codeVersion: '0.1.0',
    codeNow: '0.1.0',
    startedAt: '2026-11-24T09:00:00Z',
    waiting: [],
    why: ['The import of “roll.csv” was undone on 23 November 2026.'],
  };
  const { screen } = await show(`/reports/${reportId}`, [
    ...respond,
    answer(reports.checkReport, check),
    answer(reports.withdrawReport, ({ body }) => {
      if (body.reason.length < 5)
        throw refusal(422, 'Something is missing.', { errors: [{ field: 'body.reason', message: 'Say in a sentence why: it is kept.' }] });
      return save({ status: 'withdrawn', withdrawnAt: '2026-11-24T09:05:00Z', withdrawnReason: body.reason });
    }),
  ]);
  await screen.getByRole('button', { name: 'Work the figures out again' }).click();
  await expect.element(screen.getByText('1 part differs from what the report says.')).toBeVisible();
  await expect.element(screen.getByText('The import of “roll.csv” was undone on 23 November 2026.')).toBeVisible();
  await expect.element(screen.getByRole('row', { name: /Did some groups move more than others\?.*differs/ })).toBeVisible();
  await screen.getByRole('button', { name: 'Withdraw it …' }).click();
  await screen.getByRole('button', { name: 'Withdraw it', exact: true }).click();
  await expect.element(screen.getByText('Say in a sentence why: it is kept.')).toBeVisible();
  await expectAccessible();
  await screen.getByRole('textbox', { name: 'Why is it withdrawn?' }).fill('A school’s roll was wrong.');
  await userEvent.keyboard('{Tab}{Tab}{Enter}');
  await expect.element(screen.getByText(/Reason: A school’s roll was wrong\./)).toBeVisible();
  expect(kept.report.status).toBe('withdrawn');
});
