import type { Finding } from '@waymark/contract/calibration.ts';
import { clusteredLinear } from '@waymark/stats/clustered-linear.ts';
import { signedGap } from '@waymark/stats/pair-means.ts';
import { shrunkBias } from '@waymark/stats/shrunk-bias.ts';
import { findingOf } from './agreement.ts';
import type { CalibrationAnswer } from './answers.ts';

/**
 * Each mentor's levels above (+) or below (−) the reference on average, drawn towards the mean of all by how little there is
 * to go by. With fewer than three mentors there is no telling how mentors differ: each then stands for themselves.
 */
export function tendenciesOf(answers: readonly CalibrationAnswer[]): Map<string, Finding> {
  const byMentor = Map.groupBy(answers, ({ memberId }) => memberId);
  const ids = [...byMentor.keys()];
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const shrunk = shrunkBias({
    assessor: answers.map(({ memberId }) => numbers.get(memberId) ?? 0),
    reference: answers.map(({ reference }) => reference),
    given: answers.map(({ level }) => level),
  });
  if (shrunk.kind === 'refusal') return new Map([...byMentor].map(([id, own]) => [id, alone(own)]));
  return new Map(
    shrunk.detail.assessors.map(({ assessor, n, shrunk: estimate, se, ci }) => [
      ids[assessor] ?? '',
      findingOf({ ...shrunk, estimate, se, ci, n }),
    ]),
  );
}

/** One mentor's tendency by itself; cases are what the interval counts. */
export function alone(answers: readonly CalibrationAnswer[]): Finding {
  const cases = numbered(answers);
  return findingOf(
    signedGap({
      levels: Math.max(2, ...answers.map(({ levels }) => levels)),
      first: answers.map(({ reference }) => reference),
      second: answers.map(({ level }) => level),
      count: answers.map(() => 1),
      cluster: answers.map(({ vignetteId }) => cases.get(vignetteId) ?? 0),
      clusterName: 'case',
    }),
  );
}

/** By how many levels a mentor's tendency moves in a year, from exercises on different days. */
export function driftOf(answers: readonly CalibrationAnswer[]): Finding {
  if (new Set(answers.map(({ exerciseId }) => exerciseId)).size < 2)
    return {
      kind: 'refusal',
      says: 'There is one exercise or none: nothing to see a change by.',
      wouldNeed: 'A second exercise, best some months later.',
    };
  const rows = answers.map(({ level, reference, finishedOn, vignetteId }) => ({
    y: level - reference,
    x: [Date.parse(finishedOn) / 31_557_600_000],
    cluster: vignetteId,
  }));
  const first = Math.min(...rows.map(({ x: [years] }) => years as number));
  const answer = clusteredLinear(
    ['years'],
    rows.map(({ x: [years], ...row }) => ({ ...row, x: [(years as number) - first] })),
  );
  if (answer.kind === 'refusal' && answer.code === 'no-variation')
    return {
      kind: 'refusal',
      says: 'In each exercise every level was as far from the reference as the others, so that how sure a change is cannot be told.',
      wouldNeed: 'Another exercise.',
    };
  return findingOf(answer);
}

function numbered(answers: readonly CalibrationAnswer[]): Map<string, number> {
  return new Map([...new Set(answers.map(({ vignetteId }) => vignetteId))].map((id, number) => [id, number]));
}
