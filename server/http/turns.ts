/**
 * Readings that take long take turns: so many at a time, and the next one when one is done, so that there is always a way to the
 * database for everybody else.
 */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Does the work when its turn comes; not at all when nobody wants it by then, which throws the signal's reason. */
  async take<T>(work: () => Promise<T>, wanted: AbortSignal): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      wanted.throwIfAborted();
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
