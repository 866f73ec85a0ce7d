import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { immediateJobs } from '../jobs/runner.ts';
import { createLog } from '../services.ts';
import { testServer } from '../testing/server.ts';
import { deliverMail } from './deliver.ts';
import { waits } from './retry.ts';
import { sendMail } from './send.ts';

// what the database calls now is when mail is queued: the server's clock goes on from there
const start = new Date();
const server = await testServer({ now: start });
const org = await server.organisation();

const received: { to: string[]; text: string }[] = [];
let answer: (to: string) => Error | undefined = () => undefined;
const smtp = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: ({ address }, _session, done) => done(answer(address)),
  onData: (stream, session, done) => {
    let text = '';
    stream.on('data', (piece: Buffer) => (text += piece.toString()));
    stream.on('end', () => {
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
      done();
    });
  },
});
await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
const { port } = smtp.server.address() as AddressInfo;
afterAll(() => new Promise<void>((closed) => smtp.close(() => closed())));

async function deliver(after: number, smtpUrl: string | undefined = `smtp://127.0.0.1:${port}`) {
  const config = readConfig({
    LOG_LEVEL: 'silent',
    MAIL_FROM: 'Waymark <waymark@school.example>',
    PUBLIC_URL: 'https://waymark.example',
    ...(smtpUrl === '' ? {} : { SMTP_URL: smtpUrl }),
  });
  const now = () => new Date(start.getTime() + 60_000 + after * 60_000);
  await immediateJobs([deliverMail], { database: server.database, config, log: createLog(config), links: server.links }, now).send(
    'mail.deliver',
    {},
  );
}
const queue = (to: string) =>
  org.as((tx) => sendMail(tx, org.actor, { to, subject: 'Your day\nin Waymark', body: 'Good morning,\n\nthere is something due.' }));
const mail = () =>
  org.as((tx) =>
    tx
      .selectFrom('outgoing_mail')
      .select(['to_address as to', 'status', 'attempts', 'error'])
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  );

beforeEach(async () => {
  received.length = 0;
  answer = () => undefined;
  await server.database.owner.deleteFrom('outgoing_mail').execute();
});

/** An SMTP answer with its code. */
const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

test('queued mail is delivered once', async () => {
  const id = await queue('ann@example.org');
  await deliver(0);
  await deliver(1);
  expect(received).toHaveLength(1);
  expect(received[0]?.to).toEqual(['ann@example.org']);
  expect(received[0]?.text).toContain('From: Waymark <waymark@school.example>');
  expect(received[0]?.text).toContain('Subject: Your day in Waymark');
  expect(received[0]?.text).toContain(`Message-ID: <${id}@waymark.example>`);
  expect(received[0]?.text).toContain('there is something due.');
  expect(await mail()).toEqual([{ to: 'ann@example.org', status: 'sent', attempts: 1, error: null }]);
});

test('more than one batch is delivered in one run', async () => {
  for (let nth = 0; nth < 45; nth++) await queue(`member${nth}@example.org`);
  await deliver(0);
  expect(new Set(received.flatMap(({ to }) => to)).size).toBe(45);
  expect(received).toHaveLength(45);
});

test('a mail server that is down is tried again after a wait, and what it then takes is sent', async () => {
  await queue('ann@example.org');
  await deliver(0, 'smtp://127.0.0.1:1');
  expect(await mail()).toMatchObject([{ status: 'queued', attempts: 1, error: expect.stringContaining('ECONNREFUSED') }]);
  await deliver(0);
  expect(received).toEqual([]);
  await deliver(waits[0]);
  expect(received).toHaveLength(1);
  expect(await mail()).toMatchObject([{ status: 'sent', attempts: 2, error: null }]);
});

test('an address that is refused for good fails at once and does not stop the others', async () => {
  answer = (to) => (to.startsWith('gone') ? refusal(550, 'No such user') : undefined);
  await queue('gone@example.org');
  await queue('ben@example.org');
  await deliver(0);
  expect(await mail()).toMatchObject([
    { to: 'gone@example.org', status: 'failed', error: expect.stringContaining('No such user') },
    { status: 'sent' },
  ]);
});

test('a busy server is asked again and again, and given up in the end', async () => {
  answer = () => refusal(451, 'Try again later');
  await queue('ann@example.org');
  let after = 0;
  for (const wait of waits) {
    await deliver(after);
    expect(await mail()).toMatchObject([{ status: 'queued' }]);
    after += wait;
  }
  await deliver(after);
  expect(await mail()).toMatchObject([{ status: 'failed', attempts: waits.length + 1 }]);
});

test('two servers at the same moment send it once', async () => {
  await queue('ann@example.org');
  await Promise.all([deliver(0), deliver(0)]);
  expect(received).toHaveLength(1);
});

test('without a mail server it is kept where the administrator sees it, and not sent when there is one later', async () => {
  await queue('ann@example.org');
  await deliver(0, '');
  expect(await mail()).toMatchObject([{ status: 'kept', attempts: 0 }]);
  await deliver(1);
  expect(received).toEqual([]);
});
