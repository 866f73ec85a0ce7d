import { solve } from './linear-algebra.ts';

/** A value, Infinity where there is none, and its slope there: asked for, if at all, before anything else is evaluated. */
export interface Evaluated {
  value: number;
  slope: () => Float64Array;
}

export interface Minimum {
  x: Float64Array;
  value: number;
  /** What another step was expected to gain. */
  left: number;
  iterations: number;
  converged: boolean;
}

/**
 * A minimum by BFGS with backtracking: each step is expected to gain `left`, and it ends when that is below `tolerance` (or below
 * what the value's digits can show). Source: Nocedal & Wright 2006, Numerical Optimization, algorithm 6.1.
 */
export function minimise(
  objective: (x: Float64Array) => Evaluated,
  start: ArrayLike<number>,
  options: {
    tolerance: number;
    maxIterations?: number;
    /**
     * The lower Cholesky factor of the Hessian, or of what is like it: where the search begins, and again at each step for as long as
     * a step is expected to gain more than `far`; called right after the slope there. From there on the curvature is gathered from the
     * slopes alone. Undefined: nothing is known of it.
     */
    hessianFactor?: (x: Float64Array, slope: Float64Array, value: number) => Float64Array | undefined;
    far?: number;
    onIteration?: (iteration: number, value: number, left: number) => void;
  },
): Minimum {
  const size = start.length;
  const { far = Infinity } = options;
  let x: Float64Array = Float64Array.from(start);
  let here = objective(x);
  if (!Number.isFinite(here.value)) return { x, value: here.value, left: Infinity, iterations: 0, converged: false };
  let gradient = here.slope();
  let { value } = here;
  let inverseHessian = startingInverse(size, options.hessianFactor?.(x, gradient, value));
  let fresh = true;
  let left = Infinity;
  for (let iterations = 1; iterations <= (options.maxIterations ?? 200); iterations++) {
    const step = times(inverseHessian, gradient, size).map((entry) => -entry);
    left = -dot(step, gradient);
    const tolerance = Math.max(options.tolerance, 4e-16 * Math.abs(value));
    options.onIteration?.(iterations, value, left);
    if (left < tolerance && left >= 0) return { x, value, left, iterations, converged: true };
    let next: Float64Array | null = null;
    if (left > 0) {
      for (let length = 1; length > 1e-9; length /= 2.5) {
        const candidate = x.map((entry, i) => entry + length * step[i]!);
        here = objective(candidate);
        // what the last digits of the value cannot show, the slope there will
        if (here.value <= value - 1e-4 * length * left + 1e-12 * Math.abs(value)) {
          next = candidate;
          break;
        }
      }
    }
    if (!next) {
      // the curvature gathered so far may be at fault: once more without it
      if (fresh) return { x, value, left, iterations, converged: Math.abs(left) < 1e-5 };
      gradient = objective(x).slope();
      inverseHessian = startingInverse(size, options.hessianFactor?.(x, gradient, value));
      fresh = true;
      continue;
    }
    const nextGradient = here.slope();
    fresh = left > far;
    if (fresh) inverseHessian = startingInverse(size, options.hessianFactor?.(next, nextGradient, here.value));
    else {
      const moved = next.map((entry, i) => entry - x[i]!);
      const bent = nextGradient.map((entry, i) => entry - gradient[i]!);
      update(inverseHessian, moved, bent, size);
    }
    x = next;
    gradient = nextGradient;
    ({ value } = here);
  }
  return { x, value, left, iterations: options.maxIterations ?? 200, converged: false };
}

function startingInverse(size: number, hessianFactor: Float64Array | undefined): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const column = inverse.subarray(j * size, (j + 1) * size);
    column[j] = 1;
    if (hessianFactor) solve(hessianFactor, size, column);
  }
  return inverse;
}

/** BFGS: the inverse Hessian made to agree with the last step. Skipped when the step shows no positive curvature. */
function update(inverse: Float64Array, moved: Float64Array, bent: Float64Array, size: number): void {
  const curvature = dot(moved, bent);
  if (!(curvature > 1e-14 * Math.sqrt(dot(moved, moved) * dot(bent, bent)))) return;
  const turned = times(inverse, bent, size);
  const scale = (1 + dot(bent, turned) / curvature) / curvature;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      inverse[j * size + i]! += scale * moved[i]! * moved[j]! - (turned[i]! * moved[j]! + moved[i]! * turned[j]!) / curvature;
    }
  }
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

function times(matrix: Float64Array, v: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size);
  for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) result[i]! += matrix[j * size + i]! * v[j]!;
  return result;
}
