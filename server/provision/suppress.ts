/** Counts by an id of the cell, and which of them add up to which: what a reader could subtract. */
export interface Cells {
  counts: ReadonlyMap<string, number>;
  sums: readonly { whole: string; parts: readonly string[] }[];
}

/** Counts of one and two can tell who somebody is. */
const isSmall = (n: number): boolean => n === 1 || n === 2;

/** What is hidden in one sum must leave more than one way to have come about: two cells at least, five people at least. */
const hiddenTogether = { cells: 2, people: 5 };

/**
 * The cells to hide: counts of one and two and, in every sum with a hidden cell, as many of the next smallest as it takes
 * that nobody finds the hidden ones by subtraction. Noughts are hidden only with a whole that is: they hide nothing. The same
 * cell in several tables is one cell here, so that no table gives away what another hides.
 */
export function suppress({ counts, sums }: Cells): Set<string> {
  const of = (id: string) => counts.get(id) ?? 0;
  const hidden = new Set([...counts].filter(([, n]) => isSmall(n)).map(([id]) => id));
  for (let changed = true; changed;) {
    changed = false;
    for (const { whole, parts } of sums) {
      const next = toHideNext(whole, parts, of, hidden);
      if (next !== undefined) {
        hidden.add(next);
        changed = true;
      }
    }
  }
  return hidden;
}

function toHideNext(whole: string, parts: readonly string[], of: (id: string) => number, hidden: ReadonlySet<string>): string | undefined {
  const out = parts.filter((id) => hidden.has(id));
  const open = parts.filter((id) => !hidden.has(id) && of(id) > 0);
  if (hidden.has(whole)) {
    // the parts would add up to it
    return out.length === 0 ? smallest(open, of) : undefined;
  }
  if (out.length === 0) return undefined;
  const people = out.reduce((sum, id) => sum + of(id), 0);
  if (out.length >= hiddenTogether.cells && people >= hiddenTogether.people) return undefined;
  return smallest(open, of) ?? whole;
}

function smallest(ids: readonly string[], of: (id: string) => number): string | undefined {
  return ids.toSorted((a, b) => of(a) - of(b) || a.localeCompare(b))[0];
}
