import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  findReferrableStudents,
  getOwnReferral,
  getReferralForm,
  makeReferral,
  openReferralLink,
  referByLink,
} from '@waymark/contract/referrals.ts';
import { answer, noConnection, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as LinkReferPage } from './LinkReferPage.tsx';
import { Component as OwnReferralPage } from './OwnReferralPage.tsx';
import { Component as ReferPage } from './ReferPage.tsx';

const id = (nth: number) => `01920000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
const reasons = [
  { id: id(1), label: 'Attendance' },
  { id: id(2), label: 'Confidence' },
];
const offer = answer(getReferralForm, {
  reasons,
  programmes: [{ id: id(3), name: 'Aspire' }],
  schools: [{ id: id(4), name: 'Northgate' }],
  criteria: ['Attendance below 92%'],
});
const receipt = {
  id: id(9),
  reference: 'R-ABCDEF',
  student: 'Ada Byron',
  reasons: ['Attendance'],
  askedBy: { kind: 'mentor' as const, name: '' },
  status: 'open' as const,
  receivedAt: '2026-11-20T10:00:00Z',
  decidedAt: null,
  answer: '',
  version: 1,
};
const routes = [
  { path: '/referrals/new', element: <ReferPage /> },
  { path: '/referrals/own/:id', element: <OwnReferralPage /> },
];

test('a mentor refers a student of the list by keyboard, and reads a receipt', async () => {
  await page.viewport(390, 844);
  const { screen, callsOf } = await renderPage(routes, {
    at: '/referrals/new',
    respond: [
      offer,
      answer(findReferrableStudents, { items: [{ id: id(5), name: 'Ada Byron', yearGroup: 9, school: 'Northgate', referredSince: null }] }),
      answer(makeReferral, { id: id(9), reference: 'R-ABCDEF', version: 1 }),
      answer(getOwnReferral, receipt),
    ],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Send the referral' }));
  await expect.element(screen.getByText('Choose a student, or name one who is not on the list.')).toBeVisible();
  await expect.element(screen.getByText('Choose at least one reason.')).toBeVisible();
  await expectAccessible();
  expect(callsOf(makeReferral)).toHaveLength(0);
  await userEvent.fill(screen.getByRole('combobox', { name: 'Student' }), 'ada');
  await expect.element(screen.getByRole('option', { name: 'Ada Byron, Year 9, Northgate' })).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Attendance' }));
  expectNoSidewaysScroll();
  await userEvent.click(screen.getByRole('button', { name: 'Send the referral' }));
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Thank you for the referral' })).toBeVisible();
  expect(callsOf(makeReferral)[0]?.body).toMatchObject({ studentId: id(5), reasonIds: [id(1)], askedBy: { kind: 'self' } });
  expect(callsOf(makeReferral)[0]?.body.namedAs).toBeUndefined();
  await expectAccessible();
});

test('a review that refers on leads to a form that knows the student; one whom the mentor may not see is not chosen', async () => {
  const respond = [
    offer,
    answer(findReferrableStudents, ({ query }) => ({
      items: query.studentId === id(5) ? [{ id: id(5), name: 'Ada Byron', yearGroup: 9, school: 'Northgate', referredSince: null }] : [],
    })),
    answer(makeReferral, { id: id(9), reference: 'R-ABCDEF', version: 1 }),
    answer(getOwnReferral, receipt),
  ];
  const unseen = await renderPage(routes, { at: `/referrals/new?student=${id(6)}`, respond });
  await expect.element(unseen.screen.getByRole('combobox', { name: 'Student' })).toHaveValue('');
  await unseen.screen.unmount();
  const { screen, callsOf } = await renderPage(routes, { at: `/referrals/new?student=${id(5)}`, respond });
  await expect.element(screen.getByRole('combobox', { name: 'Student' })).toHaveValue('Ada Byron, Year 9, Northgate');
  await expectAccessible();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Confidence' }));
  await userEvent.click(screen.getByRole('button', { name: 'Send the referral' }));
  await expect.poll(() => callsOf(makeReferral)[0]?.body).toMatchObject({ studentId: id(5), reasonIds: [id(2)] });
});

test('somebody not on the list is named, and what was typed outlives a lost connection and a reload', async () => {
  let tries = 0;
  const flaky = answer(makeReferral, () => {
    tries += 1;
    if (tries === 1) throw noConnection();
    return { id: id(9), reference: 'R-ABCDEF', version: 1 };
  });
  const { screen, callsOf } = await renderPage(routes, {
    at: '/referrals/new',
    session: { role: 'school_contact' },
    respond: [offer, flaky, answer(getOwnReferral, { ...receipt, student: 'Kim Newcomer' })],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Not on the list? Name the student' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Student’s name' }), 'Kim Newcomer');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Confidence' }));
  await userEvent.click(screen.getByRole('button', { name: 'Send the referral' }));
  await expect.poll(() => tries).toBe(1);
  // kept for this tab, under the id it will be sent with
  await expect.poll(() => sessionStorage.getItem('waymark-referral')).toContain('Kim Newcomer');
  await userEvent.click(screen.getByRole('button', { name: 'Send the referral' }));
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Thank you for the referral' })).toBeVisible();
  const [first, second] = callsOf(makeReferral);
  expect(second?.body.id).toBe(first?.body.id);
  expect(second?.body.namedAs).toMatchObject({ name: 'Kim Newcomer', schoolId: id(4) });
  await expect.poll(() => sessionStorage.getItem('waymark-referral')).toBeNull();
});

const linkRoutes = [{ path: '/refer/:token', element: <LinkReferPage /> }];
const linkOffer = answer(openReferralLink, { organisation: 'Beacon Hill Mentoring', school: 'Northgate', reasons, programmes: [] });

test('a teacher refers through a link on a phone, is thanked, and may refer another without typing who they are again', async () => {
  await page.viewport(320, 640);
  const { screen, callsOf } = await renderPage(linkRoutes, {
    at: '/refer/some-secret-of-a-link',
    session: null,
    bare: true,
    respond: [linkOffer, answer(referByLink, { reference: 'R-ABCDEF' })],
  });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Refer a student' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Send the referral' }));
  await expect.element(screen.getByText('Give your name, so that we know who asks.')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await userEvent.fill(screen.getByRole('textbox', { name: 'Student’s name' }), 'Zoe Newcomer');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Attendance' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Your name' }), 'Tess Teacher');
  await userEvent.fill(screen.getByRole('textbox', { name: 'Your e-mail address' }), 'tess@northgate.example');
  await userEvent.click(screen.getByRole('button', { name: 'Send the referral' }));
  await expect.element(screen.getByText(/R-ABCDEF/)).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Refer another student' }));
  await expect.element(screen.getByRole('textbox', { name: 'Your name' })).toHaveValue('Tess Teacher');
  await expect.element(screen.getByRole('textbox', { name: 'Student’s name' })).toHaveValue('');
  expect(callsOf(referByLink)[0]?.body).toMatchObject({
    student: { name: 'Zoe Newcomer' },
    referrer: { name: 'Tess Teacher', email: 'tess@northgate.example' },
  });
});

test('a link that was taken back while the form was open says so', async () => {
  const over = answer(referByLink, () => {
    throw refusal(410, 'This link is over.', { code: 'link-over', detail: 'It was taken back by whoever sent it.' });
  });
  const { screen } = await renderPage(linkRoutes, {
    at: '/refer/some-secret-of-a-link',
    session: null,
    bare: true,
    respond: [linkOffer, over],
  });
  await userEvent.fill(screen.getByRole('textbox', { name: 'Student’s name' }), 'Zoe Newcomer');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Attendance' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Your name' }), 'Tess Teacher');
  await userEvent.fill(screen.getByRole('textbox', { name: 'Your e-mail address' }), 'tess@northgate.example');
  await userEvent.click(screen.getByRole('button', { name: 'Send the referral' }));
  await expect.element(screen.getByRole('heading', { level: 1, name: 'This link is over.' })).toBeVisible();
  await expect.element(screen.getByText('It was taken back by whoever sent it.')).toBeVisible();
});
