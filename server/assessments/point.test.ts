import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultPoint, defaultPoints, placeKey, type Unplaced } from './point.ts';

test('the first assessment under an enrolment is the baseline, what follows is progress', () => {
  expect(defaultPoint('2026-09-10', null)).toBe('baseline');
  expect(defaultPoint('2026-09-10', '2026-09-10')).toBe('baseline');
  expect(defaultPoint('2026-10-01', '2026-09-10')).toBe('progress');
});

test('an assessment brought in from before the first is a baseline too', () => {
  expect(defaultPoint('2026-06-30', '2026-09-10')).toBe('baseline');
});

test("a student's own first view is a baseline even when the mentor's came earlier", () => {
  const points = defaultPoints(
    [
      { enrolmentId: 'e', perspective: 'student', assessedOn: '2026-11-01' },
      { enrolmentId: 'e', perspective: 'mentor', assessedOn: '2026-11-01' },
    ],
    new Map([[placeKey('e', 'mentor'), '2026-09-10']]),
  );
  expect(points).toEqual(['baseline', 'progress']);
});

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
const unplaced: fc.Arbitrary<Unplaced> = fc.record({
  enrolmentId: fc.constantFrom('e1', 'e2'),
  perspective: fc.constantFrom('mentor', 'student'),
  assessedOn: day,
});

test('an import gives the same points in whatever order its rows come', () => {
  fc.assert(
    fc.property(fc.array(unplaced, { minLength: 1, maxLength: 12 }), fc.nat(), (assessments, seed) => {
      const order = assessments.map((_, index) => index).toSorted((a, b) => ((a * 7919 + seed) % 13) - ((b * 7919 + seed) % 13));
      const straight = defaultPoints(assessments, new Map());
      const shuffled = defaultPoints(
        order.map((index) => assessments[index] as Unplaced),
        new Map(),
      );
      expect(shuffled).toEqual(order.map((index) => straight[index]));
      expect(straight).toContain('baseline');
    }),
  );
});
