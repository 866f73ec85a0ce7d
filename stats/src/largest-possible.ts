/** A sum that a reader knows: Σ coefficient × count = equals. */
export interface KnownSum {
  terms: ReadonlyMap<string, number>;
  equals: number;
}

/** Sums that cannot all be true of the same counts: they were taken at different moments, or one of them is wrong. */
export class Contradiction extends RangeError {}

const tiny = 1e-9;

/**
 * What is the most that a count nobody was shown could be, given the sums that were? The reader's best attack by subtraction,
 * however many tables it goes through, is this linear programme, so what it leaves open is safe from subtraction.
 *
 * @param sums over counts that were not shown; a count may stand in many
 * @param least the least each count can be (1 where noughts are shown)
 * @returns a function from the id of a count to its largest possible value; it stops at `enough`, and says Infinity where
 *   nothing limits it. A count that stands in no sum has no limit.
 * @throws Contradiction, a RangeError, if the sums cannot all be true
 *
 * Source: simplex with Bland's rule (Bland 1977, Math. Oper. Res. 2); auditing by linear programming as in Willenborg & de
 * Waal 2001, Elements of Statistical Disclosure Control, ch. 6.
 */
export function largestPossible(sums: readonly KnownSum[], least: number): (id: string, enough?: number) => number {
  const ids = [...new Set(sums.flatMap(({ terms }) => [...terms.keys()]))];
  const column = new Map(ids.map((id, at) => [id, at]));
  const tableau = feasible(
    sums.map(({ terms, equals }) => {
      const row = new Float64Array(ids.length + 1);
      row[ids.length] = equals;
      for (const [id, coefficient] of terms) {
        row[column.get(id)!]! += coefficient;
        row[ids.length]! -= coefficient * least;
      }
      return row;
    }),
    ids.length,
  );
  return (id, enough = Infinity) => {
    const at = column.get(id);
    return at === undefined ? Infinity : least + maximise(tableau, at, enough - least);
  };
}

interface Tableau {
  rows: Float64Array[];
  /** The column that is basic in each row; −1: none yet. */
  basis: number[];
  width: number;
}

function pivot({ rows, basis }: Tableau, row: number, column: number): void {
  const by = rows[row]!;
  const scale = by[column]!;
  for (let k = 0; k < by.length; k++) by[k]! /= scale;
  by[column] = 1;
  for (const other of rows) {
    const factor = other[column]!;
    if (other === by || factor === 0) continue;
    for (let k = 0; k < by.length; k++) other[k]! -= factor * by[k]!;
    other[column] = 0;
  }
  basis[row] = column;
}

/** The row that first reaches nought as the column grows; of several, the one whose basic column is first. −1: none. */
function firstToVanish({ rows, basis, width }: Tableau, column: number): number {
  let found = -1;
  let smallest = Infinity;
  rows.forEach((row, at) => {
    if (row[column]! <= tiny) return;
    const ratio = row[width]! / row[column]!;
    if (ratio < smallest - tiny || (ratio < smallest + tiny && found !== -1 && basis[at]! < basis[found]!)) {
      smallest = Math.min(ratio, smallest);
      found = at;
    }
  });
  return found;
}

/** Phase one: a corner of what is possible. */
function feasible(rows: Float64Array[], width: number): Tableau {
  for (const row of rows) if (row[width]! < 0) row.forEach((value, k) => (row[k] = -value));
  const tableau: Tableau = { rows, basis: rows.map(() => -1), width };
  for (;;) {
    const open = rows.filter((_, at) => tableau.basis[at] === -1);
    const short = open.reduce((sum, row) => sum + row[width]!, 0);
    if (short <= tiny * (1 + open.length)) break;
    let entering = -1;
    for (let k = 0; k < width && entering === -1; k++) if (open.reduce((sum, row) => sum + row[k]!, 0) > tiny) entering = k;
    const row = entering === -1 ? -1 : firstToVanish(tableau, entering);
    if (row === -1) throw new Contradiction('These sums cannot all be true of the same counts.');
    pivot(tableau, row, entering);
  }
  // what is left without a basic column is nought throughout, or a sum that follows from the others
  for (let at = rows.length - 1; at >= 0; at--) {
    if (tableau.basis[at] !== -1) continue;
    const entering = rows[at]!.findIndex((value, k) => k < width && Math.abs(value) > tiny);
    if (entering !== -1) pivot(tableau, at, entering);
    else {
      rows.splice(at, 1);
      tableau.basis.splice(at, 1);
    }
  }
  return tableau;
}

/** Phase two: as far as one column goes. The tableau stays at the corner found, which is a good start for the next column. */
function maximise(tableau: Tableau, column: number, enough: number): number {
  const { rows, basis, width } = tableau;
  for (;;) {
    const at = basis.indexOf(column);
    if (at !== -1 && rows[at]![width]! >= enough - tiny) return rows[at]![width]!;
    let entering = at === -1 ? column : -1;
    for (let k = 0; k < width && entering === -1; k++) if (k !== column && rows[at]![k]! < -tiny) entering = k;
    if (entering === -1) return rows[at]![width]!;
    const leaving = firstToVanish(tableau, entering);
    if (leaving === -1) return Infinity;
    pivot(tableau, leaving, entering);
  }
}
