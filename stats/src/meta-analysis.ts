import { refuse, type Answer, type Warning } from './answer.ts';
import { chiSquareUpper, normalQuantile, tQuantile } from './distributions.ts';

/** What one organisation found: its estimate and the variance of it. */
export interface Study {
  name: string;
  estimate: number;
  variance: number;
}

export interface MetaAnalysisDetail {
  /** Variance between organisations, by restricted maximum likelihood. */
  tau2: number;
  /** The same by DerSimonian and Laird, beside it. */
  tau2DerSimonianLaird: number;
  /** Share of the spread seen that is not chance, per cent. */
  i2: number;
  q: { chiSquare: number; df: number; p: number };
  /** Where the true effect of another such organisation would be expected to lie. */
  prediction: readonly [number, number];
  /** The error without Hartung and Knapp's correction, and the interval by the normal distribution: too narrow for few. */
  wald: { se: number; ci: readonly [number, number] };
  weights: { name: string; share: number }[];
}

/**
 * What do several organisations find together, and how far do they differ? Random effects by REML, the interval by Hartung and
 * Knapp on k − 1 degrees of freedom, and a prediction interval: what another organisation may expect, which is the question asked.
 *
 * @returns refuses fewer than three organisations
 * @throws RangeError for a variance that is not above nought, or an estimate that is no number
 *
 * Source: Viechtbauer 2005 (REML by Fisher scoring); Hartung & Knapp 2001; IntHout et al. 2014; DerSimonian & Laird 1986;
 * Higgins, Thompson & Spiegelhalter 2009. R: metafor::rma(method = "REML", test = "knha").
 */
export function metaAnalysis(studies: readonly Study[], { level = 0.95 }: { level?: number } = {}): Answer<MetaAnalysisDetail> {
  for (const { name, estimate, variance } of studies)
    if (!Number.isFinite(estimate) || !(variance > 0 && Number.isFinite(variance)))
      throw new RangeError(`${name} has no estimate with a variance above nought.`);
  const k = studies.length;
  if (k < 3) return refuse('too-little-data', `${k} cannot show how far organisations differ.`, 'Figures of at least three organisations.');
  const tau2 = restrictedMaximumLikelihood(studies);
  if (tau2 === null) return refuse('not-converged', 'The variance between organisations did not settle.', 'More organisations.');
  const df = k - 1;
  const { mean, total, weights } = weighted(studies, tau2);
  const spread = studies.reduce((sum, { estimate }, at) => sum + weights[at]! * (estimate - mean) ** 2, 0) / df;
  const se = Math.sqrt(spread / total);
  const wald = Math.sqrt(1 / total);
  const t = tQuantile(0.5 + level / 2, df);
  const z = normalQuantile(0.5 + level / 2);
  const fixed = weighted(studies, 0);
  const q = studies.reduce((sum, { estimate }, at) => sum + fixed.weights[at]! * (estimate - fixed.mean) ** 2, 0);
  // what the variances of the organisations typically are
  const typical = (df * fixed.total) / (fixed.total ** 2 - fixed.weights.reduce((sum, weight) => sum + weight * weight, 0));
  const range = t * Math.sqrt(tau2 + se * se);
  const warnings: Warning[] = [];
  if (k < 10)
    warnings.push({
      code: 'few-organisations',
      says: `With ${k} organisations the spread between them is hardly known, and the prediction interval is rather too narrow.`,
    });
  if (se < wald)
    warnings.push({
      code: 'narrower',
      says: 'The organisations agree better than chance would have it: the corrected interval is narrower than the usual one.',
    });
  return {
    kind: 'estimate',
    estimate: mean,
    se,
    ci: [mean - t * se, mean + t * se],
    level,
    df,
    n: k,
    clusters: null,
    method: 'Random effects by REML, interval by Hartung and Knapp, with a prediction interval.',
    warnings,
    detail: {
      tau2,
      tau2DerSimonianLaird: Math.max(0, (q - df) / (df / typical)),
      i2: (100 * tau2) / (tau2 + typical),
      q: { chiSquare: q, df, p: chiSquareUpper(q, df) },
      prediction: [mean - range, mean + range],
      wald: { se: wald, ci: [mean - z * wald, mean + z * wald] },
      weights: studies.map(({ name }, at) => ({ name, share: weights[at]! / total })),
    },
  };
}

function weighted(studies: readonly Study[], tau2: number) {
  const weights = studies.map(({ variance }) => 1 / (variance + tau2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = studies.reduce((sum, { estimate }, at) => sum + weights[at]! * estimate, 0) / total;
  return { weights, total, mean };
}

/** Fisher scoring; where steps turn back on themselves they are halved, since for a few organisations whole ones may run in a circle. */
function restrictedMaximumLikelihood(studies: readonly Study[]): number | null {
  const { mean } = weighted(studies, 0);
  const { length } = studies;
  let tau2 = Math.max(
    0,
    studies.reduce((sum, { estimate, variance }) => sum + (estimate - mean) ** 2 / (length - 1) - variance / length, 0),
  );
  const typical = studies.reduce((sum, { variance }) => sum + variance / length, 0);
  let share = 1;
  let before = 0;
  for (let step = 0; step < 2000; step++) {
    const change = fisherStep(studies, tau2);
    // at the edge: the likelihood falls away from nought
    if (tau2 === 0 && change <= 0) return 0;
    if (Math.abs(change) < 1e-11 * (typical + tau2)) return tau2;
    if (change * before < 0) share /= 2;
    before = change;
    tau2 = Math.max(0, tau2 + share * change);
  }
  return null;
}

/** The score of τ² over its information. With P = W − W1(1ᵀW1)⁻¹1ᵀW: (yᵀPPy − tr P) / tr P². */
function fisherStep(studies: readonly Study[], tau2: number): number {
  const { weights, total, mean } = weighted(studies, tau2);
  const power = (exponent: number) => weights.reduce((sum, weight) => sum + weight ** exponent, 0);
  const [w2, w3] = [power(2), power(3)];
  const residuals = studies.reduce((sum, { estimate }, at) => sum + (weights[at]! * (estimate - mean)) ** 2, 0);
  return (residuals - (total - w2 / total)) / (w2 - (2 * w3) / total + (w2 / total) ** 2);
}
