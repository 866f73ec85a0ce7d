/**
 * Who said what of which thing, one row a rating: `unit` the thing rated and `value` what was said, of any number of raters, not all of
 * whom rated everything. `cluster` is the student a thing belongs to (whole numbers), null where things are independent.
 */
export interface Ratings {
  unit: ArrayLike<number>;
  value: ArrayLike<number>;
  cluster: ArrayLike<number> | null;
}

/** Pairs of values within things, each weighing 1 / (ratings of the thing − 1), over the sorted distinct `values`. */
export interface CoincidenceSums {
  values: number[];
  total: Float64Array;
  byCluster: Float64Array[];
  /** Things rated twice or more, and the ratings of them. */
  units: number;
  ratings: number;
}

/** Throws RangeError for columns of different lengths, a value that is not a number, or a thing in two clusters. */
export function coincidences({ unit, value, cluster }: Ratings): CoincidenceSums {
  if (value.length !== unit.length || (cluster && cluster.length !== unit.length)) {
    throw new RangeError('The columns of a table of ratings are of one length.');
  }
  const things = new Map<number, { cluster: number; values: number[] }>();
  for (let row = 0; row < unit.length; row++) {
    const said = value[row] as number;
    if (!Number.isFinite(said)) throw new RangeError(`A rating is a number, not ${said}; leave out what was not rated.`);
    const own = cluster ? (cluster[row] as number) : (unit[row] as number);
    const thing = things.get(unit[row] as number);
    if (!thing) things.set(unit[row] as number, { cluster: own, values: [said] });
    else if (thing.cluster === own) thing.values.push(said);
    else throw new RangeError(`The thing rated ${unit[row]} is in two clusters.`);
  }
  const twice = [...things.values()].filter((thing) => thing.values.length > 1);
  const values = [...new Set(twice.flatMap((thing) => thing.values))].sort((a, b) => a - b);
  const place = new Map(values.map((each, i) => [each, i]));
  const size = values.length;
  const clusters = new Map<number, Float64Array>();
  const total = new Float64Array(size * size);
  for (const thing of twice) {
    const own = clusters.get(thing.cluster) ?? new Float64Array(size * size);
    clusters.set(thing.cluster, own);
    const places = thing.values.map((each) => place.get(each) as number);
    const weight = 1 / (places.length - 1);
    places.forEach((c, i) => {
      places.forEach((k, j) => {
        if (i === j) return;
        own[c * size + k]! += weight;
        total[c * size + k]! += weight;
      });
    });
  }
  return {
    values,
    total,
    byCluster: [...clusters.values()],
    units: twice.length,
    ratings: twice.reduce((sum, thing) => sum + thing.values.length, 0),
  };
}

/** The sums without those of one cluster; a rounding error below 0 is 0. */
export function addWithout(total: Float64Array, own: Float64Array): Float64Array {
  return total.map((sum, cell) => Math.max(0, sum - (own[cell] as number)));
}
