/**
 * Scores for a mixed model, one row for each rating or for each cell (student × mentor × occasion × type). Columns of equal length.
 */
export interface MixedTable {
  /** Names of the covariates; the intercept is added. Within and between parts (Mundlak) are columns like any other. */
  covariates: readonly string[];
  /** `columns[covariate][row]`. */
  columns: readonly ArrayLike<number>[];
  /** The rating, or the mean of the cell's ratings. */
  mean: ArrayLike<number>;
  /** Ratings in the cell; 1 if not said. */
  n?: ArrayLike<number>;
  /**
   * Σ (rating − mean)² within the cell. With it the fit is the fit of the single ratings, whatever they are summed to. Without
   * it each row counts as one observation, the more precise the larger n (the prior weights of lme4).
   */
  within?: ArrayLike<number>;
  /** Students, numbered from 0: each has an intercept of their own. */
  student: ArrayLike<number>;
  /** Where given, each student has a slope of their own on it, correlated with the intercept. */
  slope?: ArrayLike<number>;
  /** Further groupings with an intercept each, crossed with students: mentor, outcome. Numbered from 0. */
  crossed: readonly { name: string; of: ArrayLike<number> }[];
}

/** How many groups each grouping has. Throws RangeError naming what is wrong with the table. */
export function measureMixedTable(table: MixedTable): { rows: number; students: number; crossed: number[] } {
  const rows = table.mean.length;
  if (table.columns.length !== table.covariates.length) throw new RangeError('A column is needed for each covariate.');
  const numbers = [...table.columns, table.mean, ...[table.n, table.within, table.slope].filter((column) => column !== undefined)];
  for (const column of numbers) {
    if (column.length !== rows) throw new RangeError(`A column of ${column.length} rows beside one of ${rows}.`);
    for (let i = 0; i < rows; i++) if (!Number.isFinite(column[i])) throw new RangeError(`Row ${i} has ${column[i]} for a number.`);
  }
  for (let i = 0; i < rows; i++) {
    if ((table.n && !(table.n[i]! > 0)) || (table.within && table.within[i]! < 0)) throw new RangeError(`Row ${i} has no ratings.`);
  }
  return { rows, students: groups(table.student, rows, 'student'), crossed: table.crossed.map(({ name, of }) => groups(of, rows, name)) };
}

function groups(column: ArrayLike<number>, rows: number, name: string): number {
  if (column.length !== rows) throw new RangeError(`${name} has ${column.length} rows, not ${rows}.`);
  let most = -1;
  for (let i = 0; i < rows; i++) {
    const group = column[i]!;
    if (!Number.isInteger(group) || group < 0) throw new RangeError(`Row ${i} has ${group} for ${name}: groups are numbered from 0.`);
    if (group > most) most = group;
  }
  return most + 1;
}

/** The columns of a cell from its counts by level (from 1): how many, their mean and their spread about it. */
export function cellOfCounts(counts: readonly number[]): { n: number; mean: number; within: number } {
  let [n, sum] = [0, 0];
  counts.forEach((count, k) => {
    n += count;
    sum += count * (k + 1);
  });
  const mean = sum / n;
  return { n, mean, within: counts.reduce((total, count, k) => total + count * (k + 1 - mean) ** 2, 0) };
}
