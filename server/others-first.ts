import { setImmediate } from 'node:timers/promises';

/** How long a loop may keep the program's one thread, in milliseconds. */
const mostMs = 50;

/** For loops that take long: lets other requests through where they have waited for a while. */
export class OthersFirst {
  #since = performance.now();

  async letThrough(): Promise<void> {
    if (performance.now() - this.#since < mostMs) return;
    await setImmediate();
    this.#since = performance.now();
  }
}
