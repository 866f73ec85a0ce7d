import { cholesky, inverse, solveUpper } from './linear-algebra.ts';
import type { CrossProducts } from './mixed-cross-products.ts';

/** Relative standard deviations: of the student (a 2 × 2 lower triangle: intercept, the part of the slope that goes with it, the rest), then of each grouping. */
export interface Relative {
  intercept: number;
  shared: number;
  slope: number;
  crossed: ArrayLike<number>;
}

/** The factored equations of one set of relative standard deviations. */
export interface Factored {
  deviance: number;
  /** Lower factor of the dense columns once students are eliminated; its last row belongs to the scores. */
  factor: Float64Array;
  /** Penalised residual sum of squares. */
  residual: number;
}

/**
 * The profiled REML deviance log|L_θ|² + log|R_X|² + (n − p)[1 + log(2πr²/(n − p))] as a function of relative standard deviations.
 * Students are eliminated first: each is a 2 × 2 block that meets only the groups they were scored by. What is left is dense.
 * Null from the function it gives where the equations are singular. Source: Bates, Mächler, Bolker & Walker 2015, section 3.
 */
export function remlDeviance(products: CrossProducts): (relative: Relative) => Factored | null {
  const { groups, fixed, width, starts, dense, students, observations, weightTerm } = products;
  const { own, slotStart, slotColumn, slotIntercept, slotSlope } = products;
  const scale = new Float64Array(width).fill(1);
  const factor = new Float64Array(width * width);
  const freedom = observations - fixed;
  const column = new Int32Array(width);
  const first = new Float64Array(width);
  const second = new Float64Array(width);
  return ({ intercept, shared, slope, crossed }) => {
    for (let f = 0; f < crossed.length; f++) scale.fill(crossed[f]!, starts[f], starts[f + 1]);
    for (let j = 0; j < width; j++) {
      for (let i = j; i < width; i++) factor[j * width + i] = dense[j * width + i]! * scale[i]! * scale[j]!;
      if (j < groups) factor[j * width + j]! += 1;
    }
    let logDeterminant = 0;
    const sloped = shared !== 0 || slope !== 0;
    for (let s = 0; s < students; s++) {
      const { top, side, low } = studentBlock(own, s, intercept, shared, slope);
      logDeterminant += 2 * Math.log(top * low);
      const from = slotStart[s]!;
      const met = slotStart[s + 1]! - from;
      for (let a = 0; a < met; a++) {
        const here = slotColumn[from + a]!;
        const x = ((intercept * slotIntercept[from + a]! + shared * slotSlope[from + a]!) * scale[here]!) / top;
        column[a] = here;
        first[a] = x;
        if (sloped) second[a] = (slope * slotSlope[from + a]! * scale[here]! - side * x) / low;
      }
      for (let a = 0; a < met; a++) {
        const into = column[a]! * width;
        const x = first[a]!;
        if (sloped) {
          const y = second[a]!;
          for (let b = a; b < met; b++) factor[into + column[b]!]! -= x * first[b]! + y * second[b]!;
        } else for (let b = a; b < met; b++) factor[into + column[b]!]! -= x * first[b]!;
      }
    }
    if (!cholesky(factor, width)) return null;
    for (let j = 0; j < groups + fixed; j++) logDeterminant += 2 * Math.log(factor[j * width + j]!);
    const residual = factor[width * width - 1]! ** 2;
    const deviance = logDeterminant + weightTerm + freedom * (1 + Math.log((2 * Math.PI * residual) / freedom));
    return { deviance, factor, residual };
  };
}

/** The Cholesky factor of Λ′Z′ZΛ + I of one student. */
export function studentBlock(own: Float64Array, s: number, intercept: number, shared: number, slope: number) {
  const [n, t, tt] = [own[s * 3]!, own[s * 3 + 1]!, own[s * 3 + 2]!];
  const top = Math.sqrt(intercept * intercept * n + 2 * intercept * shared * t + shared * shared * tt + 1);
  const side = (slope * (intercept * t + shared * tt)) / top;
  const low = Math.sqrt(slope * slope * tt + 1 - side * side);
  return { top, side, low };
}

/** Estimates of the dense columns in units of their relative deviations, and the inverse of their equations: full. */
export function solveDense({ width }: CrossProducts, { factor }: Factored): { solution: Float64Array; spread: Float64Array } {
  const size = width - 1;
  const solution = new Float64Array(size);
  const leading = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    solution[j] = factor[j * width + size]!;
    leading.set(factor.subarray(j * width + j, j * width + size), j * size + j);
  }
  solveUpper(leading, size, solution);
  return { solution, spread: inverse(leading, size) };
}
