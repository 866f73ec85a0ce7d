import { expect, test } from 'vitest';
import { normalCdf } from './distributions.ts';
import { random } from './random.ts';

test('the same seed tells the same story, another seed another', () => {
  const [one, again, other] = [random(7), random(7), random(8)];
  const first = Array.from({ length: 20 }, () => one.next());
  expect(Array.from({ length: 20 }, () => again.next())).toEqual(first);
  expect(Array.from({ length: 20 }, () => other.next())).not.toEqual(first);
  expect(random(2 ** 32 + 7).next()).not.toBe(first[0]);
});

test('what a seed gives does not change between releases: published figures name their seed', () => {
  const chance = random(2026);
  expect([chance.next(), chance.whole(100), chance.normal()]).toMatchInlineSnapshot(`
    [
      0.3345197973607569,
      44,
      0.44686460669676326,
    ]
  `);
});

test('numbers are spread evenly, and normal ones normally', () => {
  const chance = random(1);
  const tenths = Array.from({ length: 10 }, () => 0);
  const under = Array.from({ length: 7 }, () => 0);
  for (let i = 0; i < 50_000; i++) {
    const tenth = Math.floor(chance.next() * 10);
    tenths[tenth] = (tenths[tenth] as number) + 1;
    const z = chance.normal();
    for (let k = 0; k < 7; k++) if (z < k - 3) under[k] = (under[k] as number) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 5000)).toBeLessThan(5 * Math.sqrt(4500));
  under.forEach((count, k) => {
    const p = normalCdf(k - 3);
    expect(Math.abs(count - 50_000 * p)).toBeLessThan(5 * Math.sqrt(50_000 * p * (1 - p)));
  });
});

test('a shuffle keeps everybody, and everybody may come first', () => {
  const chance = random(3);
  const firsts = new Set(Array.from({ length: 200 }, () => chance.shuffle([1, 2, 3, 4, 5])[0]));
  expect(firsts.size).toBe(5);
  expect(chance.shuffle([3, 1, 2]).sort((a, b) => a - b)).toEqual([1, 2, 3]);
});

test('what is not a seed is refused', () => {
  expect(() => random(0.5)).toThrow(RangeError);
  expect(() => random(1).whole(0)).toThrow(RangeError);
});
