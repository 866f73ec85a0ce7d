import type { CrossProducts } from './mixed-cross-products.ts';

/**
 * Where the search for the relative deviations begins: of students and of each crossed grouping, what an analysis of variance of that
 * grouping alone says (Searle, Casella & McCulloch 1992, section 3.6); a slope half as large in a typical distance along it.
 */
export function startingDeviations(products: CrossProducts, hasSlope: boolean): Float64Array {
  const { dense, width, starts, own, slotStart, slotColumn, slotIntercept, students } = products;
  const score = width - 1;
  const ofStudents = deviation(
    products,
    students,
    (s) => own[s * 3]!,
    (s) => {
      // the scores are a student's last column
      const last = slotStart[s + 1]! - 1;
      return last >= slotStart[s]! && slotColumn[last] === score ? slotIntercept[last]! : 0;
    },
  );
  const ofGroupings = Array.from({ length: starts.length - 1 }, (_, f) => {
    const first = starts[f]!;
    return deviation(
      products,
      starts[f + 1]! - first,
      (g) => dense[(first + g) * (width + 1)]!,
      (g) => dense[(first + g) * width + score]!,
    );
  });
  return Float64Array.from([ofStudents, ...(hasSlope ? [0, (0.5 * ofStudents) / slopeUnit(products)] : []), ...ofGroupings]);
}

/** Between the groups, relative to within them; from a tenth to ten, so that the search does not begin where the deviance is level. */
function deviation(
  { dense, width, groups }: CrossProducts,
  count: number,
  weightOf: (group: number) => number,
  sumOf: (group: number) => number,
): number {
  const score = width - 1;
  const n = dense[groups * (width + 1)]!;
  const mean = dense[groups * width + score]! / n;
  let [between, squares] = [0, 0];
  for (let group = 0; group < count; group++) {
    const weight = weightOf(group);
    if (weight > 0) between += weight * (sumOf(group) / weight - mean) ** 2;
    squares += weight * weight;
  }
  const within = Math.max(0, dense[score * (width + 1)]! - n * mean * mean - between) / Math.max(1, n - count);
  const ratio = (between / (count - 1) / within - 1) / ((n - squares / n) / (count - 1));
  return Math.sqrt(Math.min(Math.max(ratio || 0, 0.01), 100));
}

/** A typical distance along the slope, so that the search begins in its units. */
function slopeUnit({ own, students }: CrossProducts): number {
  let [n, squares] = [0, 0];
  for (let s = 0; s < students; s++) {
    n += own[s * 3]!;
    squares += own[s * 3 + 2]!;
  }
  return Math.sqrt(squares / n);
}

/** The square roots of the second differences of `f`, which is `here` at the start, along each parameter, as the Cholesky factor of a diagonal. */
export function curvatureFactor(f: (x: Float64Array) => number, start: Float64Array, here: number): Float64Array {
  const size = start.length;
  const factor = new Float64Array(size * size);
  start.forEach((value, i) => {
    const by = 0.02 * Math.max(Math.abs(value), 0.1);
    const moved = start.slice();
    moved[i] = value + by;
    const up = f(moved);
    moved[i] = value - by;
    factor[i * (size + 1)] = Math.sqrt(Math.max(Math.abs((up + f(moved) - 2 * here) / (by * by)), 1));
  });
  return factor;
}
