import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { downloadSharedPdf, getShare, listShares, openSharedLink, readShareLink, revokeShare } from '@waymark/contract/shares.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as SharePage } from './SharePage.tsx';
import { Component as SharesPage } from './SharesPage.tsx';
import { Component as SharedLinkPage } from './SharedLinkPage.tsx';
import StudentShares from './StudentShares.tsx';
import { aStudent } from '../students/testStudent.ts';
import { aDocument, adaId, aShare } from './testShares.ts';

const routes = [
  { path: '/shares', Component: SharesPage },
  { path: '/shares/:id', Component: SharePage },
  { path: '/section', element: <StudentShares studentId={adaId} student={aStudent} /> },
];
const over = aShare({
  id: '01920000-0000-7000-8000-000000000901',
  kind: 'parent_summary',
  title: 'How Ada is getting on',
  link: { state: 'revoked', expiresAt: '2026-12-08T09:00:00Z', openings: 2, lastOpenedAt: '2026-11-25T09:00:00Z' },
  revokedAt: '2026-11-26T09:00:00Z',
  revokedBy: 'Lena Lead',
});
const list = answer(listShares, ({ query }) => ({ items: query['kind'] === 'handover_letter' ? [] : [aShare(), over], next: null }));

test('the list says what left, to whom, why and how it stands, and narrows in the address', async () => {
  await page.viewport(1280, 800);
  const { screen, router, callsOf } = await renderPage(routes, { at: '/shares', session: { role: 'lead' }, respond: [list] });
  await expect.element(screen.getByRole('link', { name: 'How Ada is getting on' })).toBeVisible();
  await expect.element(screen.getByText('Link: taken back, opened 2 times')).toBeVisible();
  await expect.element(screen.getByText('Link: open, not opened')).toBeVisible();
  await expectAccessible();
  await screen.getByRole('combobox', { name: 'What', exact: true }).click();
  await screen.getByRole('option', { name: 'Handover letter to the next school' }).click();
  await expect.element(screen.getByText('Nothing fits these filters')).toBeVisible();
  expect(router.state.location.search).toBe('?kind=handover_letter');
  await screen.getByLabelText('Name').fill('bell');
  await expect.poll(() => callsOf(listShares).at(-1)?.query).toMatchObject({ search: 'bell', kind: 'handover_letter' });
  await page.viewport(320, 700);
  expectNoSidewaysScroll();
  await page.viewport(390, 844);
});

test('an administrator sees that something left and cannot open it; a school contact sees what is theirs', async () => {
  const admin = await renderPage(routes, { at: '/shares', session: { role: 'admin' }, respond: [list] });
  await expect.element(admin.screen.getByRole('rowheader', { name: 'Progress note to a colleague' })).toBeVisible();
  expect(admin.screen.getByRole('link').query()).toBeNull();
  await admin.screen.unmount();
  const school = await renderPage(routes, { at: '/shares', session: { role: 'school_contact' }, respond: [list] });
  await expect.element(school.screen.getByRole('link', { name: 'Progress note: Ada Byron' })).toBeVisible();
  expect(school.screen.getByLabelText('Name').query()).toBeNull();
  await expectAccessible();
});

test('a link is shown to hand over, with its openings, and is taken back after a question', async () => {
  let revoked = false;
  const share = answer(getShare, () => ({ ...(revoked ? over : aShare()), document: aDocument }));
  const take = answer(revokeShare, () => {
    revoked = true;
    return over;
  });
  const link = answer(readShareLink, { url: 'https://waymark.example/shared/secret' });
  const { screen, callsOf } = await renderPage(routes, { at: `/shares/${aShare().id}`, respond: [share, take, link] });
  await expect.element(screen.getByLabelText('Address')).toHaveValue('https://waymark.example/shared/secret');
  await expect.element(screen.getByText('Not opened yet.')).toBeVisible();
  await expect.element(screen.getByRole('table', { name: 'Then and now' })).toBeVisible();
  await expect.element(screen.getByRole('img', { name: /Between 90 and 97/ })).toBeVisible();
  await expectAccessible();
  await screen.getByRole('button', { name: 'Take the link back' }).click();
  await screen.getByRole('dialog').getByRole('button', { name: 'Take the link back' }).click();
  await expect.element(screen.getByText('Taken back on 26 November 2026 by Lena Lead. Whoever opens it is told so.')).toBeVisible();
  expect(callsOf(revokeShare)).toHaveLength(1);
  expect(screen.getByLabelText('Address').query()).toBeNull();
});

test('on the student’s page the latest are listed, with the way to share more for whoever may', async () => {
  const { screen } = await renderPage(routes, { at: '/section', respond: [list] });
  await expect.element(screen.getByRole('link', { name: 'Share', exact: true })).toHaveAttribute('href', expect.stringContaining('/share'));
  await expect.element(screen.getByRole('link', { name: 'Summary for a parent or carer' })).toBeVisible();
  await expectAccessible();
  await screen.unmount();
  const admin = await renderPage(routes, { at: '/section', session: { role: 'admin' }, respond: [list] });
  await expect.element(admin.screen.getByText('Summary for a parent or carer')).toBeVisible();
  expect(admin.screen.getByRole('link').query()).toBeNull();
});

test('whoever has a link reads the document on a phone, and takes it along; a link that is over says so', async () => {
  await page.viewport(320, 700);
  const opened = answer(openSharedLink, {
    organisation: 'Beacon Hill Mentoring',
    sharedBy: 'Mo Farooq',
    recipient: 'Tess Bell',
    expiresAt: '2026-12-08T09:00:00Z',
    document: aDocument,
  });
  const pdf = answer(downloadSharedPdf, { fileName: 'progress-note-2026-11-24.pdf', content: '%PDF-' });
  const open = [{ path: '/shared/:token', Component: SharedLinkPage }];
  const visit = await renderPage(open, { at: '/shared/secret', session: null, bare: true, respond: [opened, pdf] });
  await expect.element(visit.screen.getByRole('heading', { level: 1, name: 'Progress note: Ada Byron' })).toBeVisible();
  await expect.element(visit.screen.getByRole('heading', { level: 2, name: 'Attendance' })).toBeVisible();
  await expect.element(visit.screen.getByText(/Mo Farooq shared this with you/)).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
  await visit.screen.getByRole('button', { name: 'Download as PDF' }).click();
  await expect.poll(() => visit.callsOf(downloadSharedPdf)).toHaveLength(1);
  expect(visit.callsOf(openSharedLink)).toHaveLength(1);
  await visit.screen.unmount();
  const gone = answer(openSharedLink, () => {
    throw refusal(410, 'This link is over.', { code: 'link-over', detail: 'It was taken back by whoever sent it.' });
  });
  const { screen } = await renderPage(open, { at: '/shared/secret', session: null, bare: true, respond: [gone] });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'This link is over.' })).toBeVisible();
  await expect.element(screen.getByText('It was taken back by whoever sent it.')).toBeVisible();
  await page.viewport(390, 844);
});
