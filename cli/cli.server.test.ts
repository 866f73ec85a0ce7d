import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createReport } from '@waymark/contract/reports.ts';
import { testServer } from '@waymark/server/testing/server.ts';
import type { TestMember } from '@waymark/server/testing/organisation.ts';
import { run } from './program.ts';

const server = await testServer();
const folder = await mkdtemp(join(tmpdir(), 'waymark-cli-'));
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command line as a member and answers what it said. */
async function waymark(who: TestMember | string | undefined, ...words: string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const code = await run(words, {
    env: { WAYMARK_URL: 'http://waymark.test', WAYMARK_TOKEN: typeof who === 'string' ? who : who?.token },
    out: (text) => out.push(text),
    say: (text) => said.push(text),
    interactive: false,
    draw: () => undefined,
    fetch: (request) => server.app.fetch(request),
  });
  return { code, out: out.join('\n'), said: said.join('\n') };
}

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

const roll = 'Forename,Surname,DOB,UPN,NC Year\nAda,Lovelace,10/12/2010,B801200005001,10\nZoë,"=O\'Brien",1/2/2011,,9\n';

test('a roll is imported, listed, exported and undone from the command line', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  await org.programme('Aspire');
  const taken = await waymark(lead, 'import', 'roll', await file('roll.csv', roll), '--programme', 'aspire');
  expect(taken).toMatchObject({ code: 0, out: '2 students added, 0 changed, 0 the same; 2 enrolled.' });
  expect(await waymark(lead, 'import', 'roll', join(folder, 'roll.csv'), '--programme', 'Aspire')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Nothing was changed'),
  });

  const list = await waymark(lead, 'students', 'list', '--search', 'love');
  expect(list).toMatchObject({ code: 0, out: expect.stringMatching(/^Name .*\nLovelace, Ada +10 +Aspire$/) });
  const exported = await waymark(lead, 'students', 'export', '--output', join(folder, 'students.csv'));
  expect(exported).toMatchObject({ code: 0, said: expect.stringContaining('2 students written') });
  // a name that would be a formula in a spreadsheet is kept from being one
  expect(await readFile(join(folder, 'students.csv'), 'utf8')).toContain("'=O'Brien");

  const imports = JSON.parse((await waymark(lead, 'imports', 'list', '--json')).out) as {
    id: string;
    status: string;
    counts: { created: number };
  }[];
  const first = imports.find((one) => one.counts.created === 2);
  expect(await waymark(lead, 'imports', 'undo', first?.id ?? '')).toMatchObject({ code: 0, out: 'The import of roll.csv was undone.' });
  expect((await waymark(lead, 'students', 'list')).out).toBe('Nobody.');
});

test('rows with problems stop an import, until the good ones are asked for; the others come back as a file', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const path = await file('mixed.csv', 'Forename,Surname,DOB\nAda,Lovelace,31/02/2010\nBo,Peep,1/1/2011\n');
  const dry = await waymark(lead, 'import', 'roll', path, '--dry-run');
  expect(dry).toMatchObject({
    code: 6,
    out: expect.stringContaining('1 row new'),
    said: expect.stringContaining('Row 2, DOB “31/02/2010”: There is no 31 February 2010.'),
  });
  expect(dry.out).toContain('DOB       birthDate');
  expect(await waymark(lead, 'import', 'roll', path)).toMatchObject({ code: 4, said: expect.stringContaining('--take-good') });
  expect((await waymark(lead, 'students', 'list')).out).toBe('Nobody.');
  expect((await waymark(lead, 'imports', 'list')).out).toBe('Nothing imported yet.');

  const bad = join(folder, 'to mend.csv');
  expect(await waymark(lead, 'import', 'roll', path, '--take-good', '--bad-rows', bad)).toMatchObject({
    code: 6,
    out: expect.stringContaining('1 student added'),
  });
  const mended = (await readFile(bad, 'utf8')).replace('31/02/2010', '28/02/2010');
  expect(await waymark(lead, 'import', 'roll', await file('mended.csv', mended))).toMatchObject({ code: 0 });
  expect((await waymark(lead, 'students', 'list')).out).toContain('Lovelace, Ada');
});

test('scores are imported with a mapping of one’s own, and the outcomes exported', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  await org.programme('Aspire');
  await org.student({ upn: 'B801200005001' });
  const path = await file('scores.csv', 'Pupil,Was,Erster,When,By\nB801200005001,K1,3,1/9/2024,Jo Old\n');
  const mapping = await file('mapping.json', '{"Was": "outcome", "Erster": "level"}');
  expect(await waymark(lead, 'import', 'scores', path, '--mapping', mapping)).toMatchObject({
    code: 0,
    out: '1 score in 1 assessment added, 0 rows the same; 1 enrolled.',
  });
  const outcomes = await waymark(lead, 'outcomes', 'export', '--programme', 'Aspire');
  expect(outcomes).toMatchObject({ code: 0, out: expect.stringContaining('programme: Aspire') });
});

