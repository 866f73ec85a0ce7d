import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  getCriteriaVersion,
  listCriteria,
  listProposals,
  listRuleParts,
  referProposed,
  updateCriteriaDraft,
} from '@waymark/contract/criteria.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { Component as ProposalsPage } from './ProposalsPage.tsx';
import { Component as VersionPage } from './VersionPage.tsx';

const id = (nth: number) => `01920000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
const low = {
  id: id(1),
  combine: 'all' as const,
  conditions: [
    { kind: 'measure' as const, measureId: id(2), comparison: 'below' as const, value: 92, period: { kind: 'weeks' as const, weeks: 6 } },
  ],
};
const draft = {
  id: id(3),
  number: 2,
  status: 'draft' as const,
  createdAt: '2026-11-20T10:00:00Z',
  publishedAt: null,
  publishedBy: null,
  version: 1,
};
const parts = answer(listRuleParts, {
  measures: [{ id: id(2), name: 'Attendance', scale: { type: 'percent' }, better: 'higher', archived: false }],
  characteristics: [
    {
      id: id(4),
      label: 'Free school meals',
      options: [
        { code: 'yes', label: 'Yes' },
        { code: 'no', label: 'No' },
      ],
      archived: false,
    },
  ],
});
const lead = { role: 'lead' as const };

test('a rule is written by choices, and reads as a sentence while it is', async () => {
  const { screen, callsOf } = await renderPage([{ path: '/referrals/criteria/:id', element: <VersionPage /> }], {
    at: `/referrals/criteria/${id(3)}`,
    session: lead,
    respond: [
      parts,
      answer(getCriteriaVersion, { ...draft, rules: [{ ...low, sentence: 'Attendance below 92% in the last 6 weeks' }] }),
      answer(listCriteria, { items: [{ ...draft, rules: 1 }] }),
      answer(updateCriteriaDraft, { id: id(3), version: 2 }),
    ],
  });
  await expect.element(screen.getByText('Attendance below 92% in the last 6 weeks')).toBeVisible();
  await userEvent.fill(screen.getByRole('textbox', { name: 'Value in %' }), '90');
  await expect.element(screen.getByText('Attendance below 90% in the last 6 weeks')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Add a condition' }));
  await expect.element(screen.getByText('Not finished yet.')).toBeVisible();
  // what is not finished cannot be saved
  await expect.element(screen.getByRole('button', { name: 'Save the draft' })).toBeDisabled();
  (screen.getByRole('combobox', { name: 'Recorded as any of' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}');
  await userEvent.click(screen.getByRole('option', { name: 'Yes' }));
  await userEvent.keyboard('{Escape}');
  await userEvent.click(screen.getByRole('radio', { name: 'any of these is so' }));
  await expect.element(screen.getByText('Attendance below 90% in the last 6 weeks, or free school meals recorded as yes')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Save the draft' }));
  await expect
    .poll(() => callsOf(updateCriteriaDraft)[0]?.body)
    .toMatchObject({
      rules: [
        {
          id: id(1),
          combine: 'any',
          conditions: [{ value: 90 }, { kind: 'characteristic', characteristicId: id(4), values: ['yes'] }],
        },
      ],
    });
});

test('students the criteria find are chosen and referred, with the figures in sight', async () => {
  const findings = {
    versionId: id(3),
    number: 1,
    asOf: '2026-11-20',
    holds: 1,
    unknown: 1,
    rules: [
      {
        ruleId: id(1),
        sentence: 'Attendance below 92% in the last 6 weeks',
        result: 'holds' as const,
        conditions: [
          { sentence: '', result: 'holds' as const, figures: [{ text: 'Attendance: 76.0%', from: null, on: null, n: 50 }], because: null },
        ],
      },
    ],
  };
  const { screen, callsOf } = await renderPage([{ path: '/', element: <ProposalsPage /> }], {
    session: lead,
    respond: [
      answer(listSchools, { items: [] }),
      answer(listProposals, {
        criteria: { id: id(3), number: 1 },
        asOf: '2026-11-20',
        considered: 60,
        found: 1,
        items: [{ student: { id: id(5), name: 'Ada Byron' }, yearGroup: 9, school: null, findings, lastReferral: null }],
      }),
      answer(referProposed, { made: 1, already: [] }),
    ],
  });
  await expect.element(screen.getByText('1 of 60 students looked at on 20 November 2026')).toBeVisible();
  await expect.element(screen.getByText('Attendance: 76.0%')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose Ada Byron' }));
  await userEvent.click(screen.getByRole('button', { name: 'Refer those chosen' }));
  await expect.element(screen.getByText('1 student is in the queue.')).toBeVisible();
  expect(callsOf(referProposed)[0]?.body.referrals).toMatchObject([{ studentId: id(5) }]);
});
