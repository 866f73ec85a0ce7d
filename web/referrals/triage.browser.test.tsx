import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { getReferralFigures } from '@waymark/contract/referral-figures.ts';
import { listReferralReasons } from '@waymark/contract/referral-reasons.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { decideReferral, getReferral, listMentorRoom, listReferrals, type Referral } from '@waymark/contract/triage.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { Component as FiguresPage } from './FiguresPage.tsx';
import { Component as ReferralPage } from './ReferralPage.tsx';
import { Component as ReferralsPage } from './ReferralsPage.tsx';

const id = (nth: number) => `01920000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
const queued = {
  id: id(1),
  reference: 'R-000001',
  student: { id: id(2), name: 'Ada Byron' },
  namedAs: null,
  yearGroup: 9,
  school: 'Northgate',
  reasons: ['Attendance'],
  referrerKind: 'teacher' as const,
  source: 'link' as const,
  status: 'open' as const,
  receivedAt: '2026-11-10T10:00:00Z',
  decidedAt: null,
  days: 12,
  rules: { hold: 1, of: 2, unknown: 1 },
  version: 3,
};
const referral: Referral = {
  ...queued,
  programme: null,
  schoolId: id(3),
  referrer: { kind: 'teacher', name: 'Tess Teacher', email: 'tess@northgate.example', member: null },
  tried: '',
  evidence: 'Misses most Mondays.',
  snapshot: {
    versionId: id(4),
    number: 2,
    asOf: '2026-11-10',
    holds: 1,
    unknown: 1,
    rules: [
      {
        ruleId: id(5),
        sentence: 'Attendance below 92% in the last 6 weeks',
        result: 'holds',
        conditions: [
          {
            sentence: 'Attendance below 92% in the last 6 weeks',
            result: 'holds',
            figures: [{ text: 'Attendance: 88.4%', from: '2026-10-05', on: '2026-11-10', n: 60 }],
            because: null,
          },
        ],
      },
      {
        ruleId: id(6),
        sentence: 'Free school meals recorded as yes',
        result: 'unknown',
        conditions: [{ sentence: 'Free school meals recorded as yes', result: 'unknown', figures: [], because: 'nothing_recorded' }],
      },
    ],
  },
  answer: '',
  tells: 'address',
  decisions: [],
  enrolments: [],
  leftOn: null,
  others: [],
};
const programme = {
  id: id(7),
  name: 'Aspire',
  description: '',
  framework: { id: id(8), name: 'Framework' },
  startsOn: null,
  endsOn: null,
  archived: false,
  enrolled: 3,
  ended: 0,
  cohorts: [],
  version: 1,
};
const respond = [
  answer(listReferrals, {
    items: [queued, { ...queued, id: id(11), student: null, namedAs: 'Zoe Newcomer', rules: null }],
    next: null,
    counts: { open: 2, waiting: 0 },
  }),
  answer(listSchools, { items: [] }),
  answer(listReferralReasons, { items: [] }),
  answer(getReferral, referral),
  answer(listProgrammes, { items: [programme] as never }),
  answer(listMentorRoom, {
    items: [
      { mentor: { id: id(9), name: 'Ann Ortiz' }, students: 4, atSchool: 2, limit: 10, version: 1 },
      { mentor: { id: id(10), name: 'Mo Farooq' }, students: 12, atSchool: 0, limit: 12, version: 1 },
    ],
  }),
];
const routes = [
  { path: '/referrals', element: <ReferralsPage /> },
  { path: '/referrals/figures', element: <FiguresPage /> },
  { path: '/referrals/:id', element: <ReferralPage /> },
];
const lead = { role: 'lead' as const };

test('the queue says who waits, for how long, and how it is ordered', async () => {
  const { screen } = await renderPage(routes, { at: '/referrals', session: lead, respond });
  await expect.element(screen.getByText('2 referrals to decide, 0 asked to wait')).toBeVisible();
  await expect.element(screen.getByText(/each rule of the criteria that held counts as 7 days/)).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Open the referral of Ada Byron' })).toHaveAttribute('href', `/referrals/${id(1)}`);
  await expect.element(screen.getByText('Not found yet')).toBeVisible();
  await expectAccessible();
});

test('a lead accepts with enrolment and match in one step, sees room and figures, and is warned of a name in the mail', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at: `/referrals/${id(1)}`,
    session: lead,
    respond: [...respond, answer(decideReferral, { id: id(1), version: 4, told: 'address', enrolled: true, matched: true })],
  });
  await expect.element(screen.getByText(/Attendance: 88.4%/)).toBeVisible();
  await expect.element(screen.getByText('Cannot be known')).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: 'Accept' }));
  await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
  await expect.element(screen.getByText('Choose a mentor, or match later.')).toBeVisible();
  await userEvent.click(screen.getByRole('combobox', { name: 'Mentor' }));
  await userEvent.click(screen.getByRole('option', { name: 'Mo Farooq: 12 of 12 students, full' }));
  await expect.element(screen.getByText(/Mo Farooq already has as many students/)).toBeVisible();
  await userEvent.click(screen.getByRole('combobox', { name: 'Mentor' }));
  await userEvent.click(screen.getByRole('option', { name: 'Ann Ortiz: 4 of 10 students, 2 at this school' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Reason, for the record' }), 'Clear need');
  await userEvent.fill(screen.getByRole('textbox', { name: 'What the referrer is told' }), 'Ada starts on Friday.');
  await expect.element(screen.getByText(/This seems to name the student/)).toBeVisible();
  await expectAccessible();
  await userEvent.fill(screen.getByRole('textbox', { name: 'What the referrer is told' }), 'They start on Friday.');
  await expect.element(screen.getByText(/This seems to name the student/)).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
  await expect
    .poll(() => callsOf(decideReferral)[0]?.body)
    .toMatchObject({
      decision: 'accept',
      reason: 'Clear need',
      answer: 'They start on Friday.',
      place: { programmeId: id(7), match: { mentorId: id(9), purpose: 'Attendance' } },
    });
  expect(callsOf(decideReferral)[0]?.ifMatch).toBe(3);
});

test('when another lead decided meanwhile, it is said, and nothing is decided twice', async () => {
  const late = answer(decideReferral, () => {
    throw refusal(412, 'This referral was changed by someone else while you were editing it.', { code: 'changed-meanwhile' });
  });
  const { screen } = await renderPage(routes, { at: `/referrals/${id(1)}`, session: lead, respond: [...respond, late] });
  await userEvent.click(screen.getByRole('radio', { name: 'Decline' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Reason, for the record' }), 'Other help');
  await userEvent.click(screen.getByRole('button', { name: 'Decline' }));
  await expect.element(screen.getByText('Somebody else decided meanwhile')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'See how things stand' }));
  await expect.element(screen.getByText('Somebody else decided meanwhile')).not.toBeInTheDocument();
});

test('an administrator reads a referral and decides nothing', async () => {
  const { screen } = await renderPage(routes, { at: `/referrals/${id(1)}`, session: { role: 'admin' }, respond });
  await expect.element(screen.getByText('Misses most Mondays.')).toBeVisible();
  expect(screen.getByRole('radio').query()).toBeNull();
  await expectAccessible();
});

test('figures stand with their n, small groups are marked, and waiting is shown as a distribution', async () => {
  const group = {
    key: 'yes',
    label: 'Yes',
    referrals: 3,
    accepted: 2,
    declined: 1,
    redirected: 0,
    undecided: 0,
    withdrawn: 0,
    shareAccepted: 2 / 3,
    waited: { n: 3, median: 9, longest: 30, bands: [1, 1, 0, 1, 0] },
    longestOpen: null,
    few: true,
  };
  const { screen } = await renderPage(routes, {
    at: '/referrals/figures?by=characteristic:fsm',
    session: { role: 'analyst' },
    respond: [
      answer(getReferralFigures, {
        asOf: '2026-11-20T10:00:00Z',
        from: null,
        to: null,
        total: { ...group, key: 'total', label: '', referrals: 30, few: false },
        groups: [group],
        overlapping: false,
        offers: [
          { by: 'reason', label: 'Reason' },
          { by: 'characteristic:fsm', label: 'Free school meals' },
        ],
      }),
    ],
  });
  await expect.element(screen.getByText('67% (2 of 3)').first()).toBeVisible();
  await expect.element(screen.getByText(/fewer than 5 referrals/)).toBeVisible();
  await expect.element(screen.getByRole('table', { name: 'Days waited by free school meals' })).toBeVisible();
  await expectAccessible();
});
