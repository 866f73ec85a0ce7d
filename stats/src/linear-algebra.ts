/*
 * Dense symmetric matrices, column-major: element (row, column) of an n × n matrix is at column · n + row. Only the lower triangle
 * is read and written. Written for the sizes met here (a few to about two thousand columns): every inner loop runs down a column.
 */

/**
 * Replaces the lower triangle of `a` (n × n, positive definite) by its Cholesky factor L, A = L Lᵀ.
 * False, with `a` left half done, when a pivot is not positive beyond rounding: the matrix is singular or indefinite.
 */
export function cholesky(a: Float64Array, n: number): boolean {
  const diagonal = new Float64Array(n);
  for (let j = 0; j < n; j++) diagonal[j] = a[j * n + j]!;
  for (let j = 0; j < n; j++) {
    const column = j * n;
    let k = 0;
    // four columns at a time: the one being made is then read and written a quarter as often
    for (; k + 3 < j; k += 4) {
      const [w, x, y, z] = [k * n, (k + 1) * n, (k + 2) * n, (k + 3) * n];
      const [p, q, r, s] = [a[w + j]!, a[x + j]!, a[y + j]!, a[z + j]!];
      for (let i = j; i < n; i++) a[column + i]! -= p * a[w + i]! + q * a[x + i]! + r * a[y + i]! + s * a[z + i]!;
    }
    for (; k < j; k++) {
      const other = k * n;
      const factor = a[other + j]!;
      for (let i = j; i < n; i++) a[column + i]! -= factor * a[other + i]!;
    }
    const pivot = a[column + j]!;
    // what is left of a column that the ones before it already say is rounding, of either sign
    if (!(pivot > 1e-13 * diagonal[j]!)) return false;
    const root = Math.sqrt(pivot);
    a[column + j] = root;
    for (let i = j + 1; i < n; i++) a[column + i]! /= root;
  }
  return true;
}

/** Solves L x = b in place, L the factor `cholesky` left. */
export function solveLower(l: Float64Array, n: number, b: Float64Array): void {
  for (let j = 0; j < n; j++) {
    const value = b[j]! / l[j * n + j]!;
    b[j] = value;
    if (value === 0) continue;
    for (let i = j + 1; i < n; i++) b[i]! -= value * l[j * n + i]!;
  }
}

/** Solves Lᵀ x = b in place. */
export function solveUpper(l: Float64Array, n: number, b: Float64Array): void {
  for (let j = n - 1; j >= 0; j--) {
    let value = b[j]!;
    for (let i = j + 1; i < n; i++) value -= l[j * n + i]! * b[i]!;
    b[j] = value / l[j * n + j]!;
  }
}

/** Solves A x = b in place, given A's Cholesky factor. */
export function solve(l: Float64Array, n: number, b: Float64Array): void {
  solveLower(l, n, b);
  solveUpper(l, n, b);
}

/** log |A| from its Cholesky factor. */
export function logDeterminant(l: Float64Array, n: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += Math.log(l[j * n + j]!);
  return 2 * sum;
}

/** A⁻¹, both triangles, from A's Cholesky factor. */
export function inverse(l: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  // the columns of L⁻¹ one below the other, zero above the diagonal: (L⁻¹)ᵀ L⁻¹ needs only what follows the later column
  const lower = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const column = lower.subarray(j * n, j * n + n);
    column[j] = 1;
    for (let k = j; k < n; k++) {
      const value = column[k]! / l[k * n + k]!;
      column[k] = value;
      if (value === 0) continue;
      for (let i = k + 1; i < n; i++) column[i]! -= value * l[k * n + i]!;
    }
  }
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += lower[i * n + k]! * lower[j * n + k]!;
      result[j * n + i] = sum;
      result[i * n + j] = sum;
    }
  }
  return result;
}

/** vᵀ A v for a full n × n matrix A: the variance of a linear combination. */
export function quadraticForm(a: Float64Array, n: number, v: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < n; j++) {
    if (v[j] === 0) continue;
    let inner = 0;
    for (let i = 0; i < n; i++) inner += a[j * n + i]! * v[i]!;
    sum += inner * v[j]!;
  }
  return sum;
}

/** A B A for full symmetric n × n matrices: the bread and the meat of a sandwich variance. */
export function sandwich(bread: Float64Array, meat: Float64Array, n: number): Float64Array {
  return product(product(bread, meat, n), bread, n);
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < n; k++) {
      const factor = b[j * n + k]!;
      for (let i = 0; i < n; i++) result[j * n + i]! += a[k * n + i]! * factor;
    }
  }
  return result;
}
