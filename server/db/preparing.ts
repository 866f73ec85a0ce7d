import type { Writable } from 'node:stream';
import { Client } from 'pg';
import { preparedName } from './prepared-names.ts';

/** A connection that prepares the statements it meets again and again. */
export class PreparingClient extends Client {
  #corked = false;

  override query(...args: unknown[]): never {
    this.#cork();
    const [text, values] = args;
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0) {
      const name = preparedName(text);
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
