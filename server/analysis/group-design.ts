import type { OrdinalTable } from '@waymark/stats/ordinal-table.ts';
import type { StudentPairs } from './queries.ts';

/** A student's pairs of one outcome type, in a group by its place in the list of groups. */
export interface Grouped extends StudentPairs {
  group: number;
}

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

/** Group 0 is the one others are compared with. */
export function designOf(rows: readonly Grouped[], names: Design['names'], levels: number): Design {
  const types = [...new Set(rows.map(({ type }) => type))].toSorted();
  const total = rows.reduce((sum, { n }) => sum + n, 0);
  const mix = types.map((type) => rows.reduce((sum, row) => sum + (row.type === type ? row.n : 0), 0) / total);
  const shape = { names, types };
  const zeros = () => Array.from({ length: levels }, () => 0);
  const observed = names.map(() => [zeros(), zeros()]);
  const counts = names.flatMap(() => [0, 1].flatMap(() => types.map(zeros)));
  const x = names.flatMap((_, group) => ([0, 1] as const).flatMap((time) => types.map((_type, type) => xOf(shape, group, time, type))));
  const [student, row, level, n]: number[][] = [[], [], [], []];
  for (const pair of rows) {
    const { group } = pair;
    for (const [time, at] of [pair.first, pair.latest].entries()) {
      const cell = (group * 2 + time) * types.length + types.indexOf(pair.type);
      counts[cell]![at - 1]! += pair.n;
      observed[group]![time]![at - 1]! += pair.n;
      student!.push(pair.student);
      row!.push(cell);
      level!.push(at);
      n!.push(pair.n);
    }
  }
  const covariates = [
    ...types.slice(1).map((type) => `type ${type}`),
    ...names.slice(1).map((_, index) => `group ${index + 1}`),
    'time',
    ...names.slice(1).map((_, index) => `time × group ${index + 1}`),
  ];
  return { ...shape, mix, observed, table: { covariates, x, counts, byStudent: { student: student!, row: row!, level: level!, n: n! } } };
}

/** The covariates of one group at one time in one type. */
export function xOf({ names, types }: Pick<Design, 'names' | 'types'>, group: number, time: 0 | 1, type: number): number[] {
  const inGroup = names.slice(1).map((_, index) => Number(group === index + 1));
  return [...types.slice(1).map((_, index) => Number(type === index + 1)), ...inGroup, time, ...inGroup.map((one) => one * time)];
}
