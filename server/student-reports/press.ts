import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Document } from '@waymark/contract/documents.ts';
import { countPages } from '../documents/pdf.ts';
import { Refusal } from '../http/refusal.ts';
import type { Asked, Said } from './press-worker.ts';

/** Sets documents in threads of its own, so that no request waits while a thousand pages are made. */
export interface Press {
  /** Null on a machine without the compiler. */
  readonly countPages: (document: Document) => Promise<number | null>;
  /** @throws Refusal 501 on a machine without the compiler */
  readonly pdf: (document: Document) => Promise<Uint8Array<ArrayBuffer>>;
  /** How many documents it sets at once: so many may be asked for without any of them lying about. */
  readonly threads: number;
  readonly close: () => Promise<void>;
}

interface Waiting {
  resolve: (said: Extract<Said, { kind: 'done' }>) => void;
  reject: (error: Error) => void;
}

const setter = new URL('press-worker.ts', import.meta.url);

/**
 * A thread holds the typefaces and the compiler, some 100 MB: close the press when the work is done. Where a thread dies, what
 * it was asked for is given up with an error, and what is asked for next goes to a new one.
 * @param thread what the threads run
 */
export function openPress(threads = Math.min(4, availableParallelism()), thread = setter): Press {
  const hands = Array.from({ length: threads }, () => startHand(thread));
  let closed = false;
  const ask = async (what: Asked['what'], document: Document) => {
    if (closed) throw new Error('The press is closed.');
    for (const [at, { dead }] of hands.entries()) if (dead) hands[at] = startHand(thread);
    return hands.reduce((idlest, hand) => (hand.waiting.size < idlest.waiting.size ? hand : idlest)).ask(what, document);
  };
  return {
    threads,
    countPages: async (document) => {
      const said = await ask('count', document).catch(withoutCompiler);
      return said?.pages ?? null;
    },
    pdf: async (document) => (await ask('pdf', document)).bytes ?? new Uint8Array(),
    close: async () => {
      closed = true;
      await Promise.all(hands.map(({ worker }) => worker.terminate()));
    },
  };
}

function startHand(thread: URL) {
  // not the parent's flags: a debugger's port, or a test runner's loader, is not for the thread
  const worker = new Worker(thread, { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  const giveUp = (error: Error) => {
    hand.dead = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (said: Said) => {
    const one = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.kind === 'done') one?.resolve(said);
    else
      one?.reject(
        said.refusal === null
          ? new Error(said.message)
          : new Refusal(said.refusal.status, said.refusal.code, said.message, said.refusal.detail),
      );
  });
  worker.on('error', giveUp);
  worker.on('exit', (code) => giveUp(new Error(`The thread that sets pages ended with ${code}.`)));
  const hand = {
    worker,
    waiting,
    dead: false,
    ask: (what: Asked['what'], document: Document) =>
      new Promise<Extract<Said, { kind: 'done' }>>((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.postMessage({ id: asked, what, document } satisfies Asked);
      }),
  };
  return hand;
}

/** How many pages a document has, set at once in this thread; null on a machine without the compiler. */
export const countHere = async (document: Document): Promise<number | null> => (await countPages(document).catch(withoutCompiler)) ?? null;

function withoutCompiler(error: unknown): undefined {
  if (error instanceof Refusal && error.status === 501) return undefined;
  throw error;
}
