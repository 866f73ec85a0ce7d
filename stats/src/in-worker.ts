import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { fits, FitName } from './fits.ts';

type Table<N extends FitName> = Parameters<(typeof fits)[N]>[0];
type Options<N extends FitName> = Omit<NonNullable<Parameters<(typeof fits)[N]>[1]>, 'progress'>;

export interface InWorker {
  /** Aborting ends the thread at once, whatever it is doing, and rejects with the signal's reason. */
  signal?: AbortSignal;
  /** How far it is, at most ten times a second. */
  onProgress?: (step: { iteration: number; value: number }) => void;
}

type Said =
  | { kind: 'progress'; step: { iteration: number; value: number } }
  | { kind: 'answer'; answer: unknown }
  | { kind: 'problem'; range: boolean; message: string };

/** One core is left for requests; whoever comes while all others are fitting waits their turn. */
const mostAtOnce = Math.max(1, availableParallelism() - 1);
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs a fit by name in a thread of its own, so that no request waits for it. Typed arrays in the table are copied, not taken.
 * Rejects with RangeError for what the fit says cannot be, with the signal's reason when cancelled, and otherwise with what went wrong.
 */
export async function runInWorker<N extends FitName>(
  name: N,
  input: Table<N>,
  options: Options<N>,
  { signal, onProgress }: InWorker = {},
): Promise<ReturnType<(typeof fits)[N]>> {
  await turn(signal);
  try {
    return (await inThread({ name, input, options }, signal, onProgress)) as ReturnType<(typeof fits)[N]>;
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function turn(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  while (running >= mostAtOnce) {
    await new Promise<void>((resolve, reject) => {
      const next = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(next), 1);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(next);
    });
  }
  running += 1;
}

async function inThread(workerData: object, signal: AbortSignal | undefined, onProgress: InWorker['onProgress']): Promise<unknown> {
  // between being called and beginning; a listener of what has already happened is never told
  signal?.throwIfAborted();
  // as TypeScript here, as JavaScript where the package was published
  const entry = new URL(import.meta.url.endsWith('.ts') ? 'worker.ts' : 'worker.js', import.meta.url);
  // not the parent's flags: a debugger's port, or a test runner's loader, is not for the thread
  const worker = new Worker(entry, { workerData, execArgv: [] });
  const cancelled = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true, signal: cancelled.signal });
      worker.on('message', (said: Said) => {
        if (said.kind === 'progress') onProgress?.(said.step);
        else if (said.kind === 'answer') resolve(said.answer);
        else reject(said.range ? new RangeError(said.message) : new Error(said.message));
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`The thread of the fit ended with ${code} and no answer.`)));
    });
  } finally {
    cancelled.abort();
    await worker.terminate();
  }
}
