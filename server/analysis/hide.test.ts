import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideSmall, hideTables } from './hide.ts';
import { count, share, text, type TableDraft } from './question.ts';

const columns = [text('who', 'Who'), count('n', 'N', ''), count('up', 'Up', ''), count('same', 'Same', ''), count('down', 'Down', '')];
const table = (rows: (string | number)[][], more: Partial<TableDraft> = {}): TableDraft => ({
  id: 't',
  title: 'T',
  columns,
  rows,
  base: 'n',
  parts: ['up', 'same', 'down'],
  ...more,
});

test('a row about too few is hidden whole, its name stays', () => {
  expect(
    hideSmall(
      table([
        ['A', 3, 1, 1, 1],
        ['B', 60, 20, 20, 20],
      ]),
      5,
    ).rows,
  ).toEqual([
    ['A', null, null, null, null],
    ['B', 60, 20, 20, 20],
  ]);
});

test('a small part takes another with it, so that it cannot be found by subtraction', () => {
  const { rows, hidden } = hideSmall(table([['A', 60, 40, 18, 2]]), 5);
  expect(rows[0]?.filter((cell) => cell === null)).toHaveLength(2);
  expect(hidden).toContainEqual([0, 4]);
});

test('beside a figure worked out from them all parts go, and a net is told to the nearest five people', () => {
  const net = share('net', 'Net', '', { of: 'n', more: ['up'], less: ['down'] });
  const draft = table([['A', 60, 40, 18, 2, 38 / 60]], { columns: [...columns, net] });
  expect(hideSmall(draft, 5).rows).toEqual([['A', 60, null, null, null, 0.67]]);
  // two of sixty did not move up: any net would tell that
  expect(hideSmall({ ...draft, rows: [['A', 60, 58, 1, 1, 57 / 60]] }, 5).rows).toEqual([['A', 60, null, null, null, null]]);
});

test('what one table hides another of the answer does not tell', () => {
  // two outcomes of a type: 22 up in all less 20 of the one would be two of the other
  const [ofType, byOutcome] = [
    table([['Knowledge', 60, 22, 28, 10]], { names: [{ n: 'n', up: 'up', same: 'same', down: 'down' }] }),
    table(
      [
        ['A', 34, 2, 22, 10],
        ['B', 26, 20, 6, 0],
      ],
      { id: 'u', names: ['A', 'B'].map((one) => ({ n: `n ${one}`, up: `up ${one}`, same: `same ${one}`, down: `down ${one}` })) },
    ),
  ];
  const sums = ['n', 'up', 'same', 'down'].map((whole) => ({ whole, parts: [`${whole} A`, `${whole} B`] }));
  const { tables, hidden } = hideTables({ tables: [ofType, byOutcome], sums }, 5);
  expect(tables[1]!.rows.map((row) => row[2])).toEqual([null, null]);
  expect(hidden.has('up A') && hidden.has('up B')).toBe(true);
  // alone, the second table would show all 20
  expect(hideSmall({ ...byOutcome, rows: [byOutcome.rows[1]!] }, 5).rows[0]?.[2]).not.toBeNull();
});

test('what is worked out from a hidden count goes with it, words too', () => {
  const ends = table([['A', 50, 8, 40, 2, 'ceiling', 0.16]], {
    columns: [...columns, text('flag', 'Flag'), share('floor', 'At the lowest level', '')],
    names: [{ up: 'level 1', down: 'level 3' }],
    madeOf: [{ flag: ['level 3'], floor: ['level 1'] }],
  });
  expect(hideSmall(ends, 5).rows[0]).toEqual(['A', 50, null, null, null, null, null]);
});

test('no small count can be told from what is shown, in whatever table with totals', () => {
  const cell = fc.integer({ min: 0, max: 30 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 5 }), (groups) => {
      const rows: (string | number)[][] = groups.map((parts, at) => [String(at), parts.reduce((sum, n) => sum + n, 0), ...parts]);
      const total = [1, 2, 3, 4].map((at) => rows.reduce((sum, row) => sum + Number(row[at]), 0));
      const shown = hideSmall(table([...rows, ['All', ...total]], { total: true }), 5);
      for (const row of shown.rows) {
        for (const value of row.slice(1)) expect(value === null || value === 0 || Number(value) >= 5).toBe(true);
        const parts = row.slice(2);
        // one hidden part of a shown whole would be the difference
        if (row[1] !== null) expect(parts.filter((part) => part === null).length).not.toBe(1);
      }
      for (const at of [1, 2, 3, 4]) {
        const down = shown.rows.map((row) => row[at]);
        if (down.at(-1) !== null) expect(down.slice(0, -1).filter((part) => part === null).length).not.toBe(1);
      }
    }),
    { numRuns: 100 },
  );
});
