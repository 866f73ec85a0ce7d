import { parentPort, workerData } from 'node:worker_threads';
import { fits, type FitName } from './fits.ts';

/*
 * The thread a fit runs in: one fit, then it ends. What it is asked and what it says are structured clones.
 * `in-worker.ts` starts it.
 */
const { name, input, options } = workerData as { name: FitName; input: never; options: object };
const port = parentPort;
if (!port) throw new Error('This is the entry of a worker thread; runInWorker starts it.');

let told = 0;
const progress = (step: { iteration: number; value: number }) => {
  // a small fit would say more than anyone can read
  if (performance.now() - told < 100) return;
  told = performance.now();
  port.postMessage({ kind: 'progress', step });
};

try {
  port.postMessage({ kind: 'answer', answer: fits[name](input, { ...options, progress } as never) });
} catch (error) {
  port.postMessage({
    kind: 'problem',
    range: error instanceof RangeError,
    message: error instanceof Error ? error.message : String(error),
  });
}
