import { createHash } from 'node:crypto';
import {
  AnalysisFilters,
  cancelAnalysisRun,
  findAnalysisRun,
  getAnalysis,
  startAnalysisRun,
  type AnalysisAnswer,
  type Question,
} from '@waymark/contract/analysis.ts';
import { runInWorker } from '@waymark/stats/in-worker.ts';
import { random as seeded } from '@waymark/stats/random.ts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { readQuestion } from './answer.ts';
import { fitJob } from './fit-job.ts';
import { shownCount } from './hide.ts';

const server = await testServer();
let org: TestOrganisation;
let analyst: TestMember;
const question = { question: 'trajectories' } as const;

beforeAll(async () => {
  org = await server.organisation();
  analyst = await org.member('analyst');
  const mentors = [await org.member('mentor', { name: 'Mo Farooq' }), await org.member('mentor', { name: 'Jo Whitlock' })];
  const random = seeded(7);
  for (let i = 0; i < 24; i++) {
    const mentor = mentors[i % 2]!;
    const student = await org.student({ givenName: 'Ada', familyName: `Planted${i}` });
    const match = await org.match(student.id, mentor.memberId);
    const on = { studentId: student.id, ...match, assessorId: mentor.memberId };
    const own = 1.3 + 1.8 * random.next();
    // half leave after the second occasion
    const days = i % 2 === 0 ? ['2025-09-10', '2025-12-10', '2026-03-10'] : ['2025-09-10', '2025-12-10'];
    for (const [at, assessedOn] of days.entries()) {
      const level = () => Math.min(4, Math.max(1, Math.round(own + 0.25 * at + random.next() - 0.5)));
      await assess(org, { ...on, assessedOn, levels: [level(), level(), level(), level()] });
    }
  }
});

const column = (answer: AnalysisAnswer, tableId: string, id: string): (string | number | null)[] => {
  const table = answer.tables.find((one) => one.id === tableId);
  const at = table?.columns.findIndex((one) => one.id === id) ?? -1;
  return table?.rows.map((row) => row[at] ?? null) ?? [];
};

