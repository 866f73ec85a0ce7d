import type { Consistency } from '@waymark/contract/calibration.ts';
import { Document, textsOf } from '@waymark/contract/documents.ts';
import { listReportSchedules } from '@waymark/contract/report-schedules.ts';
import { listReports, previewReport } from '@waymark/contract/reports.ts';
import type { Severity } from '@waymark/contract/severity.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../server/db/actor.ts';
import { differingStandings } from '../server/assessments/standings.ts';
import { readConsistency } from '../server/calibration/consistency.ts';
import { readSeverity } from '../server/calibration/severity.ts';
import { findingsFor, publishedCriteria } from '../server/criteria/snapshot.ts';
import { TestOrganisation } from '../server/testing/organisation.ts';
import { testServer } from '../server/testing/server.ts';
import { fillReports } from './reports.ts';
import { seedDemo, type DemoSeat } from './seed.ts';

const server = await testServer();
const { database } = server;
const today = '2026-03-11';
let orgId: string;
let seats: DemoSeat[];

beforeAll(async () => {
  const made = await seedDemo(database, { today });
  orgId = made.orgId;
  seats = made.accounts;
});

const one = async (query: ReturnType<typeof sql>) => ((await query.execute(database.owner)).rows as Record<string, unknown>[])[0];

test('there is a seat to sign in from for every role', () => {
  expect(seats.map(({ role }) => role).sort()).toEqual([
    'admin',
    'analyst',
    'lead',
    'mentor',
    'safeguarding_lead',
    'school_contact',
    'student',
  ]);
  expect(new Set(seats.map(({ email }) => email)).size).toBe(7);
});

test('the demo has 240 students in programmes and eight whom nobody enrolled, and is marked as a demo', async () => {
  expect(
    await one(sql`select count(*)::int as n, count(*) filter (where not exists (select from enrolments e where e.org_id = s.org_id and e.student_id = s.id))::int as never
      from students s where org_id = ${orgId}`),
  ).toEqual({ n: 248, never: 8 });
  expect(await one(sql`select is_demo from organisations where org_id = ${orgId}`)).toEqual({ is_demo: true });
});

test('every standing is what its scores fold to', async () => {
  const actor = systemActor(orgId, new Date(`${today}T12:00:00Z`));
  expect(await database.withActor(actor, (tx) => differingStandings(tx, orgId))).toBe(0);
  expect(await one(sql`select count(*) > 5000 as many from standings where org_id = ${orgId}`)).toEqual({ many: true });
});

test('the student whose seat it is belongs to the mentor whose seat it is', async () => {
  const idOf = (role: string) => seats.find((seat) => seat.role === role)?.memberId;
  const match = await one(sql`
    select count(*)::int as n from matches m join members s on s.org_id = m.org_id and s.student_id = m.student_id
    where m.org_id = ${orgId} and s.id = ${idOf('student')} and m.mentor_id = ${idOf('mentor')} and m.ended_on is null`);
  expect(match).toEqual({ n: 1 });
});

test('meetings are at times on the wall in Britain, summer and winter', async () => {
  const hours = await one(sql`
    select min(extract(hour from starts_at at time zone 'Europe/London'))::int as first, max(extract(hour from starts_at at time zone 'Europe/London'))::int as last
    from meetings where org_id = ${orgId}`);
  expect(hours).toEqual({ first: 9, last: 15 });
});

test('the mentor has a line about every student they met, with when and how often', async () => {
  const lines = await one(sql`
    select count(*)::int as n, count(last_held_at)::int as met, max(meetings_held)::int as most from contact_summaries where org_id = ${orgId}`);
  const pairs = await one(
    sql`select count(distinct (student_id, mentor_id))::int as n from meetings where org_id = ${orgId} and status <> 'scheduled'`,
  );
  expect(lines?.['n']).toBe(pairs?.['n']);
  expect(lines?.['most']).toBeGreaterThan(10);
  expect(lines?.['met']).toBeGreaterThan(200);
});

test('nobody who has left is still in anybody’s caseload', async () => {
  const stranded = await one(sql`
    select count(*)::int as n from matches m join students s on s.org_id = m.org_id and s.id = m.student_id
    where m.org_id = ${orgId} and s.left_on is not null and m.ended_on is null`);
  expect(stranded).toEqual({ n: 0 });
});

test('each kind of document has been shared, as the application would put it together, and one link was taken back', async () => {
  const { rows } = await sql<{ kind: string; content: unknown; revoked: boolean }>`
    select kind, content, revoked_at is not null as revoked from shares where org_id = ${orgId} order by kind`.execute(database.owner);
  expect(rows.map(({ kind }) => kind)).toEqual(['handover_letter', 'multi_agency_pack', 'parent_summary', 'progress_note']);
  expect(rows.filter(({ revoked }) => revoked)).toHaveLength(1);
  for (const { content } of rows) expect(Document.parse(content).blocks.length).toBeGreaterThan(6);
});

test('a queue of referrals waits, of different ages and doors, some held against the criteria and some of nobody known yet', async () => {
  expect(
    await one(sql`select count(*) filter (where status in ('open', 'waiting'))::int as waiting, count(*) filter (where status = 'waiting')::int as asked,
        count(*) filter (where student_id is null)::int as unnamed, (count(*) filter (where status in ('open', 'waiting') and need > 0) > 0) as needy,
        (count(*) filter (where status = 'accepted') > 50) as accepted, (count(distinct referrer_kind) >= 3) as doors
      from referrals where org_id = ${orgId}`),
  ).toEqual({ waiting: 14, asked: 2, unnamed: 4, needy: true, accepted: true, doors: true });
});

