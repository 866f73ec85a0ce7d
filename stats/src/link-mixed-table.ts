import { byStudent } from './mixed-cross-products.ts';

/** Ratings for a cumulative-link mixed model: one row for each rating, or for each level of a cell with how many are at it. */
export interface LinkMixedTable {
  covariates: readonly string[];
  /** `columns[covariate][row]`. No intercept: the thresholds are that. */
  columns: readonly ArrayLike<number>[];
  /** From 1 to `levels`. */
  level: ArrayLike<number>;
  levels: number;
  /** Ratings a row stands for; 1 if not said. */
  n?: ArrayLike<number>;
  /** Groupings with a normal intercept each, crossed or nested, numbered from 0: student, mentor, outcome. */
  groupings: readonly { name: string; of: ArrayLike<number> }[];
}

/**
 * The rows arranged for elimination: the grouping with the most groups (students) owns them, together; the others are dense
 * columns, and each owner meets few of them.
 */
export interface Layout {
  rows: number;
  fixed: number;
  /** Which grouping owns the rows, and the others in their order. */
  owning: number;
  others: readonly number[];
  owners: number;
  /** Rows of owner o are `from[o]` … `from[o + 1]`. */
  from: Int32Array;
  level: Uint8Array;
  n: Float64Array;
  /** Row by row. */
  x: Float64Array;
  /** Row by row, for each other grouping: the dense column, and which of its owner's slots that is. */
  column: Int32Array;
  slot: Int32Array;
  starts: Int32Array;
  dense: number;
  slotStart: Int32Array;
  slotColumn: Int32Array;
}

/** Arranges the rows. Throws RangeError naming what is wrong with the table. */
export function layoutOf(table: LinkMixedTable): Layout {
  const rows = table.level.length;
  const fixed = table.covariates.length;
  if (table.columns.length !== fixed) throw new RangeError('A column is needed for each covariate.');
  if (table.groupings.length === 0) throw new RangeError('A mixed model needs a grouping.');
  const groups = table.groupings.map(({ name, of }) => groupsOf(name, of, rows));
  const owning = groups.indexOf(Math.max(...groups));
  const others = groups.map((_, f) => f).filter((f) => f !== owning);
  const owners = groups[owning]!;
  const { order, from } = byStudent(table.groupings[owning]!.of, rows, owners);
  const level = new Uint8Array(rows);
  const n = new Float64Array(rows).fill(1);
  const x = new Float64Array(rows * fixed);
  const starts = Int32Array.from({ length: others.length + 1 }, (_, f) =>
    others.slice(0, f).reduce((sum, other) => sum + groups[other]!, 0),
  );
  const dense = starts[others.length]!;
  const column = new Int32Array(rows * others.length);
  order.forEach((row, at) => {
    const here = table.level[row]!;
    if (!Number.isInteger(here) || here < 1 || here > table.levels)
      throw new RangeError(`Row ${row} is at level ${here}, not 1 to ${table.levels}.`);
    level[at] = here;
    if (table.n) n[at] = table.n[row]!;
    if (!(n[at]! > 0 && n[at]! < Infinity)) throw new RangeError(`Row ${row} stands for ${n[at]} ratings.`);
    for (let j = 0; j < fixed; j++) {
      const value = table.columns[j]![row]!;
      if (!Number.isFinite(value)) throw new RangeError(`Row ${row} has ${value} for ${table.covariates[j]}.`);
      x[at * fixed + j] = value;
    }
    others.forEach((other, f) => (column[at * others.length + f] = starts[f]! + table.groupings[other]!.of[row]!));
  });
  return {
    rows,
    fixed,
    owning,
    others,
    owners,
    from,
    level,
    n,
    x,
    column,
    starts,
    dense,
    ...slots(from, column, owners, dense, others.length),
  };
}

/** The dense columns each owner meets, once each. */
function slots(from: Int32Array, column: Int32Array, owners: number, dense: number, wide: number) {
  const slot = new Int32Array(column.length);
  const slotStart = new Int32Array(owners + 1);
  const slotColumn: number[] = [];
  const place = new Int32Array(dense).fill(-1);
  for (let o = 0; o < owners; o++) {
    const first = slotColumn.length;
    for (let at = from[o]! * wide; at < from[o + 1]! * wide; at++) {
      const here = column[at]!;
      // a place given to an owner before this one is no place of this one's
      if (place[here]! < first) {
        place[here] = slotColumn.length;
        slotColumn.push(here);
      }
      slot[at] = place[here]!;
    }
    slotStart[o + 1] = slotColumn.length;
  }
  return { slot, slotStart, slotColumn: Int32Array.from(slotColumn) };
}

function groupsOf(name: string, of: ArrayLike<number>, rows: number): number {
  if (of.length !== rows) throw new RangeError(`${name} has ${of.length} rows, not ${rows}.`);
  let most = -1;
  for (let i = 0; i < rows; i++) {
    if (!Number.isInteger(of[i]) || of[i]! < 0) throw new RangeError(`Row ${i} has ${of[i]} for ${name}: groups are numbered from 0.`);
    if (of[i]! > most) most = of[i]!;
  }
  return most + 1;
}
