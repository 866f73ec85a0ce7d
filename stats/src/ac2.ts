import { agreementWeights, type WeightScheme } from './agreement-weights.ts';
import type { Answer } from './answer.ts';
import { answerSmooth, type IntervalOptions, refuseSmall } from './clustered-error.ts';
import { type Pairs, pairTable } from './pairs.ts';

export interface Ac2Detail {
  observed: number;
  expected: number;
}

/**
 * Agreement beyond chance that does not collapse when nearly everybody is at one level, as κ does: Gwet's AC2, quadratic weights
 * unless said (with 'none' it is AC1). p_e = T_w / (K (K − 1)) Σ π_k (1 − π_k), π the mean of both margins, T_w the sum of weights.
 * Refuses without pairs, under the base and with few clusters. Source: Gwet 2008; Gwet 2014, Handbook of Inter-Rater Reliability.
 */
export function gwetAc2(pairs: Pairs, options: IntervalOptions & { weights?: WeightScheme } = {}): Answer<Ac2Detail> {
  const { weights: scheme = 'quadratic', smallestBase = 0 } = options;
  const table = pairTable(pairs);
  const { levels, cells, firstShares, secondShares, n } = table;
  const refusal = refuseSmall(n, smallestBase);
  if (refusal) return refusal;
  const weights = agreementWeights(levels, scheme);
  const scale = weights.reduce((sum, weight) => sum + weight, 0) / (levels * (levels - 1));
  const prevalence = firstShares.map((share, k) => (share + (secondShares[k] as number)) / 2);
  const observed = weights.reduce((sum, weight, cell) => sum + (weight * (cells[cell] as number)) / n, 0);
  const expected = prevalence.reduce((sum, share) => sum + scale * share * (1 - share), 0);
  // one pair at (i, j) moves π towards the mean of both its levels
  const slope = prevalence.map((share) => scale * (1 - 2 * share));
  const centre = slope.reduce((sum, value, k) => sum + value * (prevalence[k] as number), 0);
  const influence = weights.map((weight, cell) => {
    const [i, j] = [Math.floor(cell / levels), cell % levels];
    const shift = ((slope[i] as number) + (slope[j] as number)) / 2 - centre;
    return ((weight - observed) * (1 - expected) - shift * (1 - observed)) / (1 - expected) ** 2;
  });
  return answerSmooth(
    pairs,
    n,
    {
      estimate: (observed - expected) / (1 - expected),
      influence,
      method: `Gwet's AC2 with ${scheme === 'none' ? 'no' : scheme} weights`,
      bounds: [-1, 1],
      detail: { observed, expected },
    },
    options,
  );
}
