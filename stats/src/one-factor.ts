import { cholesky, inverse, logDeterminant } from './linear-algebra.ts';
import { minimise, type Evaluated } from './minimise.ts';

export interface OneFactor {
  loadings: Float64Array;
  /** Variance of each outcome that the factor does not explain. */
  uniquenesses: Float64Array;
  converged: boolean;
}

/**
 * One factor behind a covariance matrix, by maximum likelihood: Σ = λλ′ + Ψ, found on the correlations and scaled back. The sign is
 * the one in which most outcomes load positively.
 * Source: Jöreskog 1967.
 */
export function oneFactor(matrix: readonly (readonly number[])[]): OneFactor {
  const k = matrix.length;
  const scale = Float64Array.from(matrix, (row, i) => Math.sqrt(row[i] as number));
  const correlation = Float64Array.from({ length: k * k }, (_, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    return (matrix[i]?.[j] as number) / ((scale[i] as number) * (scale[j] as number));
  });
  // loadings, then logarithms of the uniquenesses, which so stay above 0
  const start = Float64Array.from({ length: 2 * k }, (_, at) => (at < k ? startLoading(correlation, k, at) : Math.log(0.5)));
  const best = minimise((x) => discrepancy(x, correlation, k), start, { tolerance: 1e-16, maxIterations: 500 });
  const sum = best.x.subarray(0, k).reduce((total, loading) => total + loading, 0);
  return {
    loadings: scale.map((each, i) => each * (best.x[i] as number) * (sum < 0 ? -1 : 1)),
    uniquenesses: scale.map((each, i) => each * each * Math.exp(best.x[k + i] as number)),
    converged: best.converged,
  };
}

/** In the direction of the sum of all outcomes, so that two scored the other way round start there. */
function startLoading(correlation: Float64Array, k: number, i: number): number {
  let sum = 0;
  for (let j = 0; j < k; j++) sum += correlation[i * k + j] as number;
  return Math.max(-0.9, Math.min(0.9, sum / k));
}

/** log |Σ| + tr(SΣ⁻¹) and its slope. */
function discrepancy(x: Float64Array, s: Float64Array, k: number): Evaluated {
  const sigma = impliedCovariance(x.subarray(0, k), x.subarray(k).map(Math.exp));
  if (!cholesky(sigma, k)) return { value: Infinity, slope: () => new Float64Array(2 * k) };
  const precision = inverse(sigma, k);
  let value = logDeterminant(sigma, k);
  for (let at = 0; at < k * k; at++) value += (precision[at] as number) * (s[at] as number);
  return {
    value,
    slope: () => {
      const middle = times(times(precision, s, k), precision, k);
      const slope = precision.map((each, at) => each - (middle[at] as number));
      const gradient = new Float64Array(2 * k);
      for (let i = 0; i < k; i++) {
        let along = 0;
        for (let j = 0; j < k; j++) along += (slope[i * k + j] as number) * (x[j] as number);
        gradient[i] = 2 * along;
        gradient[k + i] = (slope[i * k + i] as number) * Math.exp(x[k + i] as number);
      }
      return gradient;
    },
  };
}

export function impliedCovariance(loadings: Float64Array, uniquenesses: Float64Array): Float64Array {
  const k = loadings.length;
  return Float64Array.from({ length: k * k }, (_, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    return (loadings[i] as number) * (loadings[j] as number) + (i === j ? (uniquenesses[i] as number) : 0);
  });
}

/** Both full, k × k. */
function times(a: Float64Array, b: Float64Array, k: number): Float64Array {
  return Float64Array.from({ length: k * k }, (_, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    let sum = 0;
    for (let m = 0; m < k; m++) sum += (a[i * k + m] as number) * (b[m * k + j] as number);
    return sum;
  });
}
