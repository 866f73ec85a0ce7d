import { Hono } from 'hono';
import type { App } from '../server/http/app.ts';
import { studentPage } from '../server/students/require.ts';
import type { Bench } from './open.ts';
import type { Result } from './measure.ts';
import type { lookAt } from './screens.ts';

const atOnce = 16;

/**
 * How many requests a second read one student: through the whole server, and through a handler that only asks the
 * database the same query, as its owner.
 */
export async function measureRequests(
  bench: Bench,
  looked: Awaited<ReturnType<typeof lookAt>>,
  now: Date,
  seconds: number,
): Promise<Result[]> {
  const { orgId, meetings, mentors } = looked;
  const bare: Pick<App, 'fetch'> = new Hono().get('/students/:id', async (context) => {
    const { sql, parameters } = studentPage.statement(bench.database.owner, {
      orgId,
      id: context.req.param('id'),
      today: now.toISOString().slice(0, 10),
      now: now.toISOString(),
    });
    const { rows } = await bench.database.execute(sql, parameters);
    return context.json(rows[0] as never);
  });
  const at = (turn: number) => meetings[turn % meetings.length] as (typeof meetings)[number];
  const ours = (turn: number) => (mentors[at(turn).mentor] as (typeof mentors)[number]).ask(`/students/${at(turn).studentId}`);
  const plain = async (turn: number) => (await bare.fetch(new Request(`http://127.0.0.1/students/${at(turn).studentId}`))).json();
  // in turns, so that a busy moment falls on both
  const counted = { ours: 0, plain: 0 };
  await perSecond(ours, 0.5);
  await perSecond(plain, 0.5);
  for (let turn = 0; turn < 3; turn++) {
    counted.ours += (await perSecond(ours, seconds / 3)) / 3;
    counted.plain += (await perSecond(plain, seconds / 3)) / 3;
  }
  return [
    {
      where: bench.name,
      what: 'reading one student',
      ours: `${counted.ours.toFixed(0)} /s`,
      baseline: `${counted.plain.toFixed(0)} /s bare handler`,
      ratio: counted.ours / counted.plain,
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
