import { expect, test } from 'vitest';
import { OthersFirst } from './others-first.ts';

test('whoever waits is let through once a loop has gone on for long, and not at every turn of it', async () => {
  const others = new OthersFirst();
  let served = false;
  setImmediate(() => (served = true));
  await others.letThrough();
  expect(served).toBe(false);
  const began = performance.now();
  while (performance.now() - began < 60);
  await others.letThrough();
  expect(served).toBe(true);
});
