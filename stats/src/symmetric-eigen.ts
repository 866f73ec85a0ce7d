/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric n × n matrix (both triangles given; left as it is): the vectors are
 * columns, element (row, column) at column · n + row. For the few columns of a regression.
 * Source: Jacobi's method, Golub & Van Loan, Matrix Computations, 8.5.
 */
export function symmetricEigen(matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  const size = Math.sqrt(a.reduce((sum, value) => sum + value * value, 0));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let j = 0; j < n; j++) for (let i = 0; i < j; i++) off += a[j * n + i]! ** 2;
    if (Math.sqrt(off) <= 1e-16 * size) break;
    for (let q = 1; q < n; q++) for (let p = 0; p < q; p++) rotate(a, vectors, n, p, q);
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors };
}

function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const between = a[q * n + p]!;
  if (between === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * between);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const x = a[p * n + k]!;
    const y = a[q * n + k]!;
    a[p * n + k] = c * x - s * y;
    a[q * n + k] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const x = a[k * n + p]!;
    const y = a[k * n + q]!;
    a[k * n + p] = c * x - s * y;
    a[k * n + q] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const x = vectors[p * n + k]!;
    const y = vectors[q * n + k]!;
    vectors[p * n + k] = c * x - s * y;
    vectors[q * n + k] = s * x + c * y;
  }
}

/** V f(Λ) Vᵀ: a function of a symmetric matrix, such as its inverse square root. */
export function symmetricFunction(matrix: Float64Array, n: number, f: (value: number) => number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n);
  const mapped = values.map(f);
  const result = new Float64Array(n * n);
  for (let k = 0; k < n; k++)
    for (let j = 0; j < n; j++) {
      const factor = mapped[k]! * vectors[k * n + j]!;
      for (let i = 0; i < n; i++) result[j * n + i]! += factor * vectors[k * n + i]!;
    }
  return result;
}
