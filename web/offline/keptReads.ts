import type { QueryClient } from '@tanstack/react-query';
import type { Endpoint } from '@waymark/contract/endpoint.ts';
import type { Session } from '@waymark/contract/session.ts';

/** What a mentor needs to get to a meeting without signal: their meetings, their caseload, the preparation. Meetings themselves are kept by `readRoom.ts`. */
const kept: ReadonlySet<string> = new Set(['/meetings', '/meetings/:id', '/meetings/:id/prep', '/caseload']);

/** Reads, and for these pages keeps a sealed copy on the device that answers when there is no connection. */
export async function throughDevice<Data>(
  queries: QueryClient,
  endpoint: Endpoint,
  input: unknown,
  read: () => Promise<Data>,
): Promise<Data> {
  const seat = queries.getQueryData<Session>(['session'])?.seat;
  if (!kept.has(endpoint.path) || seat?.role !== 'mentor') return read();
  // fetched when first needed: the sign-in page and the other roles go without
  const [{ vaultOf }, { readThrough }] = await Promise.all([import('./vaults.ts'), import('./reads.ts')]);
  return readThrough(await vaultOf(seat.memberId), [endpoint.path, input], read);
}
