import { type Answer, refuse, type Warning } from './answer.ts';
import { criticalValue } from './clustered-error.ts';
import { refuseMatrix } from './cronbach.ts';
import { cholesky, inverse, quadraticForm } from './linear-algebra.ts';
import { impliedCovariance, oneFactor, type OneFactor } from './one-factor.ts';
import type { Covariance } from './outcome-pairs.ts';

export interface OmegaDetail {
  loadings: number[];
  uniquenesses: number[];
  /** Each outcome's correlation with the factor. */
  standardised: number[];
}

/**
 * How much of the spread of the sum is one thing behind all outcomes? McDonald's ω = (Σλ)² / ((Σλ)² + Σψ) of one factor, with the
 * error that follows from the information of the normal model. Unlike α it does not need every outcome to load alike.
 * Refuses fewer than three outcomes, fewer than ten students, an outcome without variation, and a fit that does not settle.
 * Source: McDonald 1999; Jöreskog 1967; the delta method for the error.
 */
export function omega(covariance: Covariance, options: { level?: number; smallestBase?: number } = {}): Answer<OmegaDetail> {
  const { level = 0.95, smallestBase = 0 } = options;
  const refusal = refuseMatrix(covariance, smallestBase, 3);
  if (refusal) return refusal;
  const fit = oneFactor(covariance.matrix);
  if (!fit.converged)
    return refuse('not-converged', 'One factor behind these outcomes could not be found.', 'More students, or outcomes that go together.');
  const loaded = fit.loadings.reduce((sum, each) => sum + each, 0);
  const unexplained = fit.uniquenesses.reduce((sum, each) => sum + each, 0);
  const estimate = loaded ** 2 / (loaded ** 2 + unexplained);
  const standardised = Array.from(fit.loadings, (loading, i) => loading / Math.sqrt(covariance.matrix[i]?.[i] as number));
  const se = errorOf(fit, covariance.n, loaded, unexplained);
  const reach = se === null ? null : se * criticalValue(level, null);
  return {
    kind: 'estimate',
    estimate,
    se,
    ci: reach === null ? null : [Math.max(0, estimate - reach), Math.min(1, estimate + reach)],
    level,
    df: null,
    n: covariance.n,
    clusters: null,
    method: "McDonald's ω of one factor by maximum likelihood",
    warnings: warnings(standardised, fit),
    detail: { loadings: Array.from(fit.loadings), uniquenesses: Array.from(fit.uniquenesses), standardised },
  };
}

/** The delta method on the expected information of loadings and uniquenesses; null where that is singular. */
function errorOf({ loadings, uniquenesses }: OneFactor, n: number, loaded: number, unexplained: number): number | null {
  const k = loadings.length;
  const sigma = impliedCovariance(loadings, uniquenesses);
  if (!cholesky(sigma, k)) return null;
  const precision = inverse(sigma, k);
  const p = (i: number, j: number) => precision[i * k + j] as number;
  const along = loadings.map((_, i) => loadings.reduce((sum, loading, j) => sum + p(i, j) * loading, 0));
  const explained = loadings.reduce((sum, loading, i) => sum + loading * (along[i] as number), 0);
  const information = new Float64Array(4 * k * k);
  const set = (i: number, j: number, value: number) => {
    information[i * 2 * k + j] = information[j * 2 * k + i] = ((n - 1) / 2) * value;
  };
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      if (i <= j) {
        set(i, j, 2 * ((along[i] as number) * (along[j] as number) + p(i, j) * explained));
        set(k + i, k + j, p(i, j) ** 2);
      }
      set(i, k + j, 2 * p(i, j) * (along[j] as number));
    }
  }
  if (!cholesky(information, 2 * k)) return null;
  const whole = (loaded ** 2 + unexplained) ** 2;
  const slope = Float64Array.from({ length: 2 * k }, (_, i) => (i < k ? (2 * loaded * unexplained) / whole : -(loaded ** 2) / whole));
  return Math.sqrt(quadraticForm(inverse(information, 2 * k), 2 * k, slope));
}

function warnings(standardised: readonly number[], { uniquenesses, loadings }: OneFactor): Warning[] {
  const said: Warning[] = [];
  if (standardised.some((loading) => loading < 0)) {
    said.push({ code: 'negative-loading', says: 'An outcome runs against the others: is it scored the other way round?' });
  }
  if (uniquenesses.some((each, i) => each < 0.005 * (each + (loadings[i] as number) ** 2))) {
    said.push({ code: 'heywood', says: 'The factor explains all of one outcome: with these data ω is not to be relied on.' });
  }
  return said;
}
