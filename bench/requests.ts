import { Hono } from 'hono';
import type { App } from '../server/http/app.ts';
import { studentPage } from '../server/students/require.ts';
import { readerOf, underTheRules } from './by-hand.ts';
import type { Bench } from './open.ts';
import type { Result } from './measure.ts';
import type { lookAt } from './screens.ts';

const atOnce = 16;

/**
 * How many requests a second read one student: through the whole server; through a handler that asks the database the same query under the
 * same rules; and through one that only asks it, as the database's owner.
 */
export async function measureRequests(
  bench: Bench,
  looked: Awaited<ReturnType<typeof lookAt>>,
  now: Date,
  seconds: number,
): Promise<Result[]> {
  const { actor, meetings, mentors } = looked;
  const statement = (id: string) =>
    studentPage.statement(bench.database.owner, { orgId: actor.orgId, id, today: actor.today, now: now.toISOString() });
  const handlers: Pick<App, 'fetch'> = new Hono()
    .get('/bare/:id', async (context) => {
      const { sql, parameters } = statement(context.req.param('id'));
      const { rows } = await bench.database.execute(`${sql} -- bare`, parameters);
      return context.json(rows[0] as never);
    })
    .get('/ruled/:mentor/:id', async (context) => {
      const reader = readerOf(actor, context.req.param('mentor'));
      return context.json((await underTheRules(bench, reader, now, statement(context.req.param('id'))))[0] as never);
    });
  const at = (turn: number) => meetings[turn % meetings.length] as (typeof meetings)[number];
  const mentorOf = (turn: number) => mentors[at(turn).mentor] as (typeof mentors)[number];
  const plain = async (path: string) => (await handlers.fetch(new Request(`http://127.0.0.1${path}`))).json();
  const ways = {
    ours: (turn: number) => mentorOf(turn).ask(`/students/${at(turn).studentId}`),
    ruled: (turn: number) => plain(`/ruled/${mentorOf(turn).id}/${at(turn).studentId}`),
    bare: (turn: number) => plain(`/bare/${at(turn).studentId}`),
  };
  const counted = { ours: 0, ruled: 0, bare: 0 };
  const names = Object.keys(ways) as (keyof typeof ways)[];
  for (const name of names) await perSecond(ways[name], 0.5);
  // in turns, so that a busy moment falls on all
  for (let turn = 0; turn < 3; turn++) for (const name of names) counted[name] += (await perSecond(ways[name], seconds / 3)) / 3;
  return [
    {
      where: bench.name,
      what: 'reading one student',
      ours: `${counted.ours.toFixed(0)} /s`,
      baseline: `${counted.ruled.toFixed(0)} /s by hand (bare handler ${(counted.ours / counted.bare).toFixed(2)} ×)`,
      ratio: counted.ours / counted.ruled,
      hold: { atLeast: 0.5 },
    },
  ];
}

async function perSecond(request: (turn: number) => Promise<unknown>, seconds: number): Promise<number> {
  const started = performance.now();
  const until = started + seconds * 1000;
  let turn = 0;
  const worker = async () => {
    while (performance.now() < until) await request(turn++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return turn / ((performance.now() - started) / 1000);
}
