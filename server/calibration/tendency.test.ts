import { expect, test } from 'vitest';
import type { CalibrationAnswer } from './answers.ts';
import { driftOf, tendenciesOf } from './tendency.ts';

/** Twelve cases in two exercises half a year apart, with the levels a mentor gave beside a reference of 2. */
const twice = (memberId: string, level: (at: number) => number): CalibrationAnswer[] =>
  Array.from({ length: 12 }, (_, at) => ({
    memberId,
    exerciseId: at < 6 ? 'spring' : 'autumn',
    title: at < 6 ? 'Spring' : 'Autumn',
    finishedOn: at < 6 ? '2026-03-10' : '2026-09-10',
    vignetteId: `case ${at}`,
    level: level(at),
    levels: 4,
    reference: 2,
  })) as CalibrationAnswer[];

test('mentors who give the reference level every time are told so, with no interval and no change, and nothing breaks', () => {
  const always = [() => 2, () => 2, () => 3].map((level, at) => twice(`mentor ${at}`, level));
  expect([...tendenciesOf(always.flat()).values()]).toMatchObject([
    { kind: 'estimate', estimate: 0, ci: null },
    { kind: 'estimate', estimate: 0, ci: null },
    { kind: 'estimate', estimate: 1, ci: null },
  ]);
  for (const own of always) expect(driftOf(own)).toMatchObject({ kind: 'refusal', wouldNeed: 'Another exercise.' });
  // one level more in every case of autumn
  expect(driftOf(twice('mentor', (at) => (at < 6 ? 2 : 3)))).toMatchObject({ kind: 'refusal' });
  expect(driftOf(twice('mentor', (at) => (at % 3 === 0 ? 3 : 2)))).toMatchObject({ kind: 'estimate' });
});
