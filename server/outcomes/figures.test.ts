import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresOf, sumFigures, type Cell } from './figures.ts';

const none = { baseline: null, progress: null, review: null, closing: null, missingReason: null };
const pair = (first: number, latest: number, n = 1): Cell => ({ ...none, scored: 2, first, latest, baseline: first, progress: latest, n });
const one = (level: number, n = 1): Cell => ({ ...none, scored: 1, first: level, latest: level, baseline: level, n });
const missing = (missingReason: Cell['missingReason'], n = 1): Cell => ({
  ...none,
  scored: 0,
  first: null,
  latest: null,
  missingReason,
  n,
});

describe('the figures of an outcome', () => {
  test('say who has two scores, only one, none with a reason, and none at all', () => {
    expect(figuresOf([pair(1, 3, 4), one(2, 3), missing('declined', 2), missing('not_asked')], 4, 15)).toMatchObject({
      of: 15,
      paired: 4,
      onlyOne: 3,
      missing: { declined: 2, not_asked: 1, not_applicable: 0, not_collected: 0 },
      never: 5,
    });
  });

  test('count movement only among those with two scores', () => {
    expect(figuresOf([pair(1, 3, 4), pair(2, 2, 3), pair(4, 1), one(1, 9)], 4, 17)).toMatchObject({
      moved: { up: 4, same: 3, down: 1 },
      pairs: [
        [0, 0, 4, 0],
        [0, 3, 0, 0],
        [0, 0, 0, 0],
        [1, 0, 0, 0],
      ],
    });
  });

  test('show the distribution of everybody at each point, the single scores too', () => {
    const figures = figuresOf([pair(1, 3, 4), one(2, 3)], 4, 7);
    expect(figures.first).toEqual([4, 3, 0, 0]);
    expect(figures.latest).toEqual([0, 3, 4, 0]);
    expect(figures.points).toEqual({ baseline: [4, 3, 0, 0], progress: [0, 0, 4, 0], review: [0, 0, 0, 0], closing: [0, 0, 0, 0] });
  });

  test('never count fewer people than were scored', () => {
    expect(figuresOf([one(2, 3)], 4, 0)).toMatchObject({ of: 3, never: 0 });
  });
});

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.nat(50)).map(([a, b, n]) => pair(a, b, n)),
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(50)).map(([level, n]) => one(level, n)),
  fc
    .tuple(fc.constantFrom('not_asked', 'declined', 'not_applicable', 'not_collected'), fc.nat(50))
    .map(([reason, n]) => missing(reason, n)),
);
const total = (counts: readonly number[]) => counts.reduce((sum, n) => sum + n, 0);

describe('for any cells', () => {
  test('everybody is in exactly one group, movement adds up to the pairs, and the distributions to those scored', () => {
    fc.assert(
      fc.property(fc.array(cell), fc.nat(5000), (cells, of) => {
        const figures = figuresOf(cells, 4, of);
        expect(figures.paired + figures.onlyOne + total(Object.values(figures.missing)) + figures.never).toBe(figures.of);
        expect(total(Object.values(figures.moved))).toBe(figures.paired);
        expect(total(figures.pairs.flat())).toBe(figures.paired);
        expect(total(figures.first)).toBe(figures.paired + figures.onlyOne);
        expect(total(figures.latest)).toBe(figures.paired + figures.onlyOne);
      }),
    );
  });

  test('a type is the sum of its outcomes', () => {
    fc.assert(
      fc.property(fc.array(cell), fc.array(cell), (a, b) => {
        const each = [figuresOf(a, 4, 3000), figuresOf(b, 4, 3000)];
        expect(sumFigures(each, 4)).toEqual(figuresOf([...a, ...b], 4, total(each.map((figures) => figures.of))));
      }),
    );
  });
});
