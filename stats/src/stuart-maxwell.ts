import { type Answer, refuse } from './answer.ts';
import { type IntervalOptions, refuseFewClusters, refuseSmall } from './clustered-error.ts';
import { chiSquareUpper } from './distributions.ts';
import { type ClusterProducts, isProducts } from './cluster-products.ts';
import { cholesky, solveLower } from './linear-algebra.ts';
import { type Pairs, pairTable } from './pairs.ts';

export interface MarginalTest {
  chiSquare: number;
  df: number;
  p: number;
}

/**
 * Is the distribution of levels the same at first and latest? Stuart and Maxwell's χ², d′V⁻¹d of the differences d between the two
 * margins. With clusters V adds up each student's own differences before squaring; with one pair each it is theirs exactly.
 * `estimate` is χ². Refuses without pairs, under the base, with few clusters, and where nobody moved.
 * Source: Stuart 1955; Maxwell 1970; clusters as in Durkalski et al. 2003.
 */
export function stuartMaxwell(pairs: Pairs, options: IntervalOptions = {}): Answer<MarginalTest> {
  const { level = 0.95, smallestBase = 0, fewestClusters = 10 } = options;
  const table = pairTable(pairs);
  const refusal = refuseSmall(table.n, smallestBase);
  if (refusal) return refusal;
  const { levels, cells } = table;
  // a level nobody left or reached tells nothing, and one more follows from the others
  const used = Array.from({ length: levels }, (_, k) => k).filter((k) =>
    cells.some(
      (count, cell) => count > 0 && Math.floor(cell / levels) !== cell % levels && (Math.floor(cell / levels) === k || cell % levels === k),
    ),
  );
  if (used.length === 0) return refuse('no-variation', 'Nobody moved.', 'At least one student at another level than before.');
  const place = new Map(used.slice(0, -1).map((k, i) => [k, i]));
  const { differences, covariance, clusters, size } = spread(pairs, place);
  if (clusters !== null && clusters < fewestClusters) return refuseFewClusters(fewestClusters);
  if (!cholesky(covariance, size)) {
    return refuse(
      'too-little-data',
      'Too few students moved to compare every level.',
      'More students who moved, or levels taken together.',
    );
  }
  solveLower(covariance, size, differences);
  const chiSquare = differences.reduce((sum, each) => sum + each * each, 0);
  return {
    kind: 'estimate',
    estimate: chiSquare,
    se: null,
    ci: null,
    level,
    df: size,
    n: table.n,
    clusters,
    method: `Stuart and Maxwell's test of equal margins${clusters === null ? '' : ', clustered by student'}`,
    warnings: [],
    detail: { chiSquare, df: size, p: chiSquareUpper(chiSquare, size) },
  };
}

/** The differences of the margins at the levels in `place`, and what they would vary by if nothing had changed. */
function spread({ levels, first, second, count, cluster }: Pairs, place: ReadonlyMap<number, number>) {
  const size = place.size;
  const differences = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  const own = new Map<number, Float64Array>();
  const square = (d: Float64Array, weight: number) => {
    for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) covariance[j * size + i]! += weight * (d[i] as number) * (d[j] as number);
  };
  const differenceOf = (from: number | undefined, to: number | undefined): Float64Array => {
    const d = new Float64Array(size);
    if (from !== undefined) d[from]! += 1;
    if (to !== undefined) d[to]! -= 1;
    return d;
  };
  for (let row = 0; row < first.length; row++) {
    const weight = count[row] as number;
    if (weight === 0) continue;
    const d = differenceOf(place.get((first[row] as number) - 1), place.get((second[row] as number) - 1));
    d.forEach((each, i) => (differences[i]! += weight * each));
    if (cluster === null) square(d, weight);
    else if (!isProducts(cluster)) {
      const g = cluster[row] as number;
      const sum = own.get(g) ?? new Float64Array(size);
      d.forEach((each, i) => (sum[i]! += weight * each));
      own.set(g, sum);
    }
  }
  for (const sum of own.values()) square(sum, 1);
  if (isProducts(cluster)) {
    const each = Array.from({ length: cluster.size }, (_, cell) =>
      differenceOf(place.get(Math.floor(cell / levels)), place.get(cell % levels)),
    );
    for (let j = 0; j < size; j++)
      for (let i = 0; i < size; i++)
        covariance[j * size + i] = bilinear(
          cluster,
          each.map((d) => d[i]!),
          each.map((d) => d[j]!),
        );
    return { differences, covariance, clusters: cluster.clusters, size };
  }
  return { differences, covariance, clusters: cluster === null ? null : own.size, size };
}

function bilinear({ size, products }: ClusterProducts, left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (let a = 0; a < size; a++) if (left[a] !== 0) for (let b = 0; b < size; b++) sum += left[a]! * products[a * size + b]! * right[b]!;
  return sum;
}
