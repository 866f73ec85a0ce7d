/** How often a text is seen before it is worth preparing, and how many texts are kept prepared in all. */
const SEEN = 3;
const MOST = 500;

const seen = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name a statement is prepared under, once it was met often enough. Planning a statement under row-level security takes PostgreSQL
 * several times as long as running it for one student; a prepared one is planned once a connection.
 */
export function preparedName(text: string): string | undefined {
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
