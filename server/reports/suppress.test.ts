import { SuppressionPreset } from '@waymark/contract/reports.ts';
import fc from 'fast-check';
import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { largestPossible, type KnownSum } from '@waymark/stats/largest-possible.ts';
import { moved } from '@waymark/stats/moved.ts';
import { couldStandFor, rounded } from '@waymark/stats/rounded.ts';
import { expect, test } from 'vitest';
import { hideSmall } from '../analysis/hide.ts';
import { count, number, share, text, type TableDraft } from '../analysis/question.ts';
import { intervalOf, netOf, people, percentOf, saidUnder, say, wordsOf } from '../analysis/said.ts';
import { answerOf } from './exampleAnswer.ts';
import { thresholdOf, underPreset } from './suppress.ts';

const suppressionPresets = SuppressionPreset.options;
const rounding = suppressionPresets.filter((preset) => preset !== 'own');
const parts = ['up', 'same', 'down'];
const columns = [
  text('who', 'Who'),
  count('students', 'Students', ''),
  ...parts.map((id) => count(id, id, '')),
  share('net', 'Net', '', { of: 'students', more: ['up'], less: ['down'] }),
  share('net_low', 'low', ''),
  share('net_high', 'high', ''),
  number('mean', 'Mean', ''),
];

function rowOf(name: string, [up, same, down]: readonly [number, number, number]): (string | number | null)[] {
  const answer = moved({ levels: 2, first: [1, 1, 2], second: [2, 1, 1], count: [up, same, down], cluster: null });
  const net = answer.kind === 'refusal' ? [null, null, null] : [answer.estimate, ...(answer.ci ?? [null, null])];
  return [name, up + same + down, up, same, down, ...net, 1.234_56];
}

const tableOf = (rows: TableDraft['rows'], total = false): TableDraft => ({
  id: 't',
  title: 'T',
  columns,
  rows,
  base: 'students',
  parts,
  total,
});

const three = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30));

test.each(rounding)('%s: whatever is subtracted, no reader finds that a hidden count is below the threshold', (preset) => {
  fc.assert(
    fc.property(fc.array(three, { minLength: 2, maxLength: 4 }), fc.integer({ min: 2, max: 8 }), (groups, own) => {
      const threshold = thresholdOf(preset, own);
      const all = [0, 1, 2].map((at) => groups.reduce((sum, group) => sum + group[at]!, 0)) as [number, number, number];
      const exact = [...groups.map((group, at) => rowOf(`${at}`, group)), rowOf('All', all)];
      const hiddenOnly = hideSmall(tableOf(exact, true), threshold);
      const { tables } = underPreset(answerOf({ tables: [hiddenOnly] }), preset, threshold);
      const shown = tables[0]!;
      const counted = [1, 2, 3, 4];
      // what the reader knows: rows and columns add up, and each shown count lies between the limits of its rounding
      const sums: KnownSum[] = [];
      const add = (whole: string, of: string[]) =>
        sums.push({ terms: new Map([[whole, -1], ...of.map((id): [string, number] => [id, 1])]), equals: 0 });
      exact.forEach((_, row) => add(`${row}.1`, [`${row}.2`, `${row}.3`, `${row}.4`]));
      for (const column of counted)
        add(
          `${groups.length}.${column}`,
          groups.map((_, row) => `${row}.${column}`),
        );
      exact.forEach((_, row) =>
        counted.forEach((column) => {
          const value = shown.rows[row]![column];
          if (typeof value !== 'number') return;
          const [least, most] = couldStandFor(value, 5);
          sums.push({
            terms: new Map([
              [`${row}.${column}`, 1],
              [`above ${row}.${column}`, -1],
            ]),
            equals: least,
          });
          sums.push({
            terms: new Map([
              [`${row}.${column}`, 1],
              [`below ${row}.${column}`, 1],
            ]),
            equals: most,
          });
        }),
      );
      const most = largestPossible(sums, 0);
      exact.forEach((cells, row) =>
        counted.forEach((column) => {
          const n = Number(cells[column]);
          const value = shown.rows[row]![column];
          if (n > 0 && n < threshold) {
            expect(value).toBeNull();
            expect(most(`${row}.${column}`, threshold), JSON.stringify(groups)).toBeGreaterThanOrEqual(threshold);
          } else if (value !== null) expect(value).toBe(rounded(n, 5));
          // never more than the organisation's own rule shows
          if (hiddenOnly.rows[row]![column] === null) expect(value).toBeNull();
        }),
      );
    }),
    { numRuns: 60 },
  );
});

test('an interval tells next to nothing beyond the rounded counts beside it: every table there could be is tried', () => {
  const ways = new Map<string, number[][]>();
  const pictures: { key: string }[] = [];
  for (let up = 8; up <= 17; up++)
    for (let same = 8; same <= 17; same++)
      for (let down = 8; down <= 17; down++) {
        const table = hideSmall(tableOf([rowOf('All', [up, same, down])]), 2);
        const key = JSON.stringify(underPreset(answerOf({ tables: [table] }), 'dfe', 2).tables[0]!.rows[0]!.slice(1, 8));
        ways.set(key, [...(ways.get(key) ?? []), [up, same, down]]);
        pictures.push({ key });
      }
  // counts of 8 to 17 are shown as 10 or 15, so that all that look alike were tried: how many values has the least open of the three?
  const open = pictures.map(({ key }) => Math.min(...[0, 1, 2].map((at) => new Set(ways.get(key)!.map((way) => way[at])).size)));
  expect(open.filter((n) => n === 1).length / open.length).toBeLessThan(0.01);
  expect(open.filter((n) => n >= 4).length / open.length).toBeGreaterThan(0.75);
});

