import type { ClusterProducts } from './cluster-products.ts';

/** Counts of K ordered levels by covariates: all that a cumulative-logit fit needs of the ratings. */
export interface OrdinalTable {
  /** Names of the covariates; a level, a group or an occasion each as the caller codes it. No intercept: the thresholds are that. */
  covariates: readonly string[];
  /** One row for each combination of covariates that occurs: `x[row][covariate]`. */
  x: readonly (readonly number[])[];
  /** `counts[row][level − 1]`: ratings at that level, not negative (weights may be fractions). */
  counts: readonly (readonly number[])[];
  /**
   * Each student's share of the table, for errors that are right when a student is rated more than once; or the products over
   * students of its cells, row × levels + level − 1.
   */
  byStudent?: StudentCounts | ClusterProducts;
}

/** Four columns of equal length: which student (any whole numbers from 0), which row of the table, which level from 1, how many. */
export interface StudentCounts {
  student: ArrayLike<number>;
  row: ArrayLike<number>;
  level: ArrayLike<number>;
  n: ArrayLike<number>;
}

/** Throws RangeError naming what is wrong with the table; gives the number of levels, covariates and students, and the total. */
export function measureTable(table: OrdinalTable): { levels: number; covariates: number; students: number; total: number } {
  const covariates = table.covariates.length;
  const levels = table.counts[0]?.length ?? 0;
  if (table.x.length !== table.counts.length)
    throw new RangeError(`${table.x.length} rows of covariates, ${table.counts.length} of counts.`);
  let total = 0;
  table.counts.forEach((counts, row) => {
    if (counts.length !== levels) throw new RangeError(`Row ${row} has ${counts.length} levels, not ${levels}.`);
    const x = table.x[row]!;
    if (x.length !== covariates || !x.every(Number.isFinite))
      throw new RangeError(`Row ${row} needs ${covariates} covariates, all numbers.`);
    for (const n of counts) {
      if (!(n >= 0 && n < Infinity)) throw new RangeError(`A count of ${n} in row ${row}.`);
      total += n;
    }
  });
  if (table.counts.length > 0 && levels < 2) throw new RangeError('A scale has two levels or more.');
  return { levels, covariates, total, students: studentsOf(table, levels) };
}

function studentsOf({ byStudent, counts }: OrdinalTable, levels: number): number {
  if (byStudent === undefined) return 0;
  if (!('products' in byStudent)) return measureStudents(byStudent, counts.length, levels);
  if (byStudent.size !== counts.length * levels)
    throw new RangeError(`Products of ${byStudent.size} cells, not ${counts.length * levels}.`);
  return byStudent.clusters;
}

function measureStudents({ student, row, level, n }: StudentCounts, rows: number, levels: number): number {
  if (row.length !== student.length || level.length !== student.length || n.length !== student.length) {
    throw new RangeError('The columns of the students’ counts differ in length.');
  }
  let last = -1;
  for (let i = 0; i < student.length; i++) {
    const within = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
    if (!within(student[i]!, 0, 2 ** 31) || !within(row[i]!, 0, rows - 1) || !within(level[i]!, 1, levels) || !(n[i]! >= 0)) {
      throw new RangeError(`Entry ${i} of the students’ counts: student ${student[i]}, row ${row[i]}, level ${level[i]}, n ${n[i]}.`);
    }
    if (student[i]! > last) last = student[i]!;
  }
  return last + 1;
}

/** A table that still knows each rating's student, if it was told. */
export type TabulatedRatings = OrdinalTable & { byStudent?: StudentCounts };

/**
 * The table of ratings given one by one: ratings with the same covariates become one row.
 * `columns[covariate][rating]`; `level` from 1 to `levels`; `student`, where given, numbered from 0.
 */
export function tabulateRatings(ratings: {
  covariates: readonly string[];
  columns: readonly ArrayLike<number>[];
  level: ArrayLike<number>;
  levels: number;
  student?: ArrayLike<number>;
}): TabulatedRatings {
  const { columns, level, levels, student } = ratings;
  const x: number[][] = [];
  const counts: number[][] = [];
  // a tree of maps, one for each covariate: no key has to be written out as text for each rating
  const root = new Map<number, unknown>();
  const rows = new Int32Array(level.length);
  for (let i = 0; i < level.length; i++) {
    let branch = root;
    for (let j = 0; j < columns.length - 1; j++) {
      const value = columns[j]![i]!;
      let next = branch.get(value) as Map<number, unknown> | undefined;
      if (!next) branch.set(value, (next = new Map()));
      branch = next;
    }
    const value = columns.length === 0 ? 0 : columns[columns.length - 1]![i]!;
    let row = branch.get(value) as number | undefined;
    if (row === undefined) {
      row = x.length;
      branch.set(value, row);
      x.push(columns.map((column) => column[i]!));
      counts.push(Array.from({ length: levels }, () => 0));
    }
    const at = level[i]!;
    if (!Number.isInteger(at) || at < 1 || at > levels) throw new RangeError(`Rating ${i} is at level ${at}, not 1 to ${levels}.`);
    counts[row]![at - 1]! += 1;
    rows[i] = row;
  }
  const table: TabulatedRatings = { covariates: ratings.covariates, x, counts };
  if (student) table.byStudent = { student, row: rows, level, n: new Uint8Array(level.length).fill(1) };
  return table;
}
