import { refuse, type Answer } from './answer.ts';
import { normalDensity, normalQuantile, normalUpper } from './distributions.ts';

export interface Referred {
  /** Mean and standard deviation of the baseline among all who might have been referred, not only those who were. */
  mean: number;
  sd: number;
  /** Correlation of two such measurements of one student, with its standard error where it was estimated. */
  rho: number;
  rhoSe?: number;
  /** Referred were those below this value. */
  cutoff: number;
  /** What was seen among those referred. */
  observed?: { n: number; meanChange: number; sd: number };
}

export interface RegressionToTheMeanDetail {
  /** Share of all that lies below the cutoff. */
  share: number;
  /** The change seen less the one to be expected from referral alone, with its interval; null where nothing was given. */
  beyond: { estimate: number; se: number; ci: readonly [number, number] } | null;
}

/**
 * How far would students referred for a low baseline have moved anyway? (1 − ρ) σ φ(z)/Q(z), z = (μ − cutoff)/σ: what chance and
 * a passing low alone bring at the next measurement. What was seen is set beside it in `detail.beyond`.
 *
 * The better way, where every baseline is on record, is to model baseline and later score together (the mixed models): who was
 * referred by a baseline that is in the model is no source of bias. This one needs only what is known of all.
 *
 * @param rho below 0 is refused as no such measurement; 1 gives nought: nothing comes back of itself
 * @returns refuses where under 0.1% of all lie below the cutoff: the normal curve says nothing so far out
 * @throws RangeError for a spread not above nought or a correlation outside −1 to 1
 *
 * Source: Barnett, van der Pols & Dobson 2005, Int. J. Epidemiol. 34; Davis 1976.
 */
export function regressionToTheMean(
  { mean, sd, rho, rhoSe = 0, cutoff, observed }: Referred,
  { level = 0.95 }: { level?: number } = {},
): Answer<RegressionToTheMeanDetail> {
  if (!(sd > 0) || !Number.isFinite(mean) || !Number.isFinite(cutoff)) throw new RangeError('A mean, a cutoff and a spread above nought.');
  if (!(rho >= -1 && rho <= 1) || !(rhoSe >= 0)) throw new RangeError(`${rho} is no correlation.`);
  if (rho < 0)
    return refuse(
      'too-little-data',
      'Two measurements of a student do not go together at all.',
      'A measurement that says something of the next.',
    );
  const z = (mean - cutoff) / sd;
  const share = normalUpper(z);
  if (share < 0.001) return refuse('too-little-data', 'Hardly anybody lies below the cutoff.', 'A cutoff within what is usual.');
  const pull = (sd * normalDensity(z)) / share;
  const estimate = (1 - rho) * pull;
  const se = rhoSe * pull;
  const quantile = normalQuantile(0.5 + level / 2);
  const around = (value: number, error: number) => [value - quantile * error, value + quantile * error] as const;
  const beyondSe = observed ? Math.sqrt(observed.sd ** 2 / observed.n + se ** 2) : 0;
  const beyond = observed ? observed.meanChange - estimate : 0;
  return {
    kind: 'estimate',
    estimate,
    se: rhoSe > 0 ? se : null,
    ci: rhoSe > 0 ? around(estimate, se) : null,
    level,
    df: null,
    n: observed?.n ?? 0,
    clusters: null,
    method: 'Change to be expected from referral for a low baseline alone, if scores are about normal.',
    warnings: [{ code: 'normal', says: 'Scores on few levels are normal only roughly: take this as a size, not as a correction.' }],
    detail: { share, beyond: observed ? { estimate: beyond, se: beyondSe, ci: around(beyond, beyondSe) } : null },
  };
}
