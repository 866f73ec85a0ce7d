import type { ClusterProducts } from './cluster-products.ts';
import { cholesky, inverse, solve } from './linear-algebra.ts';
import { LevelProbabilities } from './cumulative-likelihood.ts';
import type { OrdinalTable, StudentCounts } from './ordinal-table.ts';

/** Parameters are the K − 1 thresholds, then the coefficients. */
export interface CumulativeMaximum {
  parameters: Float64Array;
  logLikelihood: number;
  /** Inverse of the observed information, full, column-major. */
  covariance: Float64Array;
  iterations: number;
}

/**
 * The maximum of the cumulative-logit likelihood by Newton's method with step-halving; the likelihood is concave, so that what
 * is found is the maximum. 'collinear' when the information is singular, 'no-maximum' when the steps do not come to rest.
 */
export function maximiseCumulative(table: OrdinalTable): CumulativeMaximum | 'collinear' | 'no-maximum' {
  const levels = table.counts[0]!.length;
  const size = levels - 1 + table.covariates.length;
  const probabilities = new LevelProbabilities(levels);
  let parameters = new Float64Array(size);
  startingThresholds(table, levels).forEach((value, k) => (parameters[k] = value));
  let here = derivatives(table, probabilities, parameters);
  for (let iterations = 1; iterations <= 60; iterations++) {
    const factor = here.information.slice();
    if (!cholesky(factor, size)) return iterations === 1 ? 'collinear' : 'no-maximum';
    const step = here.score.slice();
    solve(factor, size, step);
    // the square of the distance still to go, in standard errors
    const decrement = step.reduce((sum, value, i) => sum + value * here.score[i]!, 0);
    if (decrement < 1e-17 * Math.max(1, Math.abs(here.logLikelihood))) {
      return { parameters, logLikelihood: here.logLikelihood, covariance: inverse(factor, size), iterations };
    }
    let found = false;
    for (let half = 1; half > 1e-8 && !found; half /= 2) {
      const next = parameters.map((value, i) => value + half * step[i]!);
      if (!probabilities.setThresholds(next)) continue;
      const there = derivatives(table, probabilities, next);
      if (there.logLikelihood > here.logLikelihood || (decrement < 1e-10 && there.logLikelihood > here.logLikelihood - 1e-8)) {
        parameters = next;
        here = there;
        found = true;
      }
    }
    if (!found) return 'no-maximum';
  }
  return 'no-maximum';
}

/** Log odds of being at or below each level, whoever it is. */
function startingThresholds(table: OrdinalTable, levels: number): number[] {
  const totals = Array.from({ length: levels }, (_, k) => table.counts.reduce((sum, counts) => sum + counts[k]!, 0));
  const all = totals.reduce((sum, n) => sum + n, 0);
  let below = 0;
  return totals.slice(0, -1).map((n) => {
    below += n;
    return Math.log(below / (all - below));
  });
}

function derivatives(table: OrdinalTable, probabilities: LevelProbabilities, parameters: Float64Array) {
  const { levels, density, slope, below } = probabilities;
  const first = levels - 1;
  const size = parameters.length;
  const score = new Float64Array(size);
  const information = new Float64Array(size * size);
  let logLikelihood = 0;
  probabilities.setThresholds(parameters);
  // of one row: how the slope in η changes with each threshold, for the block between thresholds and coefficients
  const mixed = new Float64Array(first);
  table.counts.forEach((counts, row) => {
    const x = table.x[row]!;
    probabilities.at(linear(x, parameters, first));
    mixed.fill(0);
    let etaScore = 0;
    let etaInformation = 0;
    for (let level = 1; level <= levels; level++) {
      const n = counts[level - 1]!;
      if (n === 0) continue;
      const share = probabilities.share(level);
      logLikelihood += n * Math.log(share);
      const upper = density[level]! / share;
      const lower = density[level - 1]! / share;
      etaScore += n * (below[level]! + below[level - 1]! - 1);
      etaInformation += n * (density[level]! + density[level - 1]!);
      if (level < levels) {
        const k = level - 1;
        score[k]! += n * upper;
        mixed[k]! -= n * density[level]!;
        information[k * size + k]! -= n * (slope[level]! / share - upper * upper);
        if (level > 1) information[(k - 1) * size + k]! -= n * upper * lower;
      }
      if (level > 1) {
        const k = level - 2;
        score[k]! -= n * lower;
        mixed[k]! -= n * density[level - 1]!;
        information[k * size + k]! += n * (slope[level - 1]! / share + lower * lower);
      }
    }
    for (let j = 0; j < x.length; j++) {
      score[first + j]! += etaScore * x[j]!;
      for (let k = 0; k < first; k++) information[k * size + first + j]! += mixed[k]! * x[j]!;
      for (let i = j; i < x.length; i++) information[(first + j) * size + first + i]! += etaInformation * x[i]! * x[j]!;
    }
  });
  return { logLikelihood, score, information };
}

