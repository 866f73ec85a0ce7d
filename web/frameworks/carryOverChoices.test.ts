import type { PublicationPlan } from '@waymark/contract/framework-drafts.ts';
import { expect, test } from 'vitest';
import { carryOverOf, claimedTwice, mappingSummary, proposedMapping } from './carryOverChoices.ts';

const earlier = (seriesId: string, versionNumber: number) => ({
  seriesId,
  versionNumber,
  code: seriesId,
  statement: '',
  outcomeTypeName: '',
  descriptors: [],
});
const proposed = (outcomeId: string, seriesId: string | null) => ({
  outcomeId,
  seriesId,
  code: outcomeId,
  statement: '',
  descriptorsReworded: false,
});
const plan: PublicationPlan = {
  version: 1,
  gaps: [],
  mayCarryOver: true,
  earlierLevels: 4,
  earlier: [earlier('s1', 2), earlier('s2', 2), earlier('s0', 1)],
  proposed: [proposed('a', 's1'), proposed('b', null)],
};

test('what is proposed is sent unless it is changed, and what starts anew is left out', () => {
  expect(carryOverOf(proposedMapping(plan))).toEqual([{ outcomeId: 'a', seriesId: 's1' }]);
});

test('an outcome dropped long ago does not end again', () => {
  expect(mappingSummary(proposedMapping(plan), plan)).toEqual({ carried: 1, anew: 1, ended: 1 });
  expect(mappingSummary({ a: null, b: null }, plan)).toEqual({ carried: 0, anew: 2, ended: 2 });
});

test('two outcomes that claim the same earlier one are both pointed out', () => {
  expect(claimedTwice({ a: 's1', b: 's1', c: 's2', d: null, e: null })).toEqual(new Set(['a', 'b']));
});
