import { inverseRoot } from './inverse-root.ts';
import { quadraticForm } from './linear-algebra.ts';
import { symmetricFunction } from './symmetric-eigen.ts';

/** What a cluster's rows add up to: XᵀX (size × size) and Xᵀy. */
export interface ClusterSums {
  xx: Float64Array;
  xy: Float64Array;
}

/**
 * Clustered variances of least-squares coefficients from each cluster's sums.
 *
 * CR2 multiplies a cluster's residuals by A = (I − X_g M X_gᵀ)^(−1/2), M = (XᵀX)⁻¹. With R = M^(1/2), A X_g = X_g R W R⁻¹ where
 * W = (I − R X_gᵀX_g R)^(−1/2), so a matrix with a row for every coefficient does instead of one with a row for every student.
 * A direction that only this cluster tells has no inverse there and is left at nought, as the generalised inverse has it.
 *
 * Satterthwaite: with a_g = X_g R W R c (for coefficient c) the variance is Σ (a_gᵀ e_g)²; under independent errors of equal
 * variance its degrees of freedom are (Σ P_gg)² / Σ P_gh², P_gh = [g = h] a_gᵀa_g − b_gᵀ M b_h, b_g = X_gᵀ a_g.
 */
export function scoresByCluster(clusters: readonly ClusterSums[], beta: Float64Array, bread: Float64Array, size: number) {
  const root = symmetricFunction(bread, size, (value) => Math.sqrt(Math.max(0, value)));
  const adjusted = clusters.map(({ xx, xy }) => {
    const leverage = times(times(root, xx, size), root, size);
    const w = inverseRoot(leverage, size);
    const score = xy.map((value, i) => value - row(xx, size, i, beta));
    return { xx, score, map: times(times(root, w, size), root, size), own: onlyHere(leverage, w, root, size) };
  });
  return {
    /** Whether some direction that a single cluster tells is part of coefficient `at`. Its residuals there are nought, and say nothing. */
    toldByOne: (at: number): boolean => adjusted.some(({ own }) => own !== null && own[at * (size + 1)]! > 1e-6 * bread[at * (size + 1)]!),
    /** Σ_g (cᵀ M X_gᵀ e_g)² for coefficient `at`: CR0. */
    plain: (at: number): number => adjusted.reduce((sum, { score }) => sum + row(bread, size, at, score) ** 2, 0),
    bias2(at: number): { variance: number; df: number } {
      let variance = 0;
      let trace = 0;
      let squares = 0;
      // Σ_g b_g b_gᵀ: with it ‖P‖² needs no sum over pairs of clusters
      const spread = new Float64Array(size * size);
      // used again for every cluster: there may be tens of thousands
      const [weights, b] = [new Float64Array(size), new Float64Array(size)];
      for (const { xx, score, map } of adjusted) {
        let told = 0;
        for (let i = 0; i < size; i++) {
          weights[i] = map[at * size + i]!;
          told += weights[i]! * score[i]!;
        }
        variance += told ** 2;
        for (let i = 0; i < size; i++) b[i] = row(xx, size, i, weights);
        const own = quadraticForm(xx, size, weights);
        const shared = quadraticForm(bread, size, b);
        trace += own - shared;
        squares += own * own - 2 * own * shared;
        for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) spread[j * size + i]! += b[j]! * b[i]!;
      }
      const product = times(bread, spread, size);
      for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) squares += product[j * size + i]! * product[i * size + j]!;
      return { variance, df: (trace * trace) / squares };
    },
  };
}

/** R Q R, Q onto the directions in which the leverage is 1; null where there are none. */
function onlyHere(leverage: Float64Array, w: Float64Array, root: Float64Array, size: number): Float64Array | null {
  if (leverage.reduce((sum, value) => sum + value * value, 0) < 0.99) return null;
  const complement = leverage.map((value, at) => (at % (size + 1) === 0 ? 1 : 0) - value);
  const told = times(times(w, complement, size), w, size);
  const own = told.map((value, at) => (at % (size + 1) === 0 ? 1 : 0) - value);
  return times(times(root, own, size), root, size);
}

function row(matrix: Float64Array, size: number, i: number, vector: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < size; j++) sum += matrix[j * size + i]! * vector[j]!;
  return sum;
}

function times(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let j = 0; j < size; j++)
    for (let k = 0; k < size; k++) {
      const factor = b[j * size + k]!;
      for (let i = 0; i < size; i++) result[j * size + i]! += a[k * size + i]! * factor;
    }
  return result;
}
