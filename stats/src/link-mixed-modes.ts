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
    let here = this.penalised(this.u);
    if (here === -Infinity) {
      this.u.fill(0);
      here = this.penalised(this.u);
    }
    for (let turn = 0; turn < 60; turn++) {
      if (!this.equations()) return -Infinity;
      const step = this.score.slice();
      this.solve(step);
      let decrement = 0;
      for (let i = 0; i < step.length; i++) decrement += step[i]! * this.score[i]!;
      if (decrement < 1e-13 * Math.max(1, Math.abs(here) * 1e-3)) return here - 0.5 * this.logDeterminant();
      let length = 1;
      for (; length > 1e-6; length /= 2) {
        const next = this.u.map((value, i) => value + length * step[i]!);
        const there = this.penalised(next);
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

  /** Fills `eta` for the effects `u`, and gives the penalised log-likelihood there. */
  private penalised(u: Float64Array): number {
    const { owners, from, column, level, n } = this.layout;
    const { eta, fixedPart, sd, ownerSd, probabilities } = this;
    let value = 0;
    for (let i = 0; i < u.length; i++) value -= 0.5 * u[i]! * u[i]!;
    for (let o = 0; o < owners; o++) {
      const own = ownerSd * u[o]!;
      for (let i = from[o]!; i < from[o + 1]!; i++) {
        let sum = fixedPart[i]! + own;
        for (let f = 0; f < column.length; f++) sum += sd[column[f]![i]!]! * u[owners + column[f]![i]!]!;
        eta[i] = sum;
        probabilities.at(sum);
        value += n[i]! * Math.log(probabilities.share(level[i]!));
      }
    }
    return Number.isFinite(value) ? value : -Infinity;
  }

  /** The score in u and the factored Hessian, at `eta`. */
  private equations(): boolean {
    const { owners, dense, from, column, slot, level, n, slotStart, slotColumn } = this.layout;
    const { eta, sd, ownerSd, owner, between, factor, probabilities, score, u } = this;
    const { below, density } = probabilities;
    for (let i = 0; i < u.length; i++) score[i] = -u[i]!;
    between.fill(0);
    factor.fill(0);
    for (let j = 0; j < dense; j++) factor[j * dense + j] = 1;
    for (let o = 0; o < owners; o++) {
      let [ownScore, ownWeight] = [0, 0];
      for (let i = from[o]!; i < from[o + 1]!; i++) {
        probabilities.at(eta[i]!);
        const k = level[i]!;
        const slope = n[i]! * (below[k]! + below[k - 1]! - 1);
        const weight = n[i]! * (density[k]! + density[k - 1]!);
        ownScore += slope;
        ownWeight += weight;
        for (let f = 0; f < column.length; f++) {
          const j = column[f]![i]!;
          score[owners + j]! += sd[j]! * slope;
          between[slot[f]![i]!]! += ownerSd * sd[j]! * weight;
          // later groupings have later columns: the lower triangle
          for (let g = f; g < column.length; g++) factor[j * dense + column[g]![i]!]! += sd[j]! * sd[column[g]![i]!]! * weight;
        }
      }
      score[o]! += ownerSd * ownScore;
      const pivot = 1 + ownerSd * ownerSd * ownWeight;
      owner[o] = pivot;
      for (let a = slotStart[o]!; a < slotStart[o + 1]!; a++) {
        const scaled = between[a]! / pivot;
        for (let b = slotStart[o]!; b < slotStart[o + 1]!; b++) {
          if (slotColumn[b]! >= slotColumn[a]!) factor[slotColumn[a]! * dense + slotColumn[b]!]! -= scaled * between[b]!;
        }
      }
    }
    return cholesky(factor, dense);
  }
}
