import { cholesky, solve as solveBoth } from './linear-algebra.ts';
import type { CrossProducts } from './mixed-cross-products.ts';
import type { Factored } from './mixed-deviance.ts';

/**
 * What not knowing the variances adds to the covariance of the coefficients: J (½H)⁻¹ Jᵀ, J how the coefficients move with the
 * relative deviations and H the Hessian of their deviance. With it the errors are those of the observed information. The usual
 * ones (lme4's among them) take estimates of coefficients and of variances for independent, which is so when nobody is missing, and
 * is not when who is missing depends on scores: their intervals then hold the truth too seldom. Full, column-major; null where the
 * deviance is too flat to say. Source: Kenward & Molenberghs 1998, Statistical Science 13(3).
 */
export function unknownVariances(
  products: CrossProducts,
  at: (theta: Float64Array) => Factored | null,
  theta: Float64Array,
  deviance: number,
): Float64Array | null {
  const { fixed } = products;
  // a deviation of nil is held: the deviance is even about it, and the coefficients do not move
  const free = Array.from(theta.keys()).filter((i) => Math.abs(theta[i]!) > 1e-3);
  const size = free.length;
  const step = free.map((i) => 0.01 * Math.max(Math.abs(theta[i]!), 0.05));
  const look = (moves: readonly (readonly [number, number])[]) => {
    const moved = theta.slice();
    for (const [a, sign] of moves) moved[free[a]!]! += sign * step[a]!;
    return at(moved);
  };
  const jacobian: Float64Array[] = [];
  const both: number[] = [];
  for (let a = 0; a < size; a++) {
    const up = look([[a, 1]]);
    if (!up) return null;
    const above = coefficients(products, up);
    const upDeviance = up.deviance;
    const down = look([[a, -1]]);
    if (!down) return null;
    const below = coefficients(products, down);
    jacobian.push(above.map((value, j) => (value - below[j]!) / (2 * step[a]!)));
    both.push(upDeviance + down.deviance);
  }
  const information = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    information[a * size + a] = (both[a]! - 2 * deviance) / (2 * step[a]! ** 2);
    for (let b = a + 1; b < size; b++) {
      const up = look([
        [a, 1],
        [b, 1],
      ])?.deviance;
      const down = look([
        [a, -1],
        [b, -1],
      ])?.deviance;
      if (up === undefined || down === undefined) return null;
      information[a * size + b] = (up + down - both[a]! - both[b]! + 2 * deviance) / (4 * step[a]! * step[b]!);
    }
  }
  if (!cholesky(information, size)) return null;
  const added = new Float64Array(fixed * fixed);
  for (let i = 0; i < fixed; i++) {
    const column = Float64Array.from(jacobian, (row) => row[i]!);
    solveBoth(information, size, column);
    for (let j = 0; j < fixed; j++) added[i * fixed + j] = column.reduce((sum, value, a) => sum + value * jacobian[a]![j]!, 0);
  }
  return added;
}

/** The coefficients, from the last rows of the factored equations. */
function coefficients({ groups, fixed, width }: CrossProducts, { factor }: Factored): Float64Array {
  const result = new Float64Array(fixed);
  for (let j = fixed - 1; j >= 0; j--) {
    const column = (groups + j) * width;
    let value = factor[column + width - 1]!;
    for (let i = j + 1; i < fixed; i++) value -= factor[column + groups + i]! * result[i]!;
    result[j] = value / factor[column + groups + j]!;
  }
  return result;
}
