import { createHmac } from 'node:crypto';
import type { PseudonymOf } from './column.ts';

const remembered = 20_000;

/**
 * Pseudonyms of one release: an HMAC-SHA-256 of what a thing is and its id under the release's own key, cut to 80 bits.
 * The same release always gives the same ones; two releases cannot be joined by them without both keys, which never
 * leave the server. At ten million ids, two alike are less likely than 1 in 10,000,000,000. The latest are remembered:
 * rows of one student come together and name the same things again and again.
 */
export function pseudonymsOf(key: string): (kind: PseudonymOf, id: string) => string {
  const known = new Map<string, string>();
  return (kind, id) => {
    const what = `${kind} ${id}`;
    const found = known.get(what);
    if (found !== undefined) return found;
    if (known.size >= remembered) known.clear();
    const made = createHmac('sha256', key).update(what).digest('hex').slice(0, 20);
    known.set(what, made);
    return made;
  };
}
