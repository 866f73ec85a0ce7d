import type { CrossProducts } from './mixed-cross-products.ts';
import { solveDense, studentBlock, type Factored, type Relative } from './mixed-deviance.ts';

/** Best linear unbiased predictions, and the standard error of each as a prediction of the true effect. */
export interface Predicted {
  effect: Float64Array;
  se: Float64Array;
}

export interface StudentEffects {
  intercept: Predicted;
  /** All zero where the model has no slope. */
  slope: Predicted;
}

/**
 * Estimates and predictions at the variances found. Errors are those of Henderson's equations, σ² times the inverse of the whole
 * coefficient matrix: unlike lme4's conditional ones they count that the fixed effects are estimated too.
 * Source: Henderson 1975; Searle, Casella & McCulloch 1992, chapter 7.
 */
export function effects(products: CrossProducts, relative: Relative, factored: Factored) {
  const { groups, fixed, width, starts, students, own, slotStart, slotColumn, slotIntercept, slotSlope, observations } = products;
  const variance = factored.residual / (observations - fixed);
  const size = width - 1;
  const { solution, spread } = solveDense(products, factored);

  const scale = new Float64Array(width).fill(1);
  const crossed = Array.from({ length: starts.length - 1 }, (_, f): Predicted => {
    const times = relative.crossed[f]!;
    scale.fill(times, starts[f], starts[f + 1]);
    const here = Array.from({ length: starts[f + 1]! - starts[f]! }, (_, g) => starts[f]! + g);
    return {
      effect: Float64Array.from(here, (j) => times * solution[j]!),
      se: Float64Array.from(here, (j) => Math.abs(times) * Math.sqrt(variance * spread[j * size + j]!)),
    };
  });

  const predicted = (): Predicted => ({ effect: new Float64Array(students), se: new Float64Array(students) });
  const student: StudentEffects = { intercept: predicted(), slope: predicted() };
  const { intercept, shared, slope } = relative;
  const first = new Float64Array(width);
  const second = new Float64Array(width);
  for (let s = 0; s < students; s++) {
    const { top, side, low } = studentBlock(own, s, intercept, shared, slope);
    const [from, to] = [slotStart[s]!, slotStart[s + 1]!];
    let [u, v] = [0, 0];
    for (let at = from; at < to; at++) {
      const j = slotColumn[at]!;
      const x = ((intercept * slotIntercept[at]! + shared * slotSlope[at]!) * scale[j]!) / top;
      const y = (slope * slotSlope[at]! * scale[j]! - side * x) / low;
      first[at - from] = x;
      second[at - from] = y;
      const weight = j === size ? 1 : -solution[j]!;
      u += weight * x;
      v += weight * y;
    }
    // the spread that comes from the dense columns being estimated, seen from this student's two equations
    let [xx, xy, yy] = [0, 0, 0];
    for (let a = from; a < to; a++) {
      const column = slotColumn[a]!;
      if (column === size) continue;
      let [sumX, sumY] = [0, 0];
      for (let b = from; b < to; b++) {
        const row = slotColumn[b]!;
        if (row === size) continue;
        const between = spread[column * size + row]!;
        sumX += between * first[b - from]!;
        sumY += between * second[b - from]!;
      }
      xx += sumX * first[a - from]!;
      xy += sumX * second[a - from]!;
      yy += sumY * second[a - from]!;
    }
    const lowered = v / low;
    const raised = (u - side * lowered) / top;
    student.intercept.effect[s] = intercept * raised;
    student.slope.effect[s] = shared * raised + slope * lowered;
    const within = invertedBlock(top, side, low, 1 + xx, xy, 1 + yy);
    student.intercept.se[s] = Math.abs(intercept) * Math.sqrt(variance * within.aa);
    student.slope.se[s] = Math.sqrt(
      Math.max(0, variance * (shared * shared * within.aa + 2 * shared * slope * within.ab + slope * slope * within.bb)),
    );
  }
  const fixedAt = Array.from({ length: fixed }, (_, j) => groups + j);
  return {
    variance,
    coefficients: fixedAt.map((j) => solution[j]!),
    covariance: fixedAt.flatMap((j) => fixedAt.map((i) => variance * spread[j * size + i]!)),
    crossed,
    student,
  };
}

/** L⁻ᵀ M L⁻¹ of 2 × 2, L = [top 0; side low]. */
function invertedBlock(top: number, side: number, low: number, xx: number, xy: number, yy: number) {
  // rows of L⁻ᵀ
  const [a1, a2] = [1 / top, -side / (top * low)];
  const b2 = 1 / low;
  return {
    aa: a1 * a1 * xx + 2 * a1 * a2 * xy + a2 * a2 * yy,
    ab: a1 * b2 * xy + a2 * b2 * yy,
    bb: b2 * b2 * yy,
  };
}
