import type { Answer } from './answer.ts';
import type { IntervalOptions } from './clustered-error.ts';
import { type KappaDetail, weightedKappa } from './kappa.ts';
import { adjacentAgreement, exactAgreement, signedGap } from './pair-means.ts';
import type { Pairs } from './pairs.ts';

export interface Calibration {
  /** Quadratic weighted κ with the reference. */
  kappa: Answer<KappaDetail>;
  /** Given less reference, in levels: above 0 is more lenient than the reference. */
  bias: Answer<null>;
  exact: Answer<null>;
  adjacent: Answer<null>;
}

/**
 * How do levels given compare with reference levels of the same written cases? `pairs.first` is the reference, `pairs.second` what was
 * given, and `pairs.cluster` the case where one case has several outcomes, or the assessor where several assessors are taken together.
 * Each of the four answers or refuses for itself. For the tendency of many assessors side by side use `shrunkBias`.
 */
export function calibration(pairs: Pairs, options: IntervalOptions = {}): Calibration {
  return {
    kappa: weightedKappa(pairs, options),
    bias: signedGap(pairs, options),
    exact: exactAgreement(pairs, options),
    adjacent: adjacentAgreement(pairs, options),
  };
}
