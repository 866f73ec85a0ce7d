import type { CrossProducts } from './mixed-cross-products.ts';
import { solveDense, studentBlock, type Factored, type Relative } from './mixed-deviance.ts';

/**
 * The slope of the profiled REML deviance along each relative deviation, at equations already factored. With C the coefficient matrix
 * in units of the deviations, Λ′Z′ZΛ + I bordered by the fixed columns, u its solution and e the residuals,
 * ∂ log|C| = 2 tr(C⁻¹ Λ′Z′Z ∂Λ) and ∂r² = −2 (Z′e)′ ∂Λ u. A deviation of nil has none: the deviance is even about it.
 */
export function remlGradient(products: CrossProducts, relative: Relative, factored: Factored): Relative {
  const { width, starts, students, own, slotStart, slotColumn, slotIntercept, slotSlope, observations, fixed } = products;
  const { intercept, shared, slope } = relative;
  const size = width - 1;
  // without, a student is one equation, and half the sums are nil
  const sloped = shared !== 0 || slope !== 0;
  const { solution, spread } = solveDense(products, factored);
  const perResidual = (observations - fixed) / factored.residual;
  const scale = new Float64Array(width).fill(1);
  const crossed = Array.from({ length: starts.length - 1 }, (_, f) => {
    const deviation = relative.crossed[f]!;
    scale.fill(deviation, starts[f], starts[f + 1]);
    let sum = 0;
    for (let j = starts[f]!; j < starts[f + 1]!; j++) sum += 1 - spread[j * size + j]! - perResidual * solution[j]! ** 2;
    return deviation === 0 ? 0 : (2 * sum) / deviation;
  });

  const first = new Float64Array(width);
  const second = new Float64Array(width);
  let [alongIntercept, alongShared, alongSlope] = [0, 0, 0];
  for (let s = 0; s < students; s++) {
    const { top, side, low } = studentBlock(own, s, intercept, shared, slope);
    const from = slotStart[s]!;
    const to = slotStart[s + 1]!;
    // Z′e of this student, its own effects still to be taken off; and its two equations, those of the others taken off
    let levelLeft = 0;
    let slopeLeft = 0;
    let u = 0;
    let v = 0;
    for (let at = from; at < to; at++) {
      const j = slotColumn[at]!;
      const onLevel = slotIntercept[at]! * scale[j]!;
      const onSlope = slotSlope[at]! * scale[j]!;
      const x = (intercept * onLevel + shared * onSlope) / top;
      const y = (slope * onSlope - side * x) / low;
      first[at - from] = x;
      second[at - from] = y;
      const weight = j === size ? 1 : -solution[j]!;
      levelLeft += weight * onLevel;
      slopeLeft += weight * onSlope;
      u += weight * x;
      v += weight * y;
    }
    const lowered = v / low;
    const raised = (u - side * lowered) / top;
    const [n, t, tt] = [own[s * 3]!, own[s * 3 + 1]!, own[s * 3 + 2]!];
    const level = intercept * raised;
    const rise = shared * raised + slope * lowered;
    levelLeft -= n * level + t * rise;
    slopeLeft -= t * level + tt * rise;

    // L⁻¹Λ′Z′Z, then what the dense columns' being estimated changes of it
    const p00 = (intercept * n + shared * t) / top;
    const p01 = (intercept * t + shared * tt) / top;
    const p10 = (slope * t - side * p00) / low;
    const p11 = (slope * tt - side * p01) / low;
    let [g00, g01, g10, g11] = [p00, p01, p10, p11];
    for (let a = from; a < to; a++) {
      const column = slotColumn[a]!;
      if (column === size) continue;
      let sumX = 0;
      let sumY = 0;
      for (let b = from; b < to; b++) {
        const row = slotColumn[b]!;
        if (row === size) continue;
        const between = spread[column * size + row]!;
        sumX += between * first[b - from]!;
        if (sloped) sumY += between * second[b - from]!;
      }
      const x = first[a - from]!;
      const y = second[a - from]!;
      const onLevel = x * p00 + y * p10 - slotIntercept[a]! * scale[column]!;
      g00 += sumX * onLevel;
      if (!sloped) continue;
      const onSlope = x * p01 + y * p11 - slotSlope[a]! * scale[column]!;
      g01 += sumX * onSlope;
      g10 += sumY * onLevel;
      g11 += sumY * onSlope;
    }
    const below1 = g11 / low;
    alongIntercept += (g00 - (side * g10) / low) / top - perResidual * levelLeft * raised;
    alongShared += (g01 - side * below1) / top - perResidual * slopeLeft * raised;
    alongSlope += below1 - perResidual * slopeLeft * lowered;
  }
  return { intercept: 2 * alongIntercept, shared: 2 * alongShared, slope: 2 * alongSlope, crossed };
}
