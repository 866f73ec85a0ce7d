import type { Change } from '@waymark/contract/prep.ts';
import { expect, test } from 'vitest';
import { groupChanges, splitScored } from './groupChanges.ts';

const scored = (statement: string, by = 'Ada', on = '2026-02-20'): Change => ({
  kind: 'scored',
  on,
  by,
  perspective: 'student',
  statement,
  level: 2,
  previousLevel: null,
});
const met: Change = { kind: 'meeting', on: '2026-02-19', mentor: 'Mo', status: 'cancelled', reason: '' };

test('a few scores of a day stand by themselves', () => {
  expect(groupChanges([scored('a'), scored('b'), met]).map((line) => line.kind)).toEqual(['one', 'one', 'one']);
});

test('a whole round of scores becomes one line where the first of them stood, and drowns nothing', () => {
  const lines = groupChanges([scored('a'), scored('b'), scored('c'), scored('x', 'Nia'), scored('d'), met]);
  expect(lines).toMatchObject([
    { kind: 'many', by: 'Ada', scores: [{ statement: 'a' }, { statement: 'b' }, { statement: 'c' }, { statement: 'd' }] },
    { kind: 'one', change: { by: 'Nia' } },
    { kind: 'one', change: met },
  ]);
});

test('of what was scored last time the movements are told, the rest is counted', () => {
  const score = (level: number, previousLevel: number | null) => ({ seriesId: 's', statement: '', level, previousLevel });
  expect(splitScored([score(3, 1), score(2, 2), score(2, null), score(4, null)])).toEqual({ moved: [score(3, 1)], first: 2, same: 1 });
});