test('a question is answered in words, with what gives the same figures again, and its tables are exported', async () => {
  const org = await server.organisation();
  const analyst = await org.member('analyst');
  const told = await waymark(analyst, 'analysis', 'show', 'movement', '--as-of', '2026-03-01T12:00:00Z');
  expect(told).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Data as of 2026-03-01T12:00:00\S*, code version .+, fingerprint [0-9a-f]{12}\.$/),
  });
  expect(await waymark(analyst, 'analysis', 'export', 'movement')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Fingerprint of the figures,'),
  });
  expect(await waymark(analyst, 'analysis', 'show', 'money')).toMatchObject({ code: 2, said: expect.stringContaining('movement, groups') });
  const id = '01910000-0000-7000-8000-0000000000e1';
  await analyst.call(createReport, { body: { id, kind: 'partner', title: 'To our partners' } });
  const drafts = await waymark(analyst, 'reports', 'list', '--status', 'draft');
  expect(drafts).toMatchObject({
    code: 0,
    out: expect.stringMatching(new RegExp(`data as of.*\n${id} +partner +draft +– +To our partners`)),
  });
  expect((await waymark(analyst, 'reports', 'list', '--status', 'final')).out).not.toContain(id);
  expect(JSON.parse((await waymark(analyst, 'reports', 'list', '--json')).out)).toMatchObject([{ id, status: 'draft' }]);
  expect(await waymark(analyst, 'releases', 'list')).toMatchObject({ code: 0, out: expect.stringContaining('purpose') });
});

test('members are listed, invited and ended', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin', { name: 'Ann Admin' });
  expect(await waymark(admin, 'members', 'invite', 'new@example.org', '--name', 'New Mentor', '--role', 'mentor')).toMatchObject({
    code: 0,
    out: 'New Mentor is invited as mentor.',
  });
  expect((await waymark(admin, 'members', 'list', '--role', 'mentor')).out).toMatch(/New Mentor +mentor +invited +new@example.org/);
  expect(await waymark(admin, 'members', 'end', 'new@example.org')).toMatchObject({ code: 0, out: 'New Mentor’s seat has ended.' });
  expect(await waymark(admin, 'members', 'end', 'nobody@example.org')).toMatchObject({
    code: 4,
    said: 'There is no member “nobody@example.org”.',
  });
});

test('the exit code says what kind of end it was, and no token is ever written', async () => {
  const org = await server.organisation();
  const mentor = await org.member('mentor');
  const secret = 'wm_this-is-nobodys-token';
  const path = await file('again.csv', roll);
  const ends = {
    'no command': [await waymark(mentor), 0],
    'no such command': [await waymark(mentor, 'fly'), 2],
    'no such option': [await waymark(mentor, 'students', 'list', '--wings'), 2],
    'no verb': [await waymark(mentor, 'students'), 2],
    'no token': [await waymark(undefined, 'students', 'list'), 2],
    'no such file': [await waymark(mentor, 'import', 'roll', '/nowhere.csv'), 2],
    'a wrong token': [await waymark(secret, 'students', 'list'), 3],
    'not for this role': [await waymark(mentor, 'import', 'roll', path), 3],
    'a wrong file': [await waymark(await org.member('lead'), 'import', 'roll', await file('x.csv', '%PDF-1.7')), 4],
    help: [await waymark(mentor, 'import', 'roll', '--help'), 0],
  } as const;
  expect(Object.fromEntries(Object.entries(ends).map(([name, [end]]) => [name, end.code]))).toEqual(
    Object.fromEntries(Object.entries(ends).map(([name, [, code]]) => [name, code])),
  );
  for (const [end] of Object.values(ends)) expect(end.out + end.said).not.toMatch(new RegExp(`${secret}|${mentor.token}`));
  expect(ends.help[0].out).toContain('--take-good');
});

test('a server that is not there is said to be so', async () => {
  const said: string[] = [];
  const code = await run(['--url', 'http://127.0.0.1:9', 'students', 'list'], {
    env: { WAYMARK_TOKEN: 'x' },
    out: () => undefined,
    say: (text) => said.push(text),
    interactive: false,
    draw: () => undefined,
  });
  expect(code).toBe(5);
  expect(said.join('\n')).toContain('cannot be reached');
});
