import { type Answer, refuse, type Warning } from './answer.ts';
import { isProducts } from './cluster-products.ts';
import { clusteredVariance, criticalValue, type IntervalOptions, refuseFewClusters, refuseSmall } from './clustered-error.ts';
import { endFlag, moved, type MovedDetail } from './moved.ts';
import { type Pairs, pairTable } from './pairs.ts';

/** First by latest level by group, counted: `first` and `second` (the latest) as in Pairs, `group` numbered from 0 to `groups` − 1. */
export interface Transitions extends Pairs {
  groups: number;
  group: ArrayLike<number>;
}

type Numbered = Transitions & { cluster: ArrayLike<number> | null };

export interface GroupMovement {
  group: number;
  n: number;
  /** Counts, row for the first level, column for the latest. */
  cells: Float64Array;
  moved: Answer<MovedDetail>;
}

export interface GapDetail {
  /** Net movement of each group as it is, and the difference between them. */
  raw: { estimate: number; se: number; ci: readonly [number, number]; first: number; second: number };
  /** Pairs that began at a level where the other group has nobody, and so cannot be compared. */
  notCompared: number;
}

/** How each group moved, in the order of their numbers. Throws RangeError for a group that is not one of `groups`. */
export function movementByGroup(table: Transitions, options: IntervalOptions = {}): GroupMovement[] {
  return Array.from({ length: table.groups }, (_, group) => {
    const own = ofGroups(table, [group]);
    const { n, cells } = pairTable(own);
    return { group, n, cells, moved: moved(own, options) };
  });
}

/**
 * Did the second group move further than the first, among students who began at the same level? Net movement of the second less
 * that of the first at each first level, weighted by how many of both began there. The raw difference stands beside it: near the
 * top it invents gaps, because there is no way up (docs/methods/findings/ceiling.md). A model of both (`cumulative-logit.ts`)
 * says more; this is the table that can be checked by hand.
 * Refuses where a group is empty or under the base, where no level is shared, and with few clusters.
 * Source: direct standardisation, Agresti 2013, ch. 2; errors as `clusteredVariance`.
 */
export function gapInMovement(table: Transitions, [a, b]: readonly [number, number], options: IntervalOptions = {}): Answer<GapDetail> {
  const { level = 0.95, smallestBase = 0, fewestClusters = 10 } = options;
  const pair = ofGroups(table, [a, b]);
  const [one, two] = [ofGroups(table, [a]), ofGroups(table, [b])].map(startsOf) as [Starts, Starts];
  const refusal = refuseSmall(Math.min(one.n, two.n), smallestBase);
  if (refusal) return refusal;
  // a group of few students has few clusters, however many the other has
  const fewest = Math.min(one.students, two.students);
  if (pair.cluster !== null && fewest < fewestClusters) return refuseFewClusters(fewestClusters);
  const shared = Array.from(one.count, (count, k) => count > 0 && (two.count[k] as number) > 0);
  const weight = shared.map((both, k) => (both ? (one.count[k] as number) + (two.count[k] as number) : 0));
  const compared = weight.reduce((sum, each) => sum + each, 0);
  const n = one.n + two.n;
  if (compared === 0) {
    return refuse(
      'too-little-data',
      'The groups began at different levels, so like cannot be compared with like.',
      'Students of both groups who began alike.',
    );
  }
  const gap = weight.reduce((sum, each, k) => sum + (each ? (each / compared) * (two.mean(k) - one.mean(k)) : 0), 0);
  const rawGap = two.net - one.net;
  const at = (row: number) => {
    const second = pair.group[row] === b;
    const starts = second ? two : one;
    return {
      starts,
      sign: second ? 1 : -1,
      k: (pair.first[row] as number) - 1,
      step: Math.sign((pair.second[row] as number) - (pair.first[row] as number)),
    };
  };
  const { variance, clusters } = clusteredVariance(pair, (row) => {
    const { starts, sign, k, step } = at(row);
    return weight[k] ? (sign * n * weight[k] * (step - starts.mean(k))) / (compared * (starts.count[k] as number)) : 0;
  });
  if (clusters !== null && clusters < 2) return refuseFewClusters(2);
  const raw = clusteredVariance(pair, (row) => {
    const { starts, sign, step } = at(row);
    return (sign * n * (step - starts.net)) / starts.n;
  });
  const df = clusters === null ? null : clusters - 1;
  const interval = (estimate: number, se: number): readonly [number, number] => {
    const reach = se * criticalValue(level, df);
    return [Math.max(-2, estimate - reach), Math.min(2, estimate + reach)];
  };
  const [se, rawSe] = [Math.sqrt(variance), Math.sqrt(raw.variance)];
  return {
    kind: 'estimate',
    estimate: gap,
    se,
    ci: interval(gap, se),
    level,
    df,
    n,
    clusters,
    method: `difference of net movement among students who began alike${clusters === null ? '' : ', errors clustered by student'}`,
    warnings: warnings(one, two, n - compared),
    detail: {
      raw: { estimate: rawGap, se: rawSe, ci: interval(rawGap, rawSe), first: one.net, second: two.net },
      notCompared: n - compared,
    },
  };
}

interface Starts {
  n: number;
  /** How many began at each level, and their mean step there (−1, 0, 1). */
  count: Float64Array;
  mean(k: number): number;
  net: number;
  top: number;
  /** Students behind the pairs, where they are clustered. */
  students: number;
}

function startsOf(pairs: Numbered): Starts {
  const { cluster } = pairs;
  const { levels, cells, n } = pairTable(pairs);
  const count = new Float64Array(levels);
  const steps = new Float64Array(levels);
  cells.forEach((cell, at) => {
    const k = Math.floor(at / levels);
    count[k]! += cell;
    steps[k]! += cell * Math.sign((at % levels) - k);
  });
  const net = steps.reduce((sum, each) => sum + each, 0) / n;
  const students = cluster === null ? n : new Set(Array.from(cluster).filter((_, row) => (pairs.count[row] as number) > 0)).size;
  return { n, students, count, mean: (k) => (steps[k] as number) / (count[k] as number), net, top: (count[levels - 1] as number) / n };
}

/** Rows of these groups. @throws RangeError for columns that cannot be, or students that are only known as products */
function ofGroups(table: Transitions, groups: readonly number[]): Numbered {
  if (table.group.length !== table.first.length) throw new RangeError('The columns of a table of transitions are of one length.');
  const rows: number[] = [];
  for (let row = 0; row < table.group.length; row++) {
    const group = table.group[row] as number;
    if (!Number.isInteger(group) || group < 0 || group >= table.groups) throw new RangeError(`There is no group ${group}.`);
    if (groups.includes(group)) rows.push(row);
  }
  const pick = (column: ArrayLike<number>) => rows.map((row) => column[row] as number);
  const { levels, first, second, count, cluster, group } = table;
  if (isProducts(cluster)) throw new RangeError('Students of several groups are told apart by number.');
  const own = { first: pick(first), second: pick(second), count: pick(count), group: pick(group) };
  return { levels, groups: table.groups, ...own, cluster: cluster && pick(cluster) };
}

function warnings(one: Starts, two: Starts, left: number): Warning[] {
  const said: Warning[] = [];
  if (Math.max(one.top, two.top) > endFlag) {
    said.push({
      code: 'ceiling',
      says: 'In at least one group many began at the top, so the raw difference may be an artefact of the scale.',
    });
  }
  if (left > 0) said.push({ code: 'not-compared', says: 'Some began where the other group has nobody, and are not compared.' });
  return said;
}
