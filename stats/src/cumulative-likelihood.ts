/**
 * The probabilities of K ordered levels under logit P(Y ≤ k) = α_k − η, at one η after another.
 *
 * With F the logistic function and f = F(1 − F), a rating at level k has, writing a = α_k − η and b = α_{k−1} − η,
 * p = F(a) − F(b) = F(a) F(−b) (1 − e^{b−a}), which loses no digits in either tail, and the derivatives of log p in η are
 * F(a) + F(b) − 1, −(f(a) + f(b)) and f′(a) + f′(b): always concave (Pratt 1981).
 * Source: McCullagh 1980; derivatives as in Christensen, the `ordinal` package.
 */
export class LevelProbabilities {
  readonly levels: number;
  /** After `at`, by threshold 0 … K (those at the ends are −∞ and ∞): F, 1 − F, f and f′. */
  readonly below: Float64Array;
  readonly above: Float64Array;
  readonly density: Float64Array;
  readonly slope: Float64Array;
  /** Once for each set of thresholds: e^{−α_k}, and 1 − e^{α_{k−1} − α_k}, by level from 1. */
  private readonly odds: Float64Array;
  private readonly gap: Float64Array;

  constructor(levels: number) {
    this.levels = levels;
    const filled = () => new Float64Array(levels + 1);
    [this.below, this.above, this.density, this.slope, this.odds, this.gap] = [filled(), filled(), filled(), filled(), filled(), filled()];
    this.below[levels] = 1;
    this.above[0] = 1;
  }

  /** False, and nothing is to be asked, unless the thresholds rise strictly. `thresholds` has K − 1 values, read from `from`. */
  setThresholds(thresholds: ArrayLike<number>, from = 0): boolean {
    for (let k = 1; k < this.levels; k++) {
      const here = thresholds[from + k - 1]!;
      this.odds[k] = Math.exp(-here);
      this.gap[k] = k === 1 ? 1 : -Math.expm1(thresholds[from + k - 2]! - here);
      if (!(this.gap[k]! > 0) || !Number.isFinite(here)) return false;
    }
    this.gap[this.levels] = 1;
    return true;
  }

  /** Fills `below`, `above`, `density` and `slope` for one η. */
  at(eta: number): void {
    const shift = Math.exp(Math.min(Math.max(eta, -300), 300));
    for (let k = 1; k < this.levels; k++) this.threshold(k, shift);
  }

  /** As `at`, but only of the two thresholds a level lies between: all that a rating needs whose level is known. */
  around(level: number, eta: number): void {
    const shift = Math.exp(Math.min(Math.max(eta, -300), 300));
    if (level > 1) this.threshold(level - 1, shift);
    if (level < this.levels) this.threshold(level, shift);
  }

  private threshold(k: number, shift: number): void {
    const odds = this.odds[k]! * shift;
    const below = 1 / (1 + odds);
    const above = odds * below;
    const density = below * above;
    this.below[k] = below;
    this.above[k] = above;
    this.density[k] = density;
    this.slope[k] = density * (above - below);
  }

  /** P(Y = level), level from 1. */
  share(level: number): number {
    return this.below[level]! * this.above[level - 1]! * this.gap[level]!;
  }
}
