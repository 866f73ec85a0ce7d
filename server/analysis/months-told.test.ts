import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthsTold, stateAt } from './months-told.ts';

const curve = fc
  .array(fc.record({ left: fc.nat(6), censored: fc.nat(8) }), { minLength: 6, maxLength: 18 })
  .map((months) => months.map((one, time) => ({ time, ...one })));

test('from one month of a curve that is shown to the next, nobody left or was last seen, or at least the threshold; of the sum of curves too', () => {
  fc.assert(
    fc.property(curve, curve, (one, other) => {
      const all = Array.from({ length: Math.max(one.length, other.length) }, (_, time) => ({
        time,
        left: (one[time]?.left ?? 0) + (other[time]?.left ?? 0),
        censored: (one[time]?.censored ?? 0) + (other[time]?.censored ?? 0),
      }));
      const told = monthsTold([one, other], 5, 12);
      for (const times of [all, one, other]) {
        // what a reader works out of a curve: who was followed as each month shown began, and who had left by its end
        const shown = [{ leftSoFar: 0, atRisk: stateAt(times, 0).atRisk }, ...told.map((month) => stateAt(times, month))];
        shown.slice(1).forEach(({ leftSoFar, atRisk }, at) => {
          for (const n of [leftSoFar - shown[at]!.leftSoFar, shown[at]!.atRisk - atRisk])
            expect(n === 0 || n >= 5, `${n} at ${told[at]}`).toBe(true);
        });
      }
      expect(told).toEqual(told.toSorted((a, b) => a - b));
    }),
    { numRuns: 60 },
  );
});

test('a year comes first among the months that can be shown', () => {
  const steady = Array.from({ length: 24 }, (_, time) => ({ time, left: 1, censored: 1 }));
  expect(monthsTold([steady], 5, 12)).toContain(12);
  expect(monthsTold([steady], 5, 13)).toContain(13);
  // 24 who leave one by one: a month shown for each five at most
  expect(monthsTold([steady], 5, 12).length).toBeLessThanOrEqual(4);
});