test.each(['own', 'dfe', 'hesa'] as const)(
  '%s: a net and its interval give none of the hidden counts back: every table there could be is tried',
  (preset) => {
    const threshold = thresholdOf(preset, 5);
    const groupsOf = ([up, same, down]: readonly number[]) => [up!, same!, down!, up! + same!, same! + down!, up! + down!];
    const few = (n: number) => n > 0 && n < threshold;
    const ways = new Map<string, number[][]>();
    for (let of = 18; of <= 27; of++)
      for (let up = 0; up <= of; up++)
        for (let down = 0; up + down <= of; down++) {
          const way = [up, of - up - down, down] as const;
          const told = hideSmall(tableOf([rowOf('All', way)]), threshold);
          const net = say`Net movement is ${netOf(up, down, of, 'way')} (${intervalOf([Number(rowOf('', way)[6]), Number(rowOf('', way)[7])], of)}).`;
          const said = [saidUnder(net, { threshold, roundTo: 1, leastForShare: 0 })].filter((one) => one !== null);
          const { tables, sentences } = underPreset(answerOf({ tables: [told], said, sentences: said.map(wordsOf) }), preset, threshold);
          const key = JSON.stringify([tables[0]!.rows[0]!.slice(1, 8), sentences]);
          ways.set(key, [...(ways.get(key) ?? []), [...way]]);
        }
    for (const same of ways.values()) {
      const [least, most] = [Math.min, Math.max].map((end) =>
        [0, 1, 2, 3, 4, 5].map((at) => end(...same.map((way) => groupsOf(way)[at]!))),
      );
      for (const way of same)
        groupsOf(way).forEach((n, at) => {
          // known to be somebody, and known to be few
          if (few(n)) expect(least![at] === 0 || most![at]! >= threshold, JSON.stringify(way)).toBe(true);
        });
    }
  },
);

test('a sentence rounds what its table rounds, and is silent where its table hides', () => {
  const said = [
    say`${people(213)} students, ${percentOf(71, 213)} of them up: ${netOf(71, 22, 213, 'way')} (${intervalOf([0.11, 0.35], 213)}).`,
    say`${people(3)} left.`,
    say`${percentOf(3, 213)} left and ${percentOf(210, 213)} stayed.`,
    say`${percentOf(10, 20)} of few.`,
  ];
  const answer = answerOf({ said });
  expect(underPreset(answer, 'hesa', 5).sentences).toEqual([
    '215 students, 33% of them up: 23 points up (95% interval 9 to 38).',
    'fewer than 5 left.',
  ]);
  expect(underPreset(answer, 'dfe', 5).sentences.at(-1)).toBe('50% of few.');
  expect(JSON.stringify(underPreset(answer, 'dfe', 5))).not.toContain('213');
});

test('HESA’s rule hides percentages of fewer than 22.5 people and means over seven or fewer; the others do not', () => {
  const rows = [rowOf('Few', [6, 7, 7]), rowOf('Fewer', [7, 0, 0]), rowOf('Many', [20, 20, 20])];
  const under = (preset: 'dfe' | 'hesa') => underPreset(answerOf({ tables: [hideSmall(tableOf(rows), 5)] }), preset, 5).tables[0]!.rows;
  expect(under('hesa').map((row) => [row[5], row[8]])).toEqual([
    [null, 1.23],
    [null, null],
    [0, 1.23],
  ]);
  expect(under('dfe').map((row) => row[8])).toEqual([1.23, 1.23, 1.23]);
});

test('the organisation’s own rule rounds nothing, and no preset is looser than it', () => {
  const answer: AnalysisAnswer = answerOf({ tables: [hideSmall(tableOf([rowOf('All', [11, 12, 13])]), 5)] });
  expect(underPreset(answer, 'own', 5)).toBe(answer);
  expect(suppressionPresets.map((preset) => thresholdOf(preset, 7))).toEqual([7, 7, 7, 7]);
  expect(suppressionPresets.map((preset) => thresholdOf(preset, 2))).toEqual([2, 3, 5, 3]);
});

test('the fingerprint of a rounded answer is of what it shows: guesses at the exact figures cannot be tried against it', () => {
  const [one, other] = [
    [41, 11, 11],
    [42, 11, 10],
  ].map((ways) => underPreset(answerOf({ tables: [hideSmall(tableOf([rowOf('All', ways as [number, number, number])]), 5)] }), 'dfe', 5));
  expect(one!.tables[0]!.rows[0]!.slice(1, 5)).toEqual(other!.tables[0]!.rows[0]!.slice(1, 5));
  expect(one!.fingerprint).not.toBe('exact');
});
