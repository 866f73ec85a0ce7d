import { largestPossible, type KnownSum } from './largest-possible.ts';

/** Counts by an id of the cell, and which of them add up to which: what a reader could subtract. */
export interface Cells {
  counts: ReadonlyMap<string, number>;
  sums: readonly { whole: string; parts: readonly string[] }[];
}

export interface SuppressionOptions {
  /** Counts from 1 to one less than this are hidden. */
  threshold: number;
  /** What a hidden small count must, for all that a reader can work out, still be able to be; the threshold unless given. */
  couldBe?: number;
}

/**
 * Which cells of tables to hide before they leave the house: small counts (primary suppression) and as many others as it takes
 * that no reader can tell by subtraction that a hidden count is small (complementary suppression). The same cell in several
 * tables is one cell here, so that no table gives away what another hides. Noughts are shown and hide nothing, so a reader is
 * taken to know that whatever is hidden is at least one.
 *
 * It hides the smallest that will do, sum by sum, then asks of every small count what a linear programme over all the sums
 * together says it could at most be, and goes on hiding until that is `couldBe` or more. It does not look for the fewest cells.
 *
 * @throws RangeError for a count that is no whole number of people, a sum that does not add up, or a threshold below 2
 *
 * Source: Willenborg & de Waal 2001, Elements of Statistical Disclosure Control, ch. 5–6.
 */
export function suppress(cells: Cells, { threshold, couldBe = threshold }: SuppressionOptions): Set<string> {
  check(cells, threshold, couldBe);
  const { counts, sums } = cells;
  const of = (id: string) => counts.get(id) ?? 0;
  const hidden = new Set([...counts].filter(([, n]) => n > 0 && n < threshold).map(([id]) => id));
  for (const own of apart(sums)) hideInOne(own, of, hidden, couldBe);
  return hidden;
}

/** Hides what sums that hang together need, beside what is hidden in them. */
function hideInOne(sums: Sums, of: (id: string) => number, hidden: Set<string>, couldBe: number): void {
  const small = [...new Set(sums.flatMap(({ whole, parts }) => [whole, ...parts]))].filter((id) => hidden.has(id));
  if (small.length === 0) return;
  for (;;) {
    hideWithinSums(sums, of, hidden, couldBe);
    const most = largestPossible(knownSums(sums, of, hidden), 1);
    const told = small.filter((id) => most(id, couldBe) < couldBe);
    const also = told.flatMap((id) => nearest(id, sums, of, hidden) ?? []);
    if (also.length === 0) return;
    for (const id of also) hidden.add(id);
  }
}

/** Sums in groups that have no cell in common: nothing of one tells of another, and a table of ten thousand schools is ten thousand small ones. */
function apart(sums: Sums): Sums[] {
  const parent = sums.map((_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] = parent[parent[top]!]!;
    return top;
  };
  const first = new Map<string, number>();
  for (const [at, { whole, parts }] of sums.entries())
    for (const id of [whole, ...parts]) {
      const known = first.get(id);
      if (known === undefined) first.set(id, at);
      else parent[root(at)] = root(known);
    }
  return [...Map.groupBy(sums, (_, at) => root(at)).values()];
}

function check({ counts, sums }: Cells, threshold: number, couldBe: number): void {
  if (!Number.isInteger(threshold) || threshold < 2) throw new RangeError(`A threshold is a whole number from 2, not ${threshold}.`);
  if (!Number.isInteger(couldBe) || couldBe < threshold) throw new RangeError('A hidden count must be able to be the threshold or more.');
  for (const [id, n] of counts) if (!Number.isInteger(n) || n < 0) throw new RangeError(`${id} is ${n}, which is no number of people.`);
  for (const { whole, parts } of sums) {
    const total = parts.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
    if (total !== (counts.get(whole) ?? 0))
      throw new RangeError(`The parts of ${whole} add up to ${total}, not ${counts.get(whole) ?? 0}.`);
  }
}

type Sums = Cells['sums'];

/** The cheap rule, which is nearly always enough: what is hidden in one sum leaves more than one way to have come about. */
function hideWithinSums(sums: Sums, of: (id: string) => number, hidden: Set<string>, couldBe: number): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const { whole, parts } of sums) {
      const out = parts.filter((id) => hidden.has(id));
      const people = out.reduce((sum, id) => sum + of(id), 0);
      const short = hidden.has(whole) ? out.length === 0 : out.length === 1 || (out.length > 1 && people - (out.length - 1) < couldBe);
      const next = short ? (smallest(openParts(parts, of, hidden), of) ?? (hidden.has(whole) ? undefined : whole)) : undefined;
      if (next === undefined || of(next) === 0) continue;
      hidden.add(next);
      changed = true;
    }
  }
}

/** What a reader knows of the hidden cells: every sum less what it shows. */
function knownSums(sums: Sums, of: (id: string) => number, hidden: ReadonlySet<string>): KnownSum[] {
  return sums.flatMap(({ whole, parts }) => {
    const terms = new Map<string, number>();
    for (const id of parts) if (hidden.has(id)) terms.set(id, (terms.get(id) ?? 0) + 1);
    if (hidden.has(whole)) terms.set(whole, (terms.get(whole) ?? 0) - 1);
    const shown = parts.reduce((sum, id) => sum + (hidden.has(id) ? 0 : of(id)), 0);
    return terms.size === 0 ? [] : [{ terms, equals: (hidden.has(whole) ? 0 : of(whole)) - shown }];
  });
}

/** The smallest count still shown in a sum with the cell; where there is none, in a sum with one of those hidden beside it. */
function nearest(from: string, sums: Sums, of: (id: string) => number, hidden: ReadonlySet<string>): string | undefined {
  const reached = new Set([from]);
  for (let grown = true; grown;) {
    const touched = sums.filter(({ whole, parts }) => [whole, ...parts].some((id) => reached.has(id)));
    const open =
      smallest(
        touched.flatMap(({ parts }) => openParts(parts, of, hidden)),
        of,
      ) ??
      smallest(
        touched.map(({ whole }) => whole).filter((id) => !hidden.has(id) && of(id) > 0),
        of,
      );
    if (open !== undefined) return open;
    const before = reached.size;
    for (const { whole, parts } of touched) for (const id of [whole, ...parts]) if (hidden.has(id)) reached.add(id);
    grown = reached.size > before;
  }
  return undefined;
}

const openParts = (parts: readonly string[], of: (id: string) => number, hidden: ReadonlySet<string>): string[] =>
  parts.filter((id) => !hidden.has(id) && of(id) > 0);

function smallest(ids: readonly string[], of: (id: string) => number): string | undefined {
  return ids.toSorted((a, b) => of(a) - of(b) || a.localeCompare(b))[0];
}
