import { type ClusterProducts, isProducts } from './cluster-products.ts';

/**
 * Pairs of levels, counted: what two people said of the same thing, or what was said first and latest. Columns of equal length,
 * one row for each combination that occurs: `count` pairs of levels `first` and `second`, from 1 to `levels`. `cluster` numbers
 * the student (from 0, gaps allowed) whose pairs they are, or is the products over students of the cells (first − 1) × levels +
 * second − 1; null where every pair stands for a student of its own.
 */
export interface Pairs {
  levels: number;
  first: ArrayLike<number>;
  second: ArrayLike<number>;
  count: ArrayLike<number>;
  cluster: ArrayLike<number> | ClusterProducts | null;
  /** What a cluster is called in what is said of it; a student where nothing else is given. */
  clusterName?: string;
}

/** The pairs added up: `cells[(first − 1) × levels + second − 1]`, their margins as shares, and how many there are. */
export interface PairTable {
  levels: number;
  cells: Float64Array;
  /** Share of pairs at each level of `first`. */
  firstShares: Float64Array;
  secondShares: Float64Array;
  n: number;
}

/** Pairs from a square table of counts, row for `first`, every pair a cluster of its own. */
export function pairsOf(table: readonly (readonly number[])[]): Pairs {
  const levels = table.length;
  if (table.some((row) => row.length !== levels)) throw new RangeError('A table of pairs is square.');
  const cells = table.flatMap((row, i) => row.map((count, j) => ({ first: i + 1, second: j + 1, count })));
  return {
    levels,
    first: cells.map((cell) => cell.first),
    second: cells.map((cell) => cell.second),
    count: cells.map((cell) => cell.count),
    cluster: null,
  };
}

/** Pairs of students added up: every cell of the table a row, with the products over students for their errors. */
export function pairsOfTally(tally: ClusterProducts & { counts: Float64Array }, levels: number): Pairs {
  return {
    levels,
    first: tally.counts.map((_, cell) => Math.floor(cell / levels) + 1),
    second: tally.counts.map((_, cell) => (cell % levels) + 1),
    count: tally.counts,
    cluster: tally,
  };
}

/** Throws RangeError where a level is not on the scale, a count negative or not a number, or the columns of different lengths. */
export function pairTable(pairs: Pairs): PairTable {
  const { levels, first, second, count, cluster } = pairs;
  if (!Number.isInteger(levels) || levels < 2) throw new RangeError(`A scale has two levels or more, not ${levels}.`);
  const numbered = cluster !== null && !isProducts(cluster);
  if (second.length !== first.length || count.length !== first.length || (numbered && cluster.length !== first.length)) {
    throw new RangeError('The columns of a table of pairs are of one length.');
  }
  if (cluster !== null && isProducts(cluster) && cluster.size !== levels * levels) {
    throw new RangeError(`Products of pairs on ${levels} levels are of ${levels * levels} cells.`);
  }
  const cells = new Float64Array(levels * levels);
  const firstShares = new Float64Array(levels);
  const secondShares = new Float64Array(levels);
  let n = 0;
  for (let row = 0; row < first.length; row++) {
    const i = levelAt(first, row, levels);
    const j = levelAt(second, row, levels);
    const weight = count[row] as number;
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`A count is a number from 0 up, not ${weight}.`);
    cells[i * levels + j]! += weight;
    firstShares[i]! += weight;
    secondShares[j]! += weight;
    n += weight;
  }
  for (let k = 0; k < levels; k++) {
    firstShares[k]! /= n;
    secondShares[k]! /= n;
  }
  return { levels, cells, firstShares, secondShares, n };
}

function levelAt(column: ArrayLike<number>, row: number, levels: number): number {
  const level = column[row] as number;
  if (!Number.isInteger(level) || level < 1 || level > levels) throw new RangeError(`Level ${level} is not on a scale of ${levels}.`);
  return level - 1;
}
