import { createClient, type Call } from '@waymark/contract/client.ts';
import type { Command } from 'commander';
import { CommandEnd, exit } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface Connection {
  call: Call;
  to: Terminal;
  /** The answer is wanted as JSON. */
  json: boolean;
}

/** The server and the token, from options or the environment. The token is never written anywhere. */
export function connect(command: Command, to: Terminal): Connection {
  const options: { url?: string; token?: string; json?: boolean } = command.optsWithGlobals();
  const url = (options.url ?? to.env['WAYMARK_URL'] ?? 'http://127.0.0.1:3000').replace(/\/+$/, '');
  const token = options.token ?? to.env['WAYMARK_TOKEN'];
  if (token === undefined || token === '') {
    throw new CommandEnd(exit.usage, 'No token. Make one in Waymark under Account, Access tokens, and put it in WAYMARK_TOKEN.');
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new CommandEnd(exit.usage, `“${url}” is not an address. Write it as https://waymark.example.org.`);
  const call = createClient({
    baseUrl: url,
    headers: () => ({ authorization: `Bearer ${token}` }),
    ...(to.fetch === undefined ? {} : { fetch: to.fetch }),
  });
  return { call, to, json: options.json ?? false };
}

/** The answer: as JSON, or in words. */
export function print(connection: Connection, answer: unknown, inWords: () => string): void {
  connection.to.out(connection.json ? JSON.stringify(answer, null, 2) : inWords());
}

/** Every item of a list that comes a page at a time. */
export async function* everyPage<Item>(
  read: (cursor: string | undefined) => Promise<{ items: Item[]; next: string | null }>,
): AsyncGenerator<Item> {
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor);
    yield* page.items;
    if (page.next === null) return;
    cursor = page.next;
  }
}

/** The whole of a list that is read a page at a time, where it is short. */
export async function allPages<Item>(read: Parameters<typeof everyPage<Item>>[0]): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of everyPage(read)) items.push(item);
  return items;
}
