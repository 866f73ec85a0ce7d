import { LevelProbabilities } from './cumulative-likelihood.ts';
import { cholesky, logDeterminant, solveLower, solveUpper } from './linear-algebra.ts';
import type { Layout } from './link-mixed-table.ts';

/**
 * The most probable effects of all groups, given thresholds, coefficients and deviations: Newton's method on the penalised
 * likelihood Σ n log p − ½uᵀu, which is concave, with u the effects in units of their standard deviation. Owners are eliminated
 * first. What is left after `find` is the factored Hessian at the mode: the Laplace approximation needs both.
 */
export class Modes {
  readonly layout: Layout;
  readonly probabilities: LevelProbabilities;
  /** Effects of owners, then of dense columns. */
  u: Float64Array;
  readonly eta: Float64Array;
  /** Deviation of the owners, and of each dense column. */
  ownerSd = 0;
  readonly sd: Float64Array;
  /** The Hessian: owners' diagonal, slots between owners and dense columns, and the factor of the rest. */
  readonly owner: Float64Array;
  readonly between: Float64Array;
  readonly factor: Float64Array;
  private readonly fixedPart: Float64Array;
  private readonly score: Float64Array;
  /** Of each dense column, its effect times its deviation. */
  private readonly effect: Float64Array;

  constructor(layout: Layout, levels: number) {
    this.layout = layout;
    this.probabilities = new LevelProbabilities(levels);
    this.u = new Float64Array(layout.owners + layout.dense);
    this.eta = new Float64Array(layout.rows);
    this.sd = new Float64Array(layout.dense);
    this.owner = new Float64Array(layout.owners);
    this.between = new Float64Array(layout.slotColumn.length);
    this.factor = new Float64Array(layout.dense * layout.dense);
    this.fixedPart = new Float64Array(layout.rows);
    this.score = new Float64Array(this.u.length);
    this.effect = new Float64Array(layout.dense);
  }

  /** The Laplace log-likelihood for thresholds, coefficients, then a deviation for each grouping; −Infinity where there is none. */
  find(parameters: ArrayLike<number>): number {
    const { layout, probabilities } = this;
    if (!probabilities.setThresholds(parameters)) return -Infinity;
    const first = probabilities.levels - 1;
    this.ownerSd = parameters[first + layout.fixed + layout.owning]!;
    layout.others.forEach((other, f) => this.sd.fill(parameters[first + layout.fixed + other]!, layout.starts[f], layout.starts[f + 1]));
    for (let i = 0; i < layout.rows; i++) {
      let eta = 0;
      for (let j = 0; j < layout.fixed; j++) eta += layout.x[i * layout.fixed + j]! * parameters[first + j]!;
      this.fixedPart[i] = eta;
    }
    let here = this.equations(this.u);
    if (here === -Infinity) {
      this.u = new Float64Array(this.u.length);
      here = this.equations(this.u);
    }
    for (let turn = 0; turn < 60; turn++) {
      if (!cholesky(this.factor, layout.dense)) return -Infinity;
      const step = this.score.slice();
      this.solve(step);
      let decrement = 0;
      for (let i = 0; i < step.length; i++) decrement += step[i]! * this.score[i]!;
      // slopes, and differences of slopes, need the modes more exactly than the likelihood does
      if (decrement < 1e-16) return here - 0.5 * this.logDeterminant();
      let length = 1;
      for (; length > 1e-6; length /= 2) {
        const next = new Float64Array(step.length);
        for (let i = 0; i < step.length; i++) next[i] = this.u[i]! + length * step[i]!;
        const there = this.equations(next);
        if (there > here - 1e-12 * Math.abs(here)) {
          this.u = next;
          here = there;
          break;
        }
      }
      if (length <= 1e-6) return -Infinity;
    }
    return -Infinity;
  }

