import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Room } from '@waymark/contract/meeting-room.ts';
import { deviceShelf } from '../offline/answers.ts';
import { offlineDatabase } from '../offline/database.ts';
import { waitingWrites } from '../offline/outbox.ts';
import { destroyVaults, openVault } from '../offline/vault.ts';
import { forgetVaults } from '../offline/vaults.ts';
import { refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage, testSeat } from '../testing/renderPage.tsx';
import { draftOf } from './useDraft.ts';
import { meetingServer, room } from './meeting.fixture.ts';
import { Component } from './MeetPage.tsx';

const routes = [
  { path: 'meetings/:id/meet', Component },
  { path: '*', element: <h1>Elsewhere</h1> },
];

beforeEach(async () => {
  forgetVaults();
  await destroyVaults();
});

async function hold(given: Partial<Room> = {}, at = '') {
  const server = meetingServer(room(given));
  const open = async () => renderPage(routes, { at: `/meetings/${server.opened.meeting.id}/meet${at}`, respond: server.answers });
  const { screen } = await open();
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  return { server, screen, open, meetingId: server.opened.meeting.id, vault: await openVault(testSeat.memberId) };
}

const state = (text: string) => expect.element(page.getByText(text, { exact: true })).toBeVisible();
const level = (name: RegExp) => page.getByRole('radio', { name });
const press = (name: string | RegExp) => page.getByRole('button', { name }).click();

async function writeNote(text: string) {
  await press('Notes');
  await page.getByRole('textbox', { name: 'Your notes' }).fill(text);
  await press('Done');
}

describe('without a connection', () => {
  test('answers are kept on the device, a reload brings them back, and they are sent when there is one again', async () => {
    const { server, screen, open } = await hold();
    server.online = false;
    await level(/Level 2/).click();
    await writeNote('Came in late, in good spirits.');
    await state('Saved on this device');
    await screen.unmount();

    await open();
    await expect.element(level(/Level 2/)).toBeChecked();
    await press('Notes');
    await expect.element(page.getByRole('textbox', { name: 'Your notes' })).toHaveValue('Came in late, in good spirits.');
    await press('Done');
    expect(server.stored.size).toBe(0);
    server.online = true;
    window.dispatchEvent(new Event('online'));
    await state('Saved');
    expect(server.stored.get('notes')?.value).toMatchObject({ body: 'Came in late, in good spirits.' });
  });

  test('a meeting can be finished; it waits on the device and is recorded once when there is a connection', async () => {
    const { server, vault } = await hold();
    await level(/Level 2/).click();
    await state('Saved');
    server.online = false;
    for (let step = 0; step < 3; step += 1) await press(/^(Skip|Next|Review)$/);
    await page.getByRole('radio', { name: 'We met' }).click();
    await press('Finish and record');
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/Finished on this device/);
    await vi.waitFor(async () => expect((await waitingWrites(vault)).map(({ attempts }) => attempts)).toEqual([1]));
    await expectAccessible();
    server.online = true;
    await press('Try again');
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/On the record/);
    expect(server.records).toHaveLength(1);
    expect(await waitingWrites(vault)).toEqual([]);
  });

  test('a meeting never opened on this device says so kindly', async () => {
    const server = meetingServer(room());
    server.online = false;
    await renderPage(routes, { at: `/meetings/${server.opened.meeting.id}/meet`, respond: server.answers });
    await expect
      .element(page.getByRole('heading', { level: 1 }), { timeout: 10_000 })
      .toMatchTextContent(/This meeting is not on this device/);
  });
});

describe('a second tab', () => {
  test('sees every answer as it is given, and its own is not overwritten', async () => {
    const { server, vault } = await hold();
    const [, second = ''] = server.opened.questions.map(({ outcomeId }) => outcomeId);
    const other = draftOf(vault, server.opened.meeting.id, server.opened.student.id);
    await other.load([]);
    other.set(`score:${second}`, { id: crypto.randomUUID(), level: 4, missingReason: null, reason: '' });
    await level(/Level 1/).click();
    await vi.waitFor(() => expect(other.value(`score:${server.opened.questions[0]?.outcomeId ?? ''}`)).toMatchObject({ level: 1 }));
    await press('Next');
    await expect.element(level(/Level 4/)).toBeChecked();
    other.close();
  });
});

