import { expect, test } from 'vitest';
import { createClient, OfflineError, type Call } from '@waymark/contract/client.ts';
import { checkImport, getImport, runImport, uploadImport, type ImportDetail, type ImportKind } from '@waymark/contract/imports.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { upnCheckLetter } from '@waymark/contract/upn.ts';
import { uuidv7 } from 'uuidv7';
import { startWaymark } from './waymark.ts';

const waymark = await startWaymark();

/** The API as the demo's lead, signed in by their link. */
async function asLead(): Promise<Call> {
  const answer = await fetch(waymark.link('lead'), { redirect: 'manual' });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  expect(cookie).not.toBe('');
  return createClient({ baseUrl: waymark.url, headers: () => ({ cookie, origin: waymark.url }) });
}

const call = await asLead();
const programme = (await call(listProgrammes, {})).items[0];
const programmeId = programme?.id ?? '';

const upn = (row: number): string => {
  const rest = `98${String(row).padStart(10, '0')}`;
  return upnCheckLetter(rest) + rest;
};
const rollRows = 5000;
const roll = [
  'UPN,Forename,Surname,DOB,FSM',
  ...Array.from(
    { length: rollRows },
    (_, row) => `${upn(row)},Given${row},Killed${row % 900},${1 + (row % 28)}/03/2011,${row % 3 === 0 ? 'Y' : 'N'}`,
  ),
].join('\n');
const scores = [
  'UPN,Date,Outcome,Level,Mentor',
  // sorted by day, so that each student's first assessment lies thousands of rows before the second
  ...['2024-10-01', '2025-02-01'].flatMap((day) =>
    Array.from({ length: 600 }, (_, row) =>
      ['K1', 'K2', 'M1', 'M2', 'I1'].map((code) => `${upn(row)},${day},${code},${1 + (row % 4)},Old Mentor`),
    ).flat(),
  ),
].join('\n');
const scoresRows = 6000;

async function upload(kind: ImportKind, text: string): Promise<ImportDetail> {
  return call(uploadImport, { query: { id: uuidv7(), kind, file: `${kind}.csv` }, file: new TextEncoder().encode(text) });
}

const read = (id: string) => call(getImport, { params: { id } });

/** Asks how far an import is until it is where it should be, as the page of it does. */
async function until(id: string, reached: (detail: ImportDetail) => boolean): Promise<ImportDetail> {
  let last = await read(id);
  await expect.poll(async () => reached((last = await read(id))), { timeout: 60_000, interval: 20 }).toBe(true);
  return last;
}

/**
 * Kills the program the moment it said it would work on an import, and again while it goes on with it after a start. How far it is
 * at each is a matter of the machine, and what must hold is the same wherever that is.
 */
async function killAmid(id: string): Promise<void> {
  let worked = 0;
  for (const wait of [0, 150]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    worked = Math.max(worked, (await read(id)).counts.worked);
    await waymark.killAndRestart();
    // what was acknowledged is there
    expect((await read(id)).counts.worked).toBeGreaterThanOrEqual(worked);
  }
}

const check = (detail: ImportDetail) =>
  call(checkImport, {
    params: { id: detail.id },
    ifMatch: detail.version,
    body: {
      mapping: Object.fromEntries(detail.columns.map(({ header, field }) => [header, field])),
      options: { ...detail.options, programmeId, ...(detail.kind === 'roll' ? { startedOn: '2024-09-01' } : {}) },
    },
  });
const confirm = (detail: ImportDetail) => call(runImport, { params: { id: detail.id }, ifMatch: detail.version });

/** The students of the roll on record, by UPN, with how often each is. */
async function brought(): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (let cursor: string | undefined; ;) {
    const { items, next } = await call(listStudents, {
      query: { search: 'Killed', limit: 200, ...(cursor === undefined ? {} : { cursor }) },
    });
    for (const student of items) times.set(student.upn ?? '', (times.get(student.upn ?? '') ?? 0) + 1);
    if (next === null) return times;
    cursor = next;
  }
}

test('killed while a roll is sent, checked and taken: it goes on by itself, and every student is there exactly once', async () => {
  // in the middle of the upload: all of the file is there or nothing
  const lost = uuidv7();
  const sending = call(uploadImport, { query: { id: lost, kind: 'roll', file: 'lost.csv' }, file: new TextEncoder().encode(roll) }).catch(
    (error: unknown) => error,
  );
  await new Promise((resolve) => setTimeout(resolve, 150));
  await waymark.killAndRestart();
  const sent = await sending;
  const kept = await read(lost).catch((error: { status?: number }) => error.status);
  if (sent instanceof OfflineError) expect([404, rollRows]).toContain(typeof kept === 'number' ? kept : kept?.rowCount);
  else expect(kept).toMatchObject({ rowCount: rollRows });

  const uploaded = await upload('roll', roll);
  await check(uploaded);
  await killAmid(uploaded.id);
  const previewed = await until(uploaded.id, (detail) => detail.status === 'previewed');
  expect(previewed.counts).toMatchObject({ create: rollRows, bad: 0, choose: 0 });

  await confirm(previewed);
  await killAmid(uploaded.id);
  const done = await until(uploaded.id, (detail) => detail.status !== 'running');
  expect(done).toMatchObject({ status: 'done', error: null });
  expect(done.counts).toMatchObject({ created: rollRows, enrolled: rollRows, characteristics: rollRows, worked: rollRows });
  const times = await brought();
  expect(times.size).toBe(rollRows);
  expect([...times.values()].every((n) => n === 1)).toBe(true);
  const after = (await call(listProgrammes, {})).items.find(({ id }) => id === programmeId);
  expect(after?.enrolled).toBe((programme?.enrolled ?? 0) + rollRows);

  // nothing of any row is missing: the same file would change nothing
  const again = await upload('roll', roll);
  await check(again);
  const compared = await until(again.id, (detail) => detail.status === 'previewed');
  expect(compared.counts).toMatchObject({ create: 0, update: 0, unchanged: rollRows, bad: 0, choose: 0 });
});

test('killed while historic scores are taken: every score is recorded exactly once', async () => {
  const uploaded = await upload('scores', scores);
  await check(uploaded);
  const previewed = await until(uploaded.id, (detail) => detail.status === 'previewed');
  expect(previewed.counts).toMatchObject({ create: scoresRows, bad: 0 });
  await confirm(previewed);
  await killAmid(uploaded.id);
  const done = await until(uploaded.id, (detail) => detail.status !== 'running');
  expect(done).toMatchObject({ status: 'done', error: null, counts: { assessments: 1200, scores: scoresRows } });

  const again = await upload('scores', scores);
  await check(again);
  const compared = await until(again.id, (detail) => detail.status === 'previewed');
  expect(compared.counts).toMatchObject({ create: 0, unchanged: scoresRows, bad: 0 });
});
