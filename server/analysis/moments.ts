/** Mean and spread of numbers as they come, without keeping them. Source: Welford 1962. */
export class Moments {
  n = 0;
  mean = 0;
  #squares = 0;

  add(value: number): void {
    this.n += 1;
    const from = value - this.mean;
    this.mean += from / this.n;
    this.#squares += from * (value - this.mean);
  }

  /** With n − 1; 0 of one number. */
  get sd(): number {
    return this.n < 2 ? 0 : Math.sqrt(this.#squares / (this.n - 1));
  }
}
