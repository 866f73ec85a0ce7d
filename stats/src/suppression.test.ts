import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suppressedTable, type SuppressedTable } from './suppressed-table.ts';
import { suppress, type Cells } from './suppression.ts';

const line = (parts: Record<string, number>, whole: number): Cells => ({
  counts: new Map([['all', whole], ...Object.entries(parts)]),
  sums: [{ whole: 'all', parts: Object.keys(parts) }],
});

/** Every way the hidden cells of a small table could be filled in: the slowest and surest attack. Noughts are never hidden. */
function* consistent({ counts, sums }: Cells, hidden: readonly string[], largest: number): Generator<Map<string, number>> {
  const tried = new Map(counts);
  function* fill(at: number): Generator<Map<string, number>> {
    if (at === hidden.length) {
      if (sums.every(({ whole, parts }) => parts.reduce((sum, id) => sum + tried.get(id)!, 0) === tried.get(whole))) yield tried;
      return;
    }
    for (let n = 1; n <= largest; n++) {
      tried.set(hidden[at]!, n);
      yield* fill(at + 1);
    }
  }
  yield* fill(0);
}

test('large counts and noughts stay', () => {
  expect(suppress(line({ a: 5, b: 0, c: 12 }, 17), { threshold: 5 })).toEqual(new Set());
});

test('a small count is hidden, and with it the next smallest, so that it is not found by subtraction', () => {
  expect(suppress(line({ a: 2, b: 9, c: 6, d: 0 }, 17), { threshold: 5 })).toEqual(new Set(['a', 'c']));
});

test('two small ones that could only be one and one take another with them', () => {
  expect(suppress(line({ a: 1, b: 1, c: 9, d: 30 }, 41), { threshold: 3 })).toEqual(new Set(['a', 'b', 'c']));
});

test('where everything else is nought, the whole is hidden too', () => {
  expect(suppress(line({ a: 2, b: 0 }, 2), { threshold: 3 })).toEqual(new Set(['a', 'all']));
});

test('a hidden whole is not given away by its parts', () => {
  const counts = new Map(Object.entries({ all: 20, small: 1, rest: 19, x: 12, y: 7 }));
  const sums = [
    { whole: 'all', parts: ['small', 'rest'] },
    { whole: 'rest', parts: ['x', 'y'] },
  ];
  expect(suppress({ counts, sums }, { threshold: 3 })).toEqual(new Set(['small', 'rest', 'y']));
});

test('what only two sums together give away is found: each line has two gaps, and yet one count could be worked out', () => {
  // r1 = a + b, r2 = a + b + c as published in two tables: c = r2 − r1
  const counts = new Map(Object.entries({ a: 6, b: 7, c: 2, d: 40, r1: 13, r2: 15, all: 55 }));
  const sums = [
    { whole: 'r1', parts: ['a', 'b'] },
    { whole: 'r2', parts: ['a', 'b', 'c'] },
    { whole: 'all', parts: ['r2', 'd'] },
  ];
  const hidden = suppress({ counts, sums }, { threshold: 5 });
  expect(hidden.has('r1') || hidden.has('r2')).toBe(true);
});

test('a table of twelve thousand schools, whose rows have nothing in common, is hidden row by row', () => {
  const rows = Array.from({ length: 12_000 }, (_, at) => ({ all: `all${at}`, a: `a${at}`, b: `b${at}`, few: at % 2 === 0 }));
  const counts = new Map(
    rows.flatMap(({ all, a, b, few }) => [[all, few ? 23 : 40] as const, [a, few ? 3 : 20] as const, [b, 20] as const]),
  );
  const hidden = suppress({ counts, sums: rows.map(({ all, a, b }) => ({ whole: all, parts: [a, b] })) }, { threshold: 5 });
  expect(hidden).toEqual(new Set(rows.flatMap(({ a, b, few }) => (few ? [a, b] : []))));
});

test('sums that do not add up, and counts that are no people, are refused', () => {
  expect(() => suppress(line({ a: 2 }, 3), { threshold: 5 })).toThrow('add up to 2, not 3');
  expect(() => suppress(line({ a: 1.5 }, 1.5), { threshold: 5 })).toThrow('no number of people');
  expect(() => suppress(line({ a: 2 }, 2), { threshold: 1 })).toThrow('threshold');
  expect(() => suppressedTable([[1, 2], [3]], { threshold: 5 })).toThrow('as many cells');
});

test('one row is a one-way table, whose total is told once', () => {
  expect(suppressedTable([[2, 6, 30]], { threshold: 5 })).toEqual({
    cells: [[null, null, 30]],
    rowTotals: [38],
    columnTotals: [null, null, 30],
    total: 38,
  });
});

test('no way of subtracting shows any reader that a hidden count of a table is small: every table there could be is tried', () => {
  const threshold = 3;
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(5), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 3 }), (rows) => {
      const shown = suppressedTable(rows, { threshold });
      const most = rows.map((row) => row.map(() => 0));
      for (const way of tablesLike(shown)) way.forEach((row, r) => row.forEach((n, c) => (most[r]![c] = Math.max(most[r]![c]!, n))));
      rows.forEach((row, r) =>
        row.forEach((n, c) => {
          if (n === 0 || n >= threshold) return;
          expect(shown.cells[r]![c], JSON.stringify(rows)).toBeNull();
          expect(most[r]![c], `${r}, ${c} of ${JSON.stringify(rows)}`).toBeGreaterThanOrEqual(threshold);
        }),
      );
    }),
    { numRuns: 150 },
  );
});

test('a one-way table holds against every way its gaps could be filled', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 4 }), (parts) => {
      const whole = parts.reduce((sum, n) => sum + n, 0);
      const cells = line(Object.fromEntries(parts.map((n, at) => [`p${at}`, n])), whole);
      const hidden = [...suppress(cells, { threshold: 5 })];
      if (hidden.includes('all')) return; // nothing then limits what is hidden but what is shown
      const ways = [...consistent(cells, hidden, 14)].length;
      expect(ways === 1 && hidden.length > 0).toBe(false);
      for (const id of hidden.filter((one) => cells.counts.get(one)! < 5)) {
        let most = 0;
        for (const way of consistent(cells, hidden, 14)) most = Math.max(most, way.get(id)!);
        expect(most).toBeGreaterThanOrEqual(5);
      }
    }),
    { numRuns: 150 },
  );
});

/** Every table that shows what this one shows, hidden counts being from 1 to 9. */
function* tablesLike({ cells, rowTotals, columnTotals, total }: SuppressedTable, from = 0): Generator<number[][]> {
  if (from === cells.length) {
    const left = [...columnTotals, total].every((n) => n === null || n === 0);
    if (left) yield [];
    return;
  }
  for (const row of rowsLike(cells[from]!)) {
    const people = row.reduce((sum, n) => sum + n, 0);
    const below = columnTotals.map((n, c) => (n === null ? null : n - row[c]!));
    const rest = total === null ? null : total - people;
    if ((rowTotals[from] ?? people) !== people || [...below, rest].some((n) => n !== null && n < 0)) continue;
    for (const others of tablesLike({ cells, rowTotals, columnTotals: below, total: rest }, from + 1)) yield [row, ...others];
  }
}

function rowsLike(row: readonly (number | null)[]): number[][] {
  return row.reduce<number[][]>(
    (ways, n) => ways.flatMap((way) => (n === null ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [n]).map((value) => [...way, value])),
    [[]],
  );
}