  /** H⁻¹ b in place, b with a value for each owner, then each dense column. */
  solve(b: Float64Array): void {
    const { owners, dense, slotStart, slotColumn } = this.layout;
    const rest = b.subarray(owners);
    for (let o = 0; o < owners; o++) {
      const value = b[o]! / this.owner[o]!;
      for (let at = slotStart[o]!; at < slotStart[o + 1]!; at++) rest[slotColumn[at]!]! -= this.between[at]! * value;
    }
    solveLower(this.factor, dense, rest);
    solveUpper(this.factor, dense, rest);
    for (let o = 0; o < owners; o++) {
      let value = b[o]!;
      for (let at = slotStart[o]!; at < slotStart[o + 1]!; at++) value -= this.between[at]! * rest[slotColumn[at]!]!;
      b[o] = value / this.owner[o]!;
    }
  }

  private logDeterminant(): number {
    let sum = logDeterminant(this.factor, this.layout.dense);
    for (let o = 0; o < this.layout.owners; o++) sum += Math.log(this.owner[o]!);
    return sum;
  }

  /** The penalised log-likelihood for the effects `u`, with its score in them and its Hessian, not yet factored. */
  private equations(u: Float64Array): number {
    const { owners, dense, others, from, column, slot, level, n, slotStart, slotColumn } = this.layout;
    const { eta, fixedPart, sd, ownerSd, owner, between, factor, probabilities, score, effect } = this;
    const { below, density } = probabilities;
    const wide = others.length;
    let value = 0;
    for (let i = 0; i < u.length; i++) value -= 0.5 * u[i]! * u[i]!;
    for (let j = 0; j < dense; j++) effect[j] = sd[j]! * u[owners + j]!;
    score.fill(0);
    between.fill(0);
    factor.fill(0);
    // rows are only summed here; deviations scale the sums
    for (let o = 0; o < owners; o++) {
      const own = ownerSd * u[o]!;
      let ownScore = 0;
      let ownWeight = 0;
      for (let i = from[o]!; i < from[o + 1]!; i++) {
        const met = i * wide;
        let sum = fixedPart[i]! + own;
        for (let f = 0; f < wide; f++) sum += effect[column[met + f]!]!;
        eta[i] = sum;
        const k = level[i]!;
        probabilities.around(k, sum);
        const times = n[i]!;
        value += times * Math.log(probabilities.share(k));
        const slope = times * (below[k]! + below[k - 1]! - 1);
        const weight = times * (density[k]! + density[k - 1]!);
        ownScore += slope;
        ownWeight += weight;
        for (let f = 0; f < wide; f++) {
          const j = column[met + f]!;
          score[owners + j]! += slope;
          between[slot[met + f]!]! += weight;
          // later groupings have later columns: the lower triangle
          for (let g = f + 1; g < wide; g++) factor[j * dense + column[met + g]!]! += weight;
        }
      }
      score[o] = ownerSd * ownScore - u[o]!;
      owner[o] = 1 + ownerSd * ownerSd * ownWeight;
      for (let at = slotStart[o]!; at < slotStart[o + 1]!; at++) factor[slotColumn[at]! * (dense + 1)]! += between[at]!;
    }
    for (let j = 0; j < dense; j++) {
      score[owners + j] = sd[j]! * score[owners + j]! - u[owners + j]!;
      for (let i = j; i < dense; i++) factor[j * dense + i]! *= sd[j]! * sd[i]!;
      factor[j * dense + j]! += 1;
    }
    this.eliminate();
    return Number.isFinite(value) ? value : -Infinity;
  }

  /** Takes the owners out of the Hessian of the dense columns. */
  private eliminate(): void {
    const { owners, dense, slotStart, slotColumn } = this.layout;
    const { owner, between, factor, sd, ownerSd } = this;
    for (let o = 0; o < owners; o++) {
      const [first, end] = [slotStart[o]!, slotStart[o + 1]!];
      for (let a = first; a < end; a++) between[a]! *= ownerSd * sd[slotColumn[a]!]!;
      for (let a = first; a < end; a++) {
        const column = slotColumn[a]!;
        const scaled = between[a]! / owner[o]!;
        for (let b = first; b < end; b++) {
          const row = slotColumn[b]!;
          if (row >= column) factor[column * dense + row]! -= scaled * between[b]!;
        }
      }
    }
  }
}
