import { ProductTally } from '@waymark/stats/cluster-products.ts';
import type { OrdinalTable } from '@waymark/stats/ordinal-table.ts';
import type { PairTally } from './pair-tally.ts';

/** First and latest scores by group and outcome type, laid out for a cumulative logit with group × time. */
export interface Design {
  names: readonly { code: string; label: string; students: number }[];
  types: readonly string[];
  /** What share of the pairs each type has, over all groups: groups are compared for the same mix. */
  mix: readonly number[];
  table: OrdinalTable;
  /** Scores by group, time (0 first, 1 latest) and level. */
  observed: number[][][];
}

/**
 * Group 0 is the one others are compared with; `tallies` has one for each of `names`.
 * @param only the one type to look at, by its position; all types when left out
 */
export function designOf(tallies: readonly PairTally[], names: Design['names'], levels: number, only?: number): Design {
  const codes = tallies[0]?.types.codes ?? [];
  const square = levels ** 2;
  const pairsOfType = codes.map((_, type) =>
    tallies.reduce(
      (sum, { products }) => sum + products.counts.slice(type * square, (type + 1) * square).reduce((all, n) => all + n, 0),
      0,
    ),
  );
  const present = codes.flatMap((_, type) => ((only ?? type) === type && pairsOfType[type]! > 0 ? [type] : []));
  const types = present.map((type) => codes[type]!);
  const total = present.reduce((sum, type) => sum + pairsOfType[type]!, 0);
  const shape = { names, types };
  const rows = names.length * 2 * types.length;
  // cell of the table: ((group × 2 + time) × types + type) × levels + level − 1
  const cells = names.map((_, group) =>
    Array.from({ length: codes.length * square }, (__, cell): number[] => {
      const type = present.indexOf(Math.floor(cell / square));
      const [first, latest] = [Math.floor((cell % square) / levels), cell % levels];
      const at = (time: number, level: number) => ((group * 2 + time) * types.length + type) * levels + level;
      return type === -1 ? [] : [at(0, first), at(1, latest)];
    }),
  );
  const byStudent = new ProductTally(rows * levels);
  for (const [group, tally] of tallies.entries()) {
    const students = only === undefined ? tally.students : (tally.ofType[only] ?? 0);
    byStudent.take(tally.products.mapped(cells[group] ?? [], rows * levels, students));
  }
  const counts = Array.from({ length: rows }, (_, row) => Array.from(byStudent.counts.subarray(row * levels, (row + 1) * levels)));
  const observed = names.map((_, group) =>
    [0, 1].map((time) =>
      Array.from({ length: levels }, (__, level) =>
        types.reduce((sum, ___, type) => sum + counts[(group * 2 + time) * types.length + type]![level]!, 0),
      ),
    ),
  );
  const x = names.flatMap((_, group) => ([0, 1] as const).flatMap((time) => types.map((_type, type) => xOf(shape, group, time, type))));
  const covariates = [
    ...types.slice(1).map((type) => `type ${type}`),
    ...names.slice(1).map((_, index) => `group ${index + 1}`),
    'time',
    ...names.slice(1).map((_, index) => `time × group ${index + 1}`),
  ];
  return { ...shape, mix: present.map((type) => pairsOfType[type]! / total), observed, table: { covariates, x, counts, byStudent } };
}

/** The covariates of one group at one time in one type. */
export function xOf({ names, types }: Pick<Design, 'names' | 'types'>, group: number, time: 0 | 1, type: number): number[] {
  const inGroup = names.slice(1).map((_, index) => Number(group === index + 1));
  return [...types.slice(1).map((_, index) => Number(type === index + 1)), ...inGroup, time, ...inGroup.map((one) => one * time)];
}
