import { type Answer, refuse } from './answer.ts';
import { answerSmooth, criticalValue, type IntervalOptions, refuseSmall } from './clustered-error.ts';
import { type Pairs, pairTable } from './pairs.ts';
import { smallSampleCorrection } from './small-sample-correction.ts';

export interface ChangeDetail {
  firstMean: number;
  latestMean: number;
  /** Spread of first levels (n − 1), the yardstick. */
  firstSd: number;
  correlation: number;
}

/**
 * Hedges' g of change: mean change in spreads of the first levels, freed of small-sample bias. Second to `moved`, because it takes
 * levels for equal steps. Independent pairs have Becker's error, clustered ones that of the influence function.
 * Refuses without pairs, under the base, with few clusters, with one pair, and where all began at one level.
 * Source: Becker 1988; Hedges 1981; as `SMCR` in Viechtbauer 2010.
 */
export function standardisedChange(pairs: Pairs, options: IntervalOptions = {}): Answer<ChangeDetail> {
  const table = pairTable(pairs);
  const { levels, n } = table;
  const refusal = refuseSmall(n, options.smallestBase ?? 0);
  if (refusal) return refusal;
  const mean = (value: (first: number, latest: number) => number) =>
    table.cells.reduce((sum, count, cell) => sum + (count / n) * value(Math.floor(cell / levels) + 1, (cell % levels) + 1), 0);
  const [firstMean, latestMean] = [mean((first) => first), mean((_, latest) => latest)];
  const firstVariance = mean((first) => (first - firstMean) ** 2);
  const latestVariance = mean((_, latest) => (latest - latestMean) ** 2);
  if (n < 2 || firstVariance === 0) {
    return refuse('no-variation', 'All began at the same level: there is no spread to measure change by.', 'First levels that differ.');
  }
  const covariance = mean((first, latest) => (first - firstMean) * (latest - latestMean));
  const correlation = latestVariance === 0 ? 0 : covariance / Math.sqrt(firstVariance * latestVariance);
  const firstSd = Math.sqrt((firstVariance * n) / (n - 1));
  const change = latestMean - firstMean;
  const estimate = (smallSampleCorrection(n - 1) * change) / firstSd;
  const detail = { firstMean, latestMean, firstSd, correlation };
  const method = "Hedges' g: mean change in standard deviations of the first levels";
  const influence = table.cells.map((_, cell) => {
    const [first, latest] = [Math.floor(cell / levels) + 1, (cell % levels) + 1];
    const spread = ((first - firstMean) ** 2 - firstVariance) / (2 * firstVariance);
    return (latest - first - change) / firstSd - (change / firstSd) * spread;
  });
  const answer = answerSmooth(pairs, n, { estimate, influence, method, bounds: [-Infinity, Infinity], detail }, options);
  if (answer.kind === 'refusal' || pairs.cluster !== null) return answer;
  const se = Math.sqrt((2 * (1 - correlation)) / n + estimate ** 2 / (2 * n));
  const reach = se * criticalValue(answer.level, null);
  return { ...answer, se, ci: [estimate - reach, estimate + reach] };
}
