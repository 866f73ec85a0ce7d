import { invalid } from './refusal.ts';

/** The keys of the last row of a page, as an opaque text. */
export function cursorOf(keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/**
 * The keys after which the next page starts, or undefined for the first page.
 * @throws Refusal 422 when the text is not a cursor of `length` keys
 */
export function after(cursor: string | undefined, length: number): (string | number | null)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === length && keys.every((key) => key === null || ['string', 'number'].includes(typeof key))) {
      return keys as (string | number | null)[];
    }
  } catch {
    // said below
  }
  throw invalid('This page of the list cannot be found.', [
    { field: 'cursor', value: cursor, message: 'Start again from the first page.' },
  ]);
}

/** A page of at most `limit` from `limit + 1` rows that were asked for. */
export function page<Row>(
  rows: readonly Row[],
  limit: number,
  keysOf: (row: Row) => readonly (string | number | null)[],
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(keysOf(last)) : null };
}
