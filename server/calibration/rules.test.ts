import { fits } from '@waymark/stats/fits.ts';
import { expect, test } from 'vitest';
import type { Fit } from '../analysis/beside.ts';
import { compare as compareLevels, isOverdue, levelsOfOthers } from './rules.ts';
import { comparison } from './severity.ts';

test('one’s own answers are told as same, near, and which way they lean', () => {
  const answers = [
    { own: 3, reference: 3 },
    { own: 4, reference: 3 },
    { own: 1, reference: 3 },
  ];
  expect(compareLevels(answers)).toEqual({ same: 1, near: 1, of: 3, lean: -1 / 3 });
  expect(compareLevels([])).toEqual({ same: 0, near: 0, of: 0, lean: 0 });
});

test('colleagues’ levels are shown from three of them on, without one’s own', () => {
  const all = new Map([
    [2, 2],
    [3, 2],
  ]);
  expect(levelsOfOthers(all, 3, 4)).toEqual([0, 2, 1, 0]);
  expect(levelsOfOthers(new Map([[3, 3]]), 3, 4)).toBeNull();
});

test('an exercise is overdue the day after it was due, unless it is finished or closed', () => {
  expect(isOverdue('2026-03-10', '2026-03-10', false, false)).toBe(false);
  expect(isOverdue('2026-03-10', '2026-03-11', false, false)).toBe(true);
  expect(isOverdue('2026-03-10', '2026-03-11', true, false)).toBe(false);
  expect(isOverdue('2026-03-10', '2026-03-11', false, true)).toBe(false);
});

const atOnce = ((_stage, name, table, options) => Promise.resolve(fits[name](table as never, options as never))) as Fit;
const compare = (...[levels]: Parameters<typeof comparison>) => comparison(levels).work(atOnce);

const six = ['a', 'b', 'c', 'd', 'e', 'f'];

test('mentors who judged nothing in common are not compared, and it is said what it would need', async () => {
  const apart = six.flatMap((memberId) =>
    Array.from({ length: 12 }, (_, i) => ({ memberId, thing: `${memberId} ${i}`, level: 1 + (i % 4) })),
  );
  const common = 'The same cases scored by all mentors, or meetings drawn for a second mentor.';
  expect(await compare(apart)).toMatchObject({
    says: expect.stringMatching(/^Cannot be said\. No two mentors have scored the same case or drawn meeting/),
    wouldNeed: common,
    items: [],
  });
  expect(await compare([])).toMatchObject({ says: expect.stringContaining('No case'), wouldNeed: common });
  const few = apart.slice(0, 36).map((one, i) => ({ ...one, thing: `case ${i % 12}` }));
  expect(await compare(few)).toMatchObject({ says: expect.stringContaining('fewer than 6 mentors') });
});

test('a mentor without common cases is left out, and the others are compared on what they share', async () => {
  const things = Array.from({ length: 15 }, (_, i) => ({ thing: `case ${i}`, level: 1 + (i % 3) }));
  const linked = six.flatMap((memberId, k) =>
    things.map(({ thing, level }, i) => ({ memberId, thing, level: level + (memberId === 'c' ? 1 : 0) + (i === k ? 1 : 0) })),
  );
  const alone = { memberId: 'z', thing: 'own', level: 4 };
  const { says, items } = await compare([...linked, alone]);
  expect(items.map(({ memberId }) => memberId).toSorted()).toEqual(six);
  expect(says).toMatch(/1 more mentor has nothing in common/);
  const c = items.find(({ memberId }) => memberId === 'c')?.severity;
  expect(c).toMatchObject({ kind: 'estimate', n: 15 });
  if (c?.kind === 'estimate') expect(c.ci?.[0]).toBeGreaterThan(0);
});
