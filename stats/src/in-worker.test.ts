import { expect, test } from 'vitest';
import { cumulativeLogit } from './cumulative-logit.ts';
import { runInWorker } from './in-worker.ts';
import { mixedModel } from './mixed-model.ts';
import type { MixedTable } from './mixed-table.ts';
import { random } from './random.ts';

const counts = {
  covariates: ['x'],
  x: [[0], [1]],
  counts: [
    [5, 9, 4],
    [2, 7, 11],
  ],
};

/** Enough to keep a thread busy for a while. */
function large(students: number, mentors: number): MixedTable {
  const chance = random(1);
  const rows = Array.from({ length: students * 6 }, (_, i) => ({ student: i % students, time: Math.floor(i / students) }));
  return {
    covariates: ['time'],
    columns: [rows.map(({ time }) => time)],
    mean: rows.map(() => 2 + chance.normal()),
    student: rows.map(({ student }) => student),
    slope: rows.map(({ time }) => time),
    crossed: [{ name: 'mentor', of: rows.map(() => chance.whole(mentors)) }],
  };
}

test('a fit in a thread gives the answer it gives here', async () => {
  expect(await runInWorker('cumulativeLogit', counts, {})).toEqual(cumulativeLogit(counts));
});

test('a fit of more cells than a page waits for gives in a thread every figure it gives here', async () => {
  const table = large(3_400, 20);
  expect(table.mean.length).toBeGreaterThan(20_000);
  const answer = await runInWorker('mixedModel', table, { of: '(intercept)', level: 0.9 });
  expect(answer).toMatchObject({ kind: 'estimate', clusters: 3_400 });
  expect(answer).toEqual(mixedModel(table, { of: '(intercept)', level: 0.9 }));
});

test('what cannot be is a RangeError from the thread too', async () => {
  await expect(
    runInWorker(
      'cumulativeLogit',
      {
        ...counts,
        counts: [
          [1, -1, 1],
          [1, 1, 1],
        ],
      },
      {},
    ),
  ).rejects.toThrow(RangeError);
});

test('a refusal comes back as a refusal', async () => {
  const answer = await runInWorker(
    'cumulativeLogit',
    {
      ...counts,
      counts: [
        [5, 0, 4],
        [2, 0, 3],
      ],
    },
    {},
  );
  expect(answer).toMatchObject({ kind: 'refusal', code: 'empty-category' });
});

test('while a large fit runs, this thread goes on; it tells how far it is, and ends when told to', async () => {
  const stop = new AbortController();
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 1);
  const reason = new Error('The page was closed.');
  const fit = runInWorker('mixedModel', large(2_000, 200), {}, { signal: stop.signal, onProgress: () => stop.abort(reason) });
  await expect(fit).rejects.toBe(reason);
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(5);
  // the place it held is free again
  expect(await runInWorker('cumulativeLogit', counts, {})).toMatchObject({ kind: 'estimate' });
});

test('a fit that is called off before its thread has begun does not come back with an answer', async () => {
  const stop = new AbortController();
  const fit = runInWorker('cumulativeLogit', counts, {}, { signal: stop.signal });
  stop.abort(new Error('Called off at once.'));
  await expect(fit).rejects.toThrow('at once');
});

test('fits asked for at once all come back, and one that is called off does not', async () => {
  const stop = new AbortController();
  const many = Array.from({ length: 2 }, () => runInWorker('cumulativeLogit', counts, {}));
  // called off while it waits its turn; where there are cores enough that it does not wait, while it runs
  setImmediate(() => stop.abort(new Error('Called off.')));
  await expect(runInWorker('mixedModel', large(200, 5), {}, { signal: stop.signal })).rejects.toThrow('off');
  expect((await Promise.all(many)).map(({ kind }) => kind)).toEqual(['estimate', 'estimate']);
});
