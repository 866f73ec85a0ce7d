import type { MixedTable } from './mixed-table.ts';

/**
 * What a linear mixed model needs of its rows, whatever the variances: inner products. Dense columns are the crossed groups, then
 * the intercept and the covariates, then the scores; students meet only the groups they were scored by.
 */
export interface CrossProducts {
  students: number;
  /** Crossed groups, fixed columns (intercept and covariates), and all dense columns, the scores included. */
  groups: number;
  fixed: number;
  width: number;
  /** First dense column of each grouping, with one more at the end. */
  starts: Int32Array;
  /** Dense columns with each other: lower triangle, column-major, width × width. */
  dense: Float64Array;
  /** Of each student, Z′Z of intercept and slope: three numbers. */
  own: Float64Array;
  /** Slots of student s are `slotStart[s]` … `slotStart[s + 1]`: dense columns met, ascending; Z′ of each, intercept and slope. */
  slotStart: Int32Array;
  slotColumn: Int32Array;
  slotIntercept: Float64Array;
  slotSlope: Float64Array;
  /** Observations behind the residual degrees of freedom, and what prior weights add to the deviance. */
  observations: number;
  weightTerm: number;
}

/** One pass over the rows, students in turn. */
export function crossProducts(table: MixedTable, students: number, crossed: readonly number[]): CrossProducts {
  const rows = table.mean.length;
  const starts = Int32Array.from({ length: crossed.length + 1 }, (_, f) => crossed.slice(0, f).reduce((sum, n) => sum + n, 0));
  const groups = starts[crossed.length]!;
  const fixed = table.covariates.length + 1;
  const width = groups + fixed + 1;
  const score = width - 1;
  const dense = new Float64Array(width * width);
  const own = new Float64Array(students * 3);
  const met = crossed.length + fixed + 1;
  const { order, from } = byStudent(table.student, rows, students);
  const slotStart = new Int32Array(students + 1);
  let slotColumn = new Int32Array(students * met + 64);
  let slotIntercept = new Float64Array(slotColumn.length);
  let slotSlope = new Float64Array(slotColumn.length);
  const slotOf = new Int32Array(width).fill(-1);
  const intercepts = new Float64Array(width);
  const slopes = new Float64Array(width);
  const column = new Int32Array(met);
  const value = new Float64Array(met);
  let [observations, weightTerm, used] = [0, 0, 0];
  for (let s = 0; s < students; s++) {
    const touched: number[] = [];
    for (let at = from[s]!; at < from[s + 1]!; at++) {
      const i = order[at]!;
      const n = table.n ? table.n[i]! : 1;
      const slope = table.slope ? table.slope[i]! : 0;
      for (let f = 0; f < crossed.length; f++) {
        column[f] = starts[f]! + table.crossed[f]!.of[i]!;
        value[f] = 1;
      }
      column[crossed.length] = groups;
      value[crossed.length] = 1;
      for (let j = 1; j < fixed; j++) {
        column[crossed.length + j] = groups + j;
        value[crossed.length + j] = table.columns[j - 1]![i]!;
      }
      column[met - 1] = score;
      value[met - 1] = table.mean[i]!;
      for (let a = 0; a < met; a++) {
        const here = column[a]!;
        const weighted = n * value[a]!;
        if (slotOf[here] === -1) {
          slotOf[here] = 1;
          touched.push(here);
        }
        intercepts[here]! += weighted;
        slopes[here]! += weighted * slope;
        for (let b = a; b < met; b++) dense[here * width + column[b]!]! += weighted * value[b]!;
      }
      own[s * 3]! += n;
      own[s * 3 + 1]! += n * slope;
      own[s * 3 + 2]! += n * slope * slope;
      if (table.within) {
        dense[score * width + score]! += table.within[i]!;
        observations += n;
      } else {
        observations += 1;
        weightTerm -= Math.log(n);
      }
    }
    touched.sort((a, b) => a - b);
    if (used + touched.length > slotColumn.length) {
      const longer = 2 * (used + touched.length);
      slotColumn = grown(slotColumn, new Int32Array(longer));
      slotIntercept = grown(slotIntercept, new Float64Array(longer));
      slotSlope = grown(slotSlope, new Float64Array(longer));
    }
    for (const here of touched) {
      slotColumn[used] = here;
      slotIntercept[used] = intercepts[here]!;
      slotSlope[used] = slopes[here]!;
      used += 1;
      slotOf[here] = -1;
      intercepts[here] = 0;
      slopes[here] = 0;
    }
    slotStart[s + 1] = used;
  }
  return { students, groups, fixed, width, starts, dense, own, slotStart, slotColumn, slotIntercept, slotSlope, observations, weightTerm };
}

/** Rows with those of one student together: a counting sort. */
export function byStudent(student: ArrayLike<number>, rows: number, students: number): { order: Int32Array; from: Int32Array } {
  const from = new Int32Array(students + 1);
  for (let i = 0; i < rows; i++) from[student[i]! + 1]! += 1;
  for (let s = 0; s < students; s++) from[s + 1]! += from[s]!;
  const next = from.slice();
  const order = new Int32Array(rows);
  for (let i = 0; i < rows; i++) order[next[student[i]!]!++] = i;
  return { order, from };
}

function grown<T extends Int32Array | Float64Array>(old: T, longer: T): T {
  longer.set(old);
  return longer;
}
