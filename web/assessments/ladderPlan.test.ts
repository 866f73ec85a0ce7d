import { expect, test } from 'vitest';
import { initials, planLadder, type LadderStep } from './ladderPlan.ts';

const span = { from: '2026-01-01', to: '2026-12-31' };
const step = (on: string, level: number | null, perspective: LadderStep['perspective'] = 'mentor'): LadderStep => ({
  on,
  level,
  perspective,
  label: '',
});

test('a ladder is steps: across at the old level, then up or down on the day of the new one', () => {
  const { paths } = planLadder([step('2026-01-01', 1), step('2026-07-02', 3)], [], 4, span, 320);
  expect(paths.map(({ d }) => d.replace(/[\d. ]+/g, ''))).toEqual(['MHV']);
});

test('higher levels are higher up, later days further right, everything inside the drawing', () => {
  const plan = planLadder([step('2026-01-01', 1), step('2026-07-02', 4), step('2026-12-31', null)], [], 4, span, 280);
  const [low, high, missing] = plan.dots;
  expect(high!.y).toBeLessThan(low!.y);
  expect(high!.x).toBeGreaterThan(low!.x);
  expect(missing!.y).toBe(plan.floor);
  expect(missing!.x).toBeLessThan(280);
  expect(Math.max(...plan.dots.map((dot) => dot.y))).toBeLessThan(plan.height);
});

test('perspectives have lines of their own and never cover each other on one day', () => {
  const plan = planLadder([step('2026-05-01', 2), step('2026-05-01', 2, 'student'), step('2026-05-01', 2, 'joint')], [], 4, span, 320);
  expect(plan.paths).toHaveLength(3);
  expect(new Set(plan.dots.map((dot) => dot.y)).size).toBe(3);
});

test('one day of history stands in the middle, and marks outside the span are left out', () => {
  const plan = planLadder(
    [step('2026-05-01', 2)],
    [{ on: '2026-05-01', kind: 'mentor', short: 'MF', label: '' }],
    4,
    { from: '2026-05-01', to: '2026-05-01' },
    328,
  );
  expect(plan.dots[0]!.x).toBe(18 + 150);
  expect(plan.marks).toEqual([]);
});

test('initials are the first and the last name’s', () => {
  expect([initials('Mo Farooq'), initials('Nia Ann Bowen'), initials('Cher'), initials('')]).toEqual(['MF', 'NB', 'C', '']);
});
