import { expect, test } from 'vitest';
import { proposalReason, proposalsAnOutcome, proposalsFor } from './action-proposals.ts';

const visit = { id: 'visit', seriesId: 'ambition', upToLevel: 2 };
const anything = { id: 'anything', seriesId: null, upToLevel: 1 };
const score = (seriesId: string, level: number, previousLevel: number | null = null) => ({ seriesId, level, previousLevel });

test('a level at or below the action’s proposes it, one above does not', () => {
  expect(proposalReason(visit, score('ambition', 2))).toBe('low');
  expect(proposalReason(visit, score('ambition', 3))).toBeUndefined();
});

test('a fall proposes it however high the level still is', () => {
  expect(proposalReason(visit, score('ambition', 3, 4))).toBe('fell');
});

test('a low level that rose or stayed is low, not fallen', () => {
  expect(proposalReason(visit, score('ambition', 2, 1))).toBe('low');
  expect(proposalReason(visit, score('ambition', 2, 2))).toBe('low');
});

test('an action for another outcome is not proposed, one for any outcome is', () => {
  expect(proposalReason(visit, score('revision', 1))).toBeUndefined();
  expect(proposalReason(anything, score('revision', 1))).toBe('low');
});

test('the deepest fall leads, then the lowest level; an outcome’s own action comes before one for any', () => {
  const library = [anything, visit, { id: 'plan', seriesId: 'revision', upToLevel: 2 }, { id: 'talk', seriesId: 'effort', upToLevel: 2 }];
  const proposed = proposalsFor([score('effort', 2), score('ambition', 1, 2), score('revision', 2, 4)], library, []);
  expect(proposed.map(({ action, score: { seriesId } }) => [seriesId, action.id])).toEqual([
    ['revision', 'plan'],
    ['revision', 'anything'],
    ['ambition', 'visit'],
    ['ambition', 'anything'],
    ['effort', 'talk'],
  ]);
});

test('an action already open for the outcome is not proposed a second time, but is for another outcome', () => {
  const open = [{ libraryId: 'anything', seriesId: 'ambition' }];
  const proposed = proposalsFor([score('ambition', 1), score('revision', 1)], [anything], open);
  expect(proposed.map(({ score: { seriesId } }) => seriesId)).toEqual(['revision']);
});

test('never more than a few for one outcome', () => {
  const library = Array.from({ length: 9 }, (_, nth) => ({ ...visit, id: `visit ${nth}` }));
  expect(proposalsFor([score('ambition', 1)], library, [])).toHaveLength(proposalsAnOutcome);
});