test('the criteria propose three whom nobody ever enrolled, for what the school expects of them', async () => {
  const found = await database.withActor(systemActor(orgId, new Date(`${today}T12:00:00Z`)), async (tx) => {
    const criteria = await publishedCriteria(tx, orgId);
    if (criteria === undefined) throw new Error('the demo has criteria');
    const never = await tx
      .selectFrom('students as s')
      .where('s.org_id', '=', orgId)
      .where((eb) => eb.not(eb.exists(eb.selectFrom('enrolments as e').whereRef('e.student_id', '=', 's.id').select('e.id'))))
      .select('s.id')
      .execute();
    return findingsFor(
      tx,
      orgId,
      criteria,
      never.map(({ id }) => id),
      today,
    );
  });
  const held = [...found.values()].flatMap(({ rules }) => rules.filter(({ result }) => result === 'holds'));
  expect(held.map(({ sentence }) => sentence)).toEqual(Array(3).fill('2 or more grades below target in English or Maths'));
  expect(held.flatMap(({ conditions }) => conditions[0]?.figures[0]?.text ?? [])[0]).toMatch(
    /^English: Grade \d, target Grade \d, set on 10 September 2025$/,
  );
});

test('two reports have left before anybody comes, one for a school to read, another waits for its words, and a schedule is set', async () => {
  server.now = new Date(`${today}T12:00:00Z`);
  await sql`analyze`.execute(database.owner);
  await fillReports(database, orgId, server.now);
  const org = new TestOrganisation(server, { ...systemActor(orgId, server.now), today });
  const { call: lead } = await org.member('lead');
  const { items } = await lead(listReports, { query: {} });
  expect(items.map(({ kind, status }) => `${kind} ${status}`).sort()).toEqual(['partner final', 'school draft', 'school final']);
  expect((await lead(listReportSchedules, {})).items).toMatchObject([{ every: 'term', nextOn: '2026-04-01' }]);
  const id = items.find(({ kind, status }) => kind === 'partner' && status === 'final')?.id ?? '';
  const { document } = await lead(previewReport, { params: { id } });
  expect(textsOf(document).find((text) => /^\d+ students took part, in 2 programmes and 3 schools\.$/.test(text))).toBeDefined();
  const ofContact = await one(sql`select school_id from members where role = 'school_contact'`);
  const { call: contact } = await org.member('school_contact', { schoolId: String(ofContact?.['school_id']) });
  expect((await contact(listReports, { query: {} })).items.map(({ status }) => status)).toEqual(['final']);
});

describe('how mentors score', () => {
  let told: Consistency;
  let severity: Severity;

  beforeAll(async () => {
    const actor = { ...systemActor(orgId, new Date(`${today}T12:00:00Z`)), role: 'lead' as const };
    told = await database.withActor(actor, (tx) => readConsistency(tx, actor));
    severity = await (await database.withActor(actor, (tx) => readSeverity(tx, orgId)))();
  });

  const ends = (name: string, which: 'tendency' | 'drift'): readonly [number, number] => {
    const finding = told.mentors.find((mentor) => mentor.name === name)?.[which];
    if (finding?.kind !== 'estimate' || finding.ci === null) throw new Error(`${name} has no ${which}.`);
    return finding.ci;
  };

  test('the lenient and the harsh mentor stand apart from the reference, and nobody else does as far', () => {
    expect(ends('Tom Ashworth', 'tendency')[0]).toBeGreaterThan(0.2);
    expect(ends('Ruth Steiner', 'tendency')[1]).toBeLessThan(-0.2);
    for (const name of ['Mo Farooq', 'Jean Whitworth', 'Ada Nwosu', 'Kwame Boateng']) {
      const [low, high] = ends(name, 'tendency');
      expect(Math.abs(low + high) / 2, name).toBeLessThan(0.3);
    }
  });

  test('the mentor who grows more lenient is seen to', () => {
    expect(ends('Bronwen Pugh', 'drift')[1]).toBeGreaterThan(0.2);
    const drift = (name: string) => ends(name, 'drift').reduce((sum, end) => sum + end, 0) / 2;
    expect(drift('Bronwen Pugh')).toBeGreaterThan(drift('Kwame Boateng'));
  });

  test('severity is an interval for everybody, since all judged the same cases', () => {
    expect(severity.items).toHaveLength(8);
    const of = (name: string) => severity.items.find((item) => item.name === name)?.severity;
    const [tom, ruth] = [of('Tom Ashworth'), of('Ruth Steiner')];
    if (tom?.kind !== 'estimate' || ruth?.kind !== 'estimate') throw new Error('Both are linked.');
    expect(tom.ci?.[0]).toBeGreaterThan(0);
    expect(ruth.ci?.[1]).toBeLessThan(0);
  });

  test('meetings scored twice agree beyond chance and not fully', () => {
    const { kappa, meetings } = told.doubleScored;
    expect(meetings).toBeGreaterThan(25);
    if (kappa.kind !== 'estimate') throw new Error(kappa.says);
    expect(kappa.estimate).toBeGreaterThan(0.2);
    expect(kappa.estimate).toBeLessThan(0.95);
  });
});
