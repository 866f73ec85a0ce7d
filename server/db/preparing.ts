import type { Writable } from 'node:stream';
import { Client } from 'pg';

/** How often a text is seen before it is worth preparing, and how many texts a server keeps prepared in all. */
const SEEN = 3;
const MOST = 500;

const seen = new Map<string, number>();
const names = new Map<string, string>();

/**
 * A connection that prepares the statements it meets again and again. Planning a statement under row-level security
 * takes PostgreSQL several times as long as running it for one student; a prepared one is planned once a connection.
 */
export class PreparingClient extends Client {
  #corked = false;

  override query(...args: unknown[]): never {
    this.#cork();
    const [text, values] = args;
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0) {
      const name = nameOf(text);
      if (name !== undefined) return super.query({ name, text, values } as never, args[2] as never) as never;
    }
    return super.query(...(args as Parameters<Client['query']>)) as never;
  }

  /** What is asked without waiting for an answer in between goes to the server in one piece: writing to a socket is dear. */
  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.#corked = false;
      stream.uncork();
    });
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST) return known;
  const times = (seen.get(text) ?? 0) + 1;
  if (times < SEEN) {
    // texts that are never the same twice (long lists of values) must not pile up
    if (seen.size > 5_000) seen.clear();
    seen.set(text, times);
    return undefined;
  }
  const name = `w${names.size}`;
  seen.delete(text);
  names.set(text, name);
  return name;
}
