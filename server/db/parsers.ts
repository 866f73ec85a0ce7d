/**
 * How values arrive, the same from both databases: days as `YYYY-MM-DD`, moments as ISO strings in UTC, counts as numbers.
 * Keyed by PostgreSQL type oid.
 */
export const parsers: Record<number, (text: string) => unknown> = {
  20: Number,
  1082: (text) => text,
  1184: (text) => new Date(text).toISOString(),
  1182: (text) => (text === '{}' ? [] : text.slice(1, -1).split(',')),
};
