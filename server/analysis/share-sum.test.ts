import { shareInterval } from '@waymark/stats/share-interval.ts';
import { expect, test } from 'vitest';
import { ShareSum } from './share-sum.ts';

const sumOf = (students: readonly (readonly [meant: number, of: number])[]): ShareSum => {
  const sum = new ShareSum();
  for (const [meant, of] of students) sum.add(meant, of);
  return sum;
};

test('of students with one score each it is Wilson’s interval but for n of n − 1, and the same scores again make nobody surer', () => {
  const once = Array.from({ length: 60 }, (_, i) => [i % 3 === 0 ? 1 : 0, 1] as const);
  const [low = NaN, high = NaN] = sumOf(once).share?.ci ?? [];
  const wilson = shareInterval({ estimate: 1 / 3, se: null, n: 60, clusters: null, df: null }, 0.95);
  expect(low).toBeCloseTo(wilson[0], 2);
  expect(high).toBeCloseTo(wilson[1], 2);
  const five = sumOf(once.map(([meant]) => [5 * meant, 5])).share;
  expect(five?.estimate).toBeCloseTo(1 / 3, 12);
  expect(five?.ci?.[0]).toBeCloseTo(low, 12);
  expect(five?.ci?.[1]).toBeCloseTo(high, 12);
  expect(sumOf([[0, 0]]).share).toBeUndefined();
});
