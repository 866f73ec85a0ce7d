import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import { CommanderError } from 'commander';
import type { Terminal } from './terminal.ts';

/** What a command's end means to a script; `docs/cli.md` lists the same. */
export const exit = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  notAllowed: 3,
  badData: 4,
  notReachable: 5,
  partlyTaken: 6,
} as const;

/** A command that ends early, with its meaning and a sentence. */
export class CommandEnd extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'CommandEnd';
    this.code = code;
  }
}

/** Says what went wrong, as a person can use it, and answers the exit code. */
export function explain(error: unknown, to: Terminal): number {
  if (error instanceof CommandEnd) {
    if (error.message !== '') to.say(error.message);
    return error.code;
  }
  // commander has said it already; help and version end well
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
  if (error instanceof OfflineError) {
    to.say('Waymark cannot be reached. Check the address (--url or WAYMARK_URL) and that the server is running.');
    return exit.notReachable;
  }
  if (error instanceof ApiError) {
    const { title, detail, errors, request_id } = error.problem;
    to.say([title, detail].filter(Boolean).join(' '));
    for (const one of errors ?? []) to.say(`  ${one.field}: ${one.message}`);
    if (error.status >= 500 && request_id !== undefined) to.say(`Request ${request_id}.`);
    if (error.status === 401 || error.status === 403) {
      if (error.status === 401) to.say('Check the token (WAYMARK_TOKEN): it may have ended. Make another under Account, Access tokens.');
      return exit.notAllowed;
    }
    return error.status >= 500 ? exit.unexpected : exit.badData;
  }
  to.say(error instanceof Error ? error.message : String(error));
  return exit.unexpected;
}