test('planted growth of a level a year is found with its interval, and nobody is named', async () => {
  const answer = await analyst.call(getAnalysis, { params: question, query: {} });
  const low = Number(column(answer, 'growth', 'growth_low').at(-1));
  const high = Number(column(answer, 'growth', 'growth_high').at(-1));
  expect(low).toBeGreaterThan(0.4);
  expect(low).toBeLessThan(1);
  expect(high).toBeGreaterThan(1);
  expect(high).toBeLessThan(1.6);
  expect(answer.included.students).toBe(24);
  expect(answer.sentences[0]).toContain('in a school year');
  const shares = column(answer, 'shares', 'share').map(Number);
  expect(shares.length).toBe(8);
  expect(shares.filter((_, at) => at % 2 === 0).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
  expect(JSON.stringify(answer)).not.toMatch(/Planted|Farooq|Whitlock/);
});

test('too few students are refused, with what it would need', async () => {
  const answer = await analyst.call(getAnalysis, { params: question, query: { startedFrom: '2026-01-01' } });
  expect(answer.refusals[0]?.says).toContain('No students');
  expect(answer.tables).toEqual([]);
});

test('a fit beside the page keeps its answer, with the same figures as one within the request', async () => {
  const { run } = await analyst.call(startAnalysisRun, { params: question, query: {}, body: { id: newId() } });
  expect(run.status).toBe('waiting');
  const found = await analyst.call(findAnalysisRun, { params: question, query: {} });
  expect(found.run).toMatchObject({ id: run.id, status: 'done', progress: 1 });
  const within = await analyst.call(getAnalysis, { params: question, query: {} });
  expect(found.run?.answer?.fingerprint).toBe(within.fingerprint);
  expect((await analyst.call(findAnalysisRun, { params: question, query: { type: 'knowledge' } })).run).toBeNull();
});

/** The students whom chance leaves in, as docs/methods says: in the order of an MD5 of seed and id, while their cells are no more than `most`. */
async function drawnBy(seed: number, most: number): Promise<{ students: number; scores: number }> {
  const { rows: cells } = await sql<{ student_id: string; scores: number }>`
    select a.student_id, count(*)::int as scores
    from assessments a join scores s on s.assessment_id = a.id join outcomes o on o.id = s.outcome_id
    where a.org_id = ${org.orgId} and a.perspective = 'mentor' and s.level is not null
    group by a.student_id, a.assessor_id, o.outcome_type_id, date_trunc('quarter', a.assessed_on)`.execute(server.database.owner);
  const hash = (id: string) => createHash('md5').update(`${seed} ${id}`).digest('hex');
  const drawn = { students: 0, scores: 0 };
  let left = most;
  for (const [, own] of [...Map.groupBy(cells, ({ student_id: id }) => id)].toSorted(([a], [b]) => (hash(a) < hash(b) ? -1 : 1))) {
    left -= own.length;
    if (left < 0) return drawn;
    drawn.students += 1;
    drawn.scores += own.reduce((sum, { scores }) => sum + scores, 0);
  }
  return drawn;
}

/** A question answered as where a model takes no more than so many cells. */
async function fittedTo(asked: Question, mostCells: number, seed: number): Promise<AnalysisAnswer> {
  const filters = { ...AnalysisFilters.parse({}), seed };
  const { draft, finish } = await org.as((tx) => readQuestion(tx, org.actor, asked, filters, new Date(), { mostCells }));
  if (!('work' in draft)) throw new Error('Nothing is fitted.');
  return finish(await draft.work((_stage, name, table, options) => runInWorker(name, table, options, {})));
}

test('of too many scores for one model, whole students are drawn by the seed, said in plain words; what is counted counts all', async () => {
  const whole = await analyst.call(getAnalysis, { params: question, query: {} });
  const most = 50;
  const [answer, again, other] = [
    await fittedTo('trajectories', most, 3),
    await fittedTo('trajectories', most, 3),
    await fittedTo('trajectories', most, 4),
  ];
  const drawn = await drawnBy(3, most);
  expect(drawn.students).toBeGreaterThan(8);
  expect(drawn.students).toBeLessThan(24);
  expect(answer.included).toEqual(drawn);
  expect(answer.excluded).toContainEqual({
    reason: expect.stringContaining('at random, so that the answer comes in time'),
    students: shownCount(24 - drawn.students, 5),
  });
  expect(answer.sentences.at(-1)).toContain(`it was fitted to ${drawn.students} of 24 students, chosen at random`);
  expect([answer.seed, whole.seed]).toEqual([3, null]);
  expect(answer.tables.find(({ id }) => id === 'observed')?.rows.map((row) => row[2])).toEqual(
    whole.tables.find(({ id }) => id === 'observed')?.rows.map((row) => row[2]),
  );
  expect(column(answer, 'growth', 'students').at(-1)).toBe(drawn.students);
  expect(again.fingerprint).toBe(answer.fingerprint);
  expect(other.fingerprint).not.toBe(answer.fingerprint);
  expect(other.included).toEqual(await drawnBy(4, most));
});

test('a fit that was stopped is not taken up, and one that is done cannot be stopped', async () => {
  const id = newId();
  await org.as((tx) =>
    tx
      .insertInto('analysis_runs')
      .values({ org_id: org.orgId, id, question: 'trajectories', filters: '{}', filters_key: 'another' })
      .execute(),
  );
  await analyst.call(cancelAnalysisRun, { params: { id } });
  await fitJob.run({ database: server.database, now: new Date() } as never, { orgId: org.orgId });
  const { status } = await org.as((tx) =>
    tx.selectFrom('analysis_runs').select('status').where('org_id', '=', org.orgId).where('id', '=', id).executeTakeFirstOrThrow(),
  );
  expect(status).toBe('cancelled');
  await expect(analyst.call(cancelAnalysisRun, { params: { id } })).rejects.toMatchObject({ status: 404 });
  const mentor = await org.member('mentor');
  await expect(mentor.call(startAnalysisRun, { params: question, query: {}, body: { id: newId() } })).rejects.toMatchObject({
    status: 403,
  });
});

/** A fit that somebody asked for and an earlier start of the program left in this state. */
async function leftAs(status: 'waiting' | 'running', filters = '{}'): Promise<string> {
  const id = newId();
  const kept = { org_id: org.orgId, id, question: 'trajectories', filters, filters_key: id, status };
  await org.as((tx) => tx.insertInto('analysis_runs').values(kept).execute());
  return id;
}

const runOf = (id: string) =>
  org.as((tx) =>
    tx
      .selectFrom('analysis_runs')
      .select(['status', 'answer', 'finished_at'])
      .where('org_id', '=', org.orgId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );

test('a fit that a stop of the program interrupted is taken up at the next start, and not while another is at it', async () => {
  const id = await leftAs('running');
  await fitJob.run({ database: server.database, now: new Date() } as never, { orgId: org.orgId });
  expect(await runOf(id)).toMatchObject({ status: 'running', answer: null });
  await fitJob.run({ database: server.database, now: new Date() } as never, {});
  expect(await runOf(id)).toMatchObject({ status: 'done', answer: { included: { students: 24 } } });
});

test('Stop, pressed while the scores are read, ends the fit without an answer', async () => {
  const id = await leftAs('waiting');
  const database = Object.create(server.database) as typeof server.database;
  // the third of the job’s transactions reads the scores, after it has found the fit and taken it up
  let transactions = 0;
  database.withActor = async (actor, work) => {
    transactions += 1;
    if (transactions === 3) await analyst.call(cancelAnalysisRun, { params: { id } });
    return server.database.withActor(actor, work);
  };
  await fitJob.run({ database, now: new Date() } as never, { orgId: org.orgId });
  expect(transactions).toBeGreaterThan(3);
  expect(await runOf(id)).toMatchObject({ status: 'cancelled', answer: null });
});

test('a fit that cannot be worked out ends as failed, and does not wait for ever', async () => {
  const id = await leftAs('waiting', '{"perspective": "nobody’s"}');
  const logged: unknown[] = [];
  const log = { error: (entry: unknown) => logged.push(entry) };
  await fitJob.run({ database: server.database, now: new Date(), log } as never, { orgId: org.orgId });
  const { status, finished_at } = await runOf(id);
  expect([status, finished_at === null]).toEqual(['failed', false]);
  expect(logged).toMatchObject([{ runId: id }]);
});

test('a start that was mistyped by a thousand years keeps nobody from the page', async () => {
  const [one] = await server.database.owner.selectFrom('enrolments').select('id').where('org_id', '=', org.orgId).limit(1).execute();
  await server.database.owner
    .updateTable('enrolments')
    .set({ started_on: '3025-09-01' })
    .where('id', '=', one?.id ?? '')
    .execute();
  expect((await analyst.call(getAnalysis, { params: question, query: {} })).included.students).toBe(24);
});