const linear = (x: readonly number[], parameters: Float64Array, first: number): number => {
  let eta = 0;
  for (let j = 0; j < x.length; j++) eta += x[j]! * parameters[first + j]!;
  return eta;
};

/** Σ over students of the outer product of their score, full; and how many students there are. */
export function clusteredMeat(
  table: OrdinalTable,
  byStudent: StudentCounts | ClusterProducts,
  parameters: Float64Array,
  students: number,
): { meat: Float64Array; clusters: number } {
  const levels = table.counts[0]!.length;
  const size = parameters.length;
  const cells = cellScores(table, parameters);
  const meat = new Float64Array(size * size);
  if ('products' in byStudent) {
    // Σ_b products_ab u_b first: a pass for each of the two sides
    for (let a = 0; a < byStudent.size; a++) {
      const others = new Float64Array(size);
      for (let b = 0; b < byStudent.size; b++) {
        const product = byStudent.products[a * byStudent.size + b]!;
        if (product !== 0) for (let i = 0; i < size; i++) others[i]! += product * cells[b * size + i]!;
      }
      for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) meat[j * size + i]! += others[i]! * cells[a * size + j]!;
    }
    return { meat, clusters: byStudent.clusters };
  }
  const scores = new Float64Array(students * size);
  const present = new Uint8Array(students);
  for (let i = 0; i < byStudent.student.length; i++) {
    const n = byStudent.n[i]!;
    if (n === 0) continue;
    const at = byStudent.student[i]! * size;
    const cell = (byStudent.row[i]! * levels + byStudent.level[i]! - 1) * size;
    present[byStudent.student[i]!] = 1;
    for (let j = 0; j < size; j++) scores[at + j]! += n * cells[cell + j]!;
  }
  for (let s = 0; s < students; s++) {
    const at = s * size;
    for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) meat[j * size + i]! += scores[at + i]! * scores[at + j]!;
  }
  return { meat, clusters: present.reduce((sum, one) => sum + one, 0) };
}

/** The score of one rating in each cell of the table: row by row, level by level, a number for each parameter. */
function cellScores(table: OrdinalTable, parameters: Float64Array): Float64Array {
  const levels = table.counts[0]!.length;
  const first = levels - 1;
  const size = parameters.length;
  const probabilities = new LevelProbabilities(levels);
  probabilities.setThresholds(parameters);
  const { density, below } = probabilities;
  const scores = new Float64Array(table.counts.length * levels * size);
  table.x.forEach((x, row) => {
    probabilities.at(linear(x, parameters, first));
    for (let level = 1; level <= levels; level++) {
      const share = probabilities.share(level);
      const at = (row * levels + level - 1) * size;
      if (level < levels) scores[at + level - 1]! += density[level]! / share;
      if (level > 1) scores[at + level - 2]! -= density[level - 1]! / share;
      const etaScore = below[level]! + below[level - 1]! - 1;
      for (let j = 0; j < x.length; j++) scores[at + first + j]! += etaScore * x[j]!;
    }
  });
  return scores;
}
