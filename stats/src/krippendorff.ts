import { type Answer, refuse } from './answer.ts';
import { allAlike, criticalValue, refuseFewClusters } from './clustered-error.ts';
import { addWithout, coincidences, type CoincidenceSums, type Ratings } from './coincidences.ts';

/** What the distance between two values means. */
export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

export interface AlphaDetail {
  observedDisagreement: number;
  expectedDisagreement: number;
  /** Things rated at least twice, and ratings of them. */
  units: number;
  ratings: number;
}

/**
 * Do several people who rate the same things agree, each having rated some of them? Krippendorff's α = 1 − D_o / D_e, ordinal
 * unless said. Its error is a jackknife that leaves out one cluster (or thing rated) at a time.
 * Refuses where nothing was rated twice, where all ratings are the same, under the base, and gives no interval but a refusal with
 * fewer clusters than asked. Throws RangeError for negative values with 'ratio'.
 * Source: Krippendorff 2011, Computing Krippendorff's alpha-reliability; Efron & Stein 1981 for the jackknife.
 */
export function krippendorffAlpha(
  ratings: Ratings,
  options: { metric?: Metric; level?: number; smallestBase?: number; fewestClusters?: number } = {},
): Answer<AlphaDetail> {
  const { metric = 'ordinal', level = 0.95, smallestBase = 0, fewestClusters = 10 } = options;
  const sums = coincidences(ratings);
  if (metric === 'ratio' && (sums.values[0] ?? 0) < 0) throw new RangeError('Ratios are taken of values from 0 up.');
  if (sums.total.length === 0 || sums.units === 0) {
    return refuse('one-rater', 'Nothing was rated by two people.', 'Things rated by at least two people each.');
  }
  if (sums.units < smallestBase) {
    return refuse('small-base', `Fewer than ${smallestBase} things were rated twice.`, `${smallestBase} or more of them.`);
  }
  const all = alphaOf(sums.total, sums.values, metric);
  if (all.expected === 0) {
    return refuse('no-variation', 'Every rating is the same, so agreement beyond chance has no meaning.', 'Ratings at two levels or more.');
  }
  const clusters = sums.byCluster.length;
  if (clusters < Math.max(2, fewestClusters)) return refuseFewClusters(Math.max(2, fewestClusters));
  const left = sums.byCluster.map((own) => {
    const { observed, expected } = alphaOf(addWithout(sums.total, own), sums.values, metric);
    return expected === 0 ? 1 : 1 - observed / expected;
  });
  const mean = left.reduce((sum, each) => sum + each / clusters, 0);
  const se = Math.sqrt(((clusters - 1) / clusters) * left.reduce((sum, each) => sum + (each - mean) ** 2, 0));
  const estimate = 1 - all.observed / all.expected;
  const alike = se < 1e-9;
  const reach = se * criticalValue(level, clusters - 1);
  return {
    kind: 'estimate',
    estimate,
    se,
    ci: alike ? null : [Math.max(-1, estimate - reach), Math.min(1, estimate + reach)],
    level,
    df: clusters - 1,
    n: sums.ratings,
    clusters,
    method: `Krippendorff's ${metric} α, error by leaving out one ${ratings.cluster ? 'student' : 'thing rated'} at a time`,
    warnings: alike ? [allAlike] : [],
    detail: { observedDisagreement: all.observed, expectedDisagreement: all.expected, units: sums.units, ratings: sums.ratings },
  };
}

/** D_o and D_e of a coincidence matrix over the ordered `values`. */
function alphaOf(matrix: CoincidenceSums['total'], values: readonly number[], metric: Metric): { observed: number; expected: number } {
  const size = values.length;
  const margins = new Float64Array(size);
  let n = 0;
  matrix.forEach((count, cell) => {
    margins[Math.floor(cell / size)]! += count;
    n += count;
  });
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < size; c++) {
    // ordinal: all that lies between, and half of both ends
    let between = (margins[c] as number) / 2;
    for (let k = c + 1; k < size; k++) {
      const ordinal = between + (margins[k] as number) / 2;
      between += margins[k] as number;
      const square = distance(metric, values[c] as number, values[k] as number, ordinal) ** 2;
      observed += (2 * (matrix[c * size + k] as number) * square) / n;
      expected += (2 * (margins[c] as number) * (margins[k] as number) * square) / (n * (n - 1));
    }
  }
  return { observed, expected };
}

function distance(metric: Metric, a: number, b: number, ordinal: number): number {
  if (metric === 'nominal') return 1;
  if (metric === 'ordinal') return ordinal;
  return metric === 'interval' ? b - a : (b - a) / (a + b);
}
