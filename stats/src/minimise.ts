import { solve } from './linear-algebra.ts';

/** The value at `x`; Infinity where there is none. Where `gradient` is given, fills it. */
export type Objective = (x: Float64Array, gradient: Float64Array | null) => number;

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
  objective: Objective,
  start: ArrayLike<number>,
  options: {
    tolerance: number;
    maxIterations?: number;
    /** Curvature at the start, one for each parameter, or the lower Cholesky factor of the Hessian there. */
    curvature?: ArrayLike<number>;
    hessianFactor?: Float64Array;
    onIteration?: (iteration: number, value: number, left: number) => void;
  },
): Minimum {
  const size = start.length;
  let x: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(size);
  let value = objective(x, gradient);
  let inverseHessian = startingInverse(size, options);
  let fresh = true;
  let left = Infinity;
  for (let iterations = 1; iterations <= (options.maxIterations ?? 200); iterations++) {
    const step = times(inverseHessian, gradient, size).map((entry) => -entry);
    left = -dot(step, gradient);
    const tolerance = Math.max(options.tolerance, 4e-16 * Math.abs(value));
    options.onIteration?.(iterations, value, left);
    if (left < tolerance && left >= 0) return { x, value, left, iterations, converged: true };
    let next: Float64Array | null = null;
    let nextValue = Infinity;
    if (left > 0) {
      for (let length = 1; length > 1e-9; length /= 2.5) {
        const candidate = x.map((entry, i) => entry + length * step[i]!);
        nextValue = objective(candidate, null);
        if (nextValue <= value - 1e-4 * length * left) {
          next = candidate;
          break;
        }
      }
    }
    if (!next) {
      // the curvature gathered so far may be at fault: once more without it
      if (fresh) return { x, value, left, iterations, converged: Math.abs(left) < 1e-5 };
      inverseHessian = startingInverse(size, options);
      fresh = true;
      continue;
    }
    const nextGradient = new Float64Array(size);
    nextValue = objective(next, nextGradient);
    const moved = next.map((entry, i) => entry - x[i]!);
    const bent = nextGradient.map((entry, i) => entry - gradient[i]!);
    update(inverseHessian, moved, bent, size);
    fresh = false;
    x = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return { x, value, left, iterations: options.maxIterations ?? 200, converged: false };
}

/** Fills `gradient` by central differences of a smooth `f`. */
export function centralDifferences(f: (x: Float64Array) => number, x: Float64Array, gradient: Float64Array, width = 1e-4): void {
  const moved = x.slice();
  for (let i = 0; i < x.length; i++) {
    const by = width * Math.max(1, Math.abs(x[i]!));
    moved[i] = x[i]! + by;
    const up = f(moved);
    moved[i] = x[i]! - by;
    gradient[i] = (up - f(moved)) / (2 * by);
    moved[i] = x[i]!;
  }
}

function startingInverse(
  size: number,
  { curvature, hessianFactor }: { curvature?: ArrayLike<number>; hessianFactor?: Float64Array },
): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const column = inverse.subarray(j * size, (j + 1) * size);
    column[j] = curvature ? 1 / curvature[j]! : 1;
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
