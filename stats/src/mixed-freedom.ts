import type { MixedTable } from './mixed-table.ts';

/**
 * Degrees of freedom of the intercept and each covariate, by the level at which it varies: one that is the same for all scores
 * of a mentor is known as well as there are mentors; one that is the same for all scores of a student, or that differs within,
 * as well as there are students. The containment rule of SAS and nlme (Pinheiro & Bates 2000, section 2.4.2), on the careful side
 * for what differs within. Never below 1.
 */
export function freedoms(table: MixedTable, students: number, crossed: readonly number[]): number[] {
  const groupings = [...table.crossed.map(({ of }, f) => ({ of, groups: crossed[f]! })), { of: table.student, groups: students }];
  const level = table.columns.map((column) => {
    const held = groupings.findIndex(({ of, groups }) => constantWithin(column, of, groups));
    return held === -1 ? groupings.length : held;
  });
  return [groupings.length - 1, ...level].map((at) => {
    const groups = groupings[at]?.groups ?? students;
    const spent = at === groupings.length ? 0 : level.filter((other) => other === at).length;
    return Math.max(1, groups - 1 - spent);
  });
}

function constantWithin(column: ArrayLike<number>, of: ArrayLike<number>, groups: number): boolean {
  const value = new Float64Array(groups).fill(NaN);
  for (let i = 0; i < column.length; i++) {
    const group = of[i]!;
    if (Number.isNaN(value[group]!)) value[group] = column[i]!;
    else if (value[group] !== column[i]) return false;
  }
  return true;
}
