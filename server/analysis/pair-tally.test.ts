import { expect, test } from 'vitest';
import { said } from '../assessments/profile-texts.ts';
import { PairTally } from './pair-tally.ts';
import { Standing } from './profiles.ts';

const levels = 4;
const pair = (first: number, latest: number) => said.pair + (first - 1) * said.scale + latest - 1;

test('a student is counted once in each outcome type they have a pair of, however many types a framework has', () => {
  // more types than a number has bits: type 33 must not be taken for type 1, nor 32 for none
  const codes = Array.from({ length: 40 }, (_, at) => `t${at}`);
  const tally = new PairTally(
    { codes, names: codes, of: Int16Array.from({ length: 80 }, (_, outcome) => Math.floor(outcome / 2)) },
    levels,
  );
  for (const types of [[1, 33], [33], [0, 32, 39]]) {
    const standing = new Standing();
    for (const type of types) {
      standing.add(2 * type, pair(1, 3));
      standing.add(2 * type + 1, pair(2, 2));
    }
    tally.add(standing);
  }
  const counted = Object.fromEntries([...tally.ofType.entries()].filter(([, n]) => n > 0));
  expect(counted).toEqual({ 0: 1, 1: 1, 32: 1, 33: 2, 39: 1 });
  expect([tally.students, tally.pairs]).toEqual([3, 12]);
  const of33 = tally.pairsOf(33);
  expect(of33.cluster).toMatchObject({ clusters: 2 });
  expect(Array.from(of33.first, (first, cell) => [first, of33.second[cell], of33.count[cell]]).filter(([, , n]) => n !== 0)).toEqual([
    [1, 3, 2],
    [2, 2, 2],
  ]);
});
