import { cholesky, inverse } from './linear-algebra.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

export interface Collinearity {
  /** Variance inflation, in the order of the columns; Infinity where a column follows from the others. */
  vif: number[];
  /** Largest ÷ smallest singular value of the columns around their means, each scaled to length one. */
  condition: number;
  /** Correlations of the columns, row by row. */
  correlations: number[][];
  /** Columns of which more than half the variance hangs on the direction hardest to tell. */
  entangled: number[];
}

/**
 * How far can columns be told apart? Variance inflation 1/(1 − R²), the condition number, and which columns share the direction
 * that is hardest to tell.
 *
 * @param rows one a student, a value for each column; each column must vary
 * Source: Belsley, Kuh & Welsch 1980, Regression Diagnostics, ch. 3 (there with the constant as a column).
 */
export function collinearity(rows: readonly (readonly number[])[]): Collinearity {
  const width = rows[0]?.length ?? 0;
  const means = Array.from({ length: width }, (_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length);
  return collinearityOf(products(rows.map((row) => row.map((value, at) => value - means[at]!))), width);
}

/**
 * The same from sums alone.
 * @param covariance of the columns, or any multiple of it: width × width
 */
export function collinearityOf(covariance: Float64Array, width: number): Collinearity {
  const correlation = scaled(covariance, width);
  const factor = correlation.slice();
  const told = cholesky(factor, width);
  const inverted = told ? inverse(factor, width) : null;

  // around their means: where the constant lies says nothing of how far the columns can be told from each other
  const { values, vectors } = symmetricEigen(correlation, width);
  const least = values.indexOf(Math.min(...values));
  // the share of a column's variance that comes from one direction: v²/λ of it, out of all directions
  const share = (column: number) => {
    const parts = Array.from(values, (value, k) => vectors[k * width + column]! ** 2 / Math.max(value, 1e-300));
    return parts[least]! / parts.reduce((sum, part) => sum + part, 0);
  };
  return {
    vif: Array.from({ length: width }, (_, at) => (inverted ? inverted[at * width + at]! : Infinity)),
    condition: Math.sqrt(Math.max(...values) / Math.max(values[least]!, 0)),
    correlations: Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_unused, j) => correlation[j * width + i]!)),
    entangled: Array.from({ length: width }, (_, at) => at).filter((at) => share(at) > 0.5),
  };
}

function products(rows: readonly (readonly number[])[]): Float64Array {
  const width = rows[0]?.length ?? 0;
  const result = new Float64Array(width * width);
  for (const row of rows) for (let j = 0; j < width; j++) for (let i = 0; i < width; i++) result[j * width + i]! += row[i]! * row[j]!;
  return result;
}

function scaled(matrix: Float64Array, n: number): Float64Array {
  const lengths = Array.from({ length: n }, (_, i) => Math.sqrt(matrix[i * n + i]!));
  return matrix.map((value, at) => value / (lengths[at % n]! * lengths[Math.floor(at / n)]!));
}