describe('another device', () => {
  test('that answered later is told of, and either answer can be taken', async () => {
    const { server } = await hold();
    const key = `score:${server.opened.questions[0]?.outcomeId}`;
    const later = new Date(Date.now() + 60_000).toISOString();
    server.stored.set(key, { key, value: { id: crypto.randomUUID(), level: 4, missingReason: null, reason: '' }, editedAt: later });
    await level(/Level 1/).click();
    const notice = page.getByRole('alert', { name: 'Answered on another device too' });
    await expect.element(notice).toMatchTextContent(/You entered here: Level 1/);
    await expect.element(level(/Level 4/)).toBeChecked();
    await press('Use mine');
    await expect.element(level(/Level 1/)).toBeChecked();
    await vi.waitFor(() => expect(server.stored.get(key)?.value).toMatchObject({ level: 1 }));
    await expect.element(notice).not.toBeInTheDocument();
  });

  test('that finished the meeting is told of, with what this one has besides', async () => {
    const { server } = await hold();
    server.opened = {
      ...server.opened,
      recorded: {
        finishedAt: '2026-03-11T10:00:00Z',
        attendance: 'held',
        reason: '',
        mode: 'in_person',
        minutes: 20,
        movedTo: null,
        perspective: 'mentor',
        point: 'progress',
        scores: [],
        notes: [],
        newActions: [],
        closedActions: [],
      },
    };
    await level(/Level 1/).click();
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/On the record/);
    const besides = page.getByRole('alert', { name: /nothing was recorded twice/ });
    await expect.element(besides).toMatchTextContent(/Ada can name two routes/);
    await press('I have seen it, clear it from this device');
    await expect.element(besides).not.toBeInTheDocument();
  });
});

describe('a match that ends in the middle', () => {
  test('is said in a sentence, and what only this device has can be copied', async () => {
    const { server } = await hold();
    await level(/Level 1/).click();
    await state('Saved');
    server.refuse = refusal(404, 'This meeting is not here.');
    await writeNote('One more thing.');
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/This meeting is no longer yours to record/);
    await expect.element(page.getByText('1 answer never left this device.', { exact: false })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Copy what I entered' })).toBeVisible();
    await expectAccessible();
  });
});

describe('what rests on the device', () => {
  test('cannot be read without the key, which cannot be taken out, and signing out destroys all of it', async () => {
    const { server, meetingId, vault } = await hold();
    server.online = false;
    await writeNote('A confidence.');
    await state('Saved on this device');
    const database = await offlineDatabase();
    const rows = await database.getAll('answers');
    expect(rows.length).toBeGreaterThan(0);
    const text = new TextDecoder('latin1').decode(new Uint8Array(rows.flatMap(({ sealed }) => [...new Uint8Array(sealed.data)])));
    expect(text).not.toContain('confidence');
    const kept = await database.get('keys', vault.owner);
    expect(kept?.key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', kept?.key as CryptoKey)).rejects.toBeInstanceOf(DOMException);

    const stranger = await openVault('somebody else');
    expect(await stranger.open(rows[0]?.sealed as never)).toBeUndefined();
    expect(await deviceShelf({ vault: stranger, meetingId, studentId: '' }).all()).toEqual([]);

    await destroyVaults();
    for (const store of ['keys', 'answers', 'kept', 'outbox'] as const) expect(await database.count(store)).toBe(0);
  });

  test('is gone once the meeting is on the record', async () => {
    await hold({}, '?at=finish');
    await page.getByRole('radio', { name: 'We met' }).click();
    await press('Finish and record');
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/On the record/);
    const database = await offlineDatabase();
    await vi.waitFor(async () => {
      expect(await database.count('answers')).toBe(0);
      expect(await database.count('outbox')).toBe(0);
    });
  });
});
