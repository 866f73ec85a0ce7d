import { cholesky } from './linear-algebra.ts';
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
  const { groups, fixed, width, starts, dense, own, slotStart, slotColumn, students, observations, weightTerm } = products;
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
    for (let s = 0; s < students; s++) {
      const block = studentBlock(own, s, intercept, shared, slope);
      logDeterminant += 2 * Math.log(block.top * block.low);
      let met = 0;
      for (let at = slotStart[s]!; at < slotStart[s + 1]!; at++) {
        const here = slotColumn[at]!;
        const up = (intercept * products.slotIntercept[at]! + shared * products.slotSlope[at]!) * scale[here]!;
        const down = slope * products.slotSlope[at]! * scale[here]!;
        column[met] = here;
        first[met] = up / block.top;
        second[met] = (down - block.side * first[met]!) / block.low;
        met += 1;
      }
      for (let a = 0; a < met; a++) {
        const from = column[a]! * width;
        const [x, y] = [first[a]!, second[a]!];
        for (let b = a; b < met; b++) factor[from + column[b]!]! -= x * first[b]! + y * second[b]!;
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
