import { type Answer, refuse } from './answer.ts';
import { bivariateNormalCdf, bivariateNormalDensity } from './bivariate-normal.ts';
import { criticalValue, refuseSmall } from './clustered-error.ts';
import { normalQuantile } from './distributions.ts';

export interface PolychoricDetail {
  /** Where the levels of the row and of the column part, on the normal scale behind them; levels nobody has are left out. */
  rowThresholds: number[];
  columnThresholds: number[];
}

/**
 * How do two outcomes go together, if behind each level lies a continuum? The polychoric correlation of a table of counts, in two
 * steps: thresholds from the margins, then the correlation by maximum likelihood. Its error takes the thresholds as known.
 * Refuses an empty table, a base under the threshold, and an outcome that does not vary; warns where it runs into −1 or 1.
 * Throws RangeError for a ragged table or a negative count. Source: Olsson 1979.
 */
export function polychoric(
  table: readonly (readonly number[])[],
  options: { level?: number; smallestBase?: number } = {},
): Answer<PolychoricDetail> {
  const { level = 0.95, smallestBase = 0 } = options;
  const width = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== width || !row.every((count) => count >= 0 && count < Infinity))) {
    throw new RangeError('A table of counts has rows of one length and no count below 0.');
  }
  const n = table.flat().reduce((sum, count) => sum + count, 0);
  const refusal = refuseSmall(n, smallestBase);
  if (refusal) return refusal;
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = Array.from({ length: width }, (_, j) => table.reduce((sum, row) => sum + (row[j] as number), 0));
  const cells = table.filter((_, i) => rows[i]).map((row) => row.filter((_, j) => columns[j]));
  const [a, b] = [cutPoints(rows.filter(Boolean), n), cutPoints(columns.filter(Boolean), n)];
  if (cells.length < 2 || (cells[0]?.length ?? 0) < 2) {
    return refuse('no-variation', 'One of the two is at the same level for everybody.', 'Students at two levels or more on both.');
  }
  const { estimate, information } = highest(cells, a, b, n);
  // at the bound, or where the likelihood is flat, the information says nothing
  const atBound = Math.abs(estimate) >= bound || !(information > 0);
  const se = atBound ? null : 1 / Math.sqrt(information);
  const reach = se === null ? 0 : se * criticalValue(level, null);
  return {
    kind: 'estimate',
    estimate,
    se,
    ci: se === null ? null : [Math.max(-1, estimate - reach), Math.min(1, estimate + reach)],
    level,
    df: null,
    n,
    clusters: null,
    method: 'polychoric correlation in two steps, thresholds taken as known in its error',
    warnings: atBound
      ? [{ code: 'at-bound', says: 'The table is as ordered as it can be: the correlation is only known to be very strong.' }]
      : [],
    detail: { rowThresholds: a.slice(1, -1), columnThresholds: b.slice(1, -1) },
  };
}

const bound = 0.9999;

/** −∞, the thresholds, ∞. */
function cutPoints(margin: readonly number[], n: number): number[] {
  let below = 0;
  const inner = margin.slice(0, -1).map((count) => normalQuantile((below += count) / n));
  return [-Infinity, ...inner, Infinity];
}

/** Where the slope of the likelihood changes sign, by Fisher scoring inside a bracket. */
function highest(cells: readonly (readonly number[])[], a: readonly number[], b: readonly number[], n: number) {
  let [low, high] = [-bound, bound];
  let r = 0;
  let information = 0;
  for (let step = 0; step < 200; step++) {
    const at = slope(cells, a, b, r, n);
    information = at.information;
    if (at.score > 0) low = r;
    else high = r;
    let next = r + at.score / information;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - r) < 1e-14) break;
    r = next;
  }
  return { estimate: bound - Math.abs(r) < 1e-9 ? Math.sign(r) * bound : r, information };
}

function slope(cells: readonly (readonly number[])[], a: readonly number[], b: readonly number[], r: number, n: number) {
  const grid = (f: (x: number, y: number, r: number) => number) => a.map((x) => b.map((y) => f(x, y, r)));
  const [cdf, density] = [grid(bivariateNormalCdf), grid(bivariateNormalDensity)];
  const cell = (of: readonly (readonly number[])[], i: number, j: number) =>
    (of[i + 1]?.[j + 1] as number) - (of[i]?.[j + 1] as number) - (of[i + 1]?.[j] as number) + (of[i]?.[j] as number);
  let score = 0;
  let information = 0;
  cells.forEach((row, i) => {
    row.forEach((count, j) => {
      const probability = Math.max(cell(cdf, i, j), 1e-300);
      const change = cell(density, i, j);
      score += (count * change) / probability;
      if (probability > 1e-15) information += (n * change * change) / probability;
    });
  });
  return { score, information };
}
