import { expect, test } from 'vitest';
import { suppress } from './suppress.ts';

const line = (parts: Record<string, number>, whole: number) => ({
  counts: new Map([['all', whole], ...Object.entries(parts)]),
  sums: [{ whole: 'all', parts: Object.keys(parts) }],
});

test('large counts and noughts stay', () => {
  expect(suppress(line({ a: 3, b: 0, c: 12 }, 15))).toEqual(new Set());
});

test('a count of two is hidden, and with it the next smallest, so that it is not found by subtraction', () => {
  expect(suppress(line({ a: 2, b: 9, c: 4, d: 0 }, 15))).toEqual(new Set(['a', 'c']));
});

test('two small ones that could only be one and one take another with them', () => {
  expect(suppress(line({ a: 1, b: 1, c: 9, d: 30 }, 41))).toEqual(new Set(['a', 'b', 'c']));
});

test('where everything else is nought, the whole is hidden too', () => {
  expect(suppress(line({ a: 2, b: 0 }, 2))).toEqual(new Set(['a', 'all']));
});

test('a hidden whole is not given away by its parts', () => {
  const counts = new Map([
    ['all', 20],
    ['small', 1],
    ['rest', 19],
    ['x', 12],
    ['y', 7],
  ]);
  const hidden = suppress({
    counts,
    sums: [
      { whole: 'all', parts: ['small', 'rest'] },
      { whole: 'rest', parts: ['x', 'y'] },
    ],
  });
  expect(hidden).toEqual(new Set(['small', 'rest', 'y']));
});

test('in a table that adds up both ways, no row and no column has a single gap', () => {
  const rows = [
    [2, 10, 8],
    [11, 12, 13],
    [9, 14, 15],
  ];
  const counts = new Map<string, number>();
  const sums: { whole: string; parts: string[] }[] = [];
  const total = (ns: readonly number[]) => ns.reduce((sum, n) => sum + n, 0);
  rows.forEach((row, r) => {
    row.forEach((n, c) => counts.set(`${r}.${c}`, n));
    counts.set(`${r}.all`, total(row));
    sums.push({ whole: `${r}.all`, parts: row.map((_, c) => `${r}.${c}`) });
  });
  [0, 1, 2].forEach((c) => {
    counts.set(`all.${c}`, total(rows.map((row) => row[c]!)));
    sums.push({ whole: `all.${c}`, parts: rows.map((_, r) => `${r}.${c}`) });
  });
  const hidden = suppress({ counts, sums });
  expect(hidden).toContain('0.0');
  for (const { whole, parts } of sums) {
    const out = [whole, ...parts].filter((id) => hidden.has(id));
    expect(out, whole).not.toHaveLength(1);
  }
});
