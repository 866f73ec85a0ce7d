import { agreementWeights, type WeightScheme } from './agreement-weights.ts';
import { type Answer, refuse } from './answer.ts';
import { answerSmooth, type IntervalOptions, refuseSmall } from './clustered-error.ts';
import { type PairTable, type Pairs, pairTable } from './pairs.ts';

export interface KappaDetail {
  /** Weighted share that agrees. */
  observed: number;
  /** What chance alone would give with these margins. */
  expected: number;
  /** Counts, row by row. */
  cells: Float64Array;
}

/**
 * How far do two agree about the same things, beyond chance? Cohen's κ = (p_o − p_e) / (1 − p_e), weighted (quadratic unless said).
 * Its error is clustered by student through the influence function, or the textbook one where `pairs.cluster` is null.
 * Refuses without pairs, under the base, with few clusters, and where both only ever used one level.
 * Source: Cohen 1968; Fleiss, Cohen & Everitt 1969.
 */
export function weightedKappa(pairs: Pairs, options: IntervalOptions & { weights?: WeightScheme } = {}): Answer<KappaDetail> {
  const { weights: scheme = 'quadratic', smallestBase = 0 } = options;
  const table = pairTable(pairs);
  const refusal = refuseSmall(table.n, smallestBase);
  if (refusal) return refusal;
  const weights = agreementWeights(table.levels, scheme);
  const { observed, expected, fromFirst, fromSecond } = agreement(table, weights);
  if (1 - expected < 1e-14) {
    return refuse(
      'no-variation',
      'Both used one and the same level throughout, so agreement beyond chance has no meaning.',
      'Pairs on at least two levels.',
    );
  }
  const influence = weights.map((weight, cell) => {
    const means = (fromFirst[Math.floor(cell / table.levels)] as number) + (fromSecond[cell % table.levels] as number);
    const centre = observed * expected - 2 * expected + observed;
    return (weight * (1 - expected) - means * (1 - observed) - centre) / (1 - expected) ** 2;
  });
  const named = { none: "Cohen's κ", linear: 'linearly weighted κ', quadratic: 'quadratic weighted κ' }[scheme];
  return answerSmooth(
    pairs,
    table.n,
    {
      estimate: (observed - expected) / (1 - expected),
      influence,
      method: named,
      bounds: [-1, 1],
      detail: { observed, expected, cells: table.cells },
    },
    options,
  );
}

/** p_o, p_e, and the mean weight of each level against the other's margin. */
function agreement({ levels, cells, firstShares, secondShares, n }: PairTable, weights: Float64Array) {
  const fromFirst = new Float64Array(levels);
  const fromSecond = new Float64Array(levels);
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < levels; i++) {
    for (let j = 0; j < levels; j++) {
      const weight = weights[i * levels + j] as number;
      const [first, second] = [firstShares[i] as number, secondShares[j] as number];
      observed += (weight * (cells[i * levels + j] as number)) / n;
      expected += weight * first * second;
      fromFirst[i]! += weight * second;
      fromSecond[j]! += weight * first;
    }
  }
  return { observed, expected, fromFirst, fromSecond };
}
