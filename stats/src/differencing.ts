import { largestPossible, type KnownSum } from './largest-possible.ts';
import { couldStandFor } from './rounded.ts';

/** A count that was or is to be shown: of the students in all these categories. A classification not named means everybody. */
export interface ReleasedFigure {
  /** The report or file it stands in, for the reader of the warning. */
  table: string;
  /** The day the data were of, 'YYYY-MM-DD'. */
  asOf: string;
  /**
   * For each classification the categories counted, such as `{ school: ['a'], year: ['7', '8'] }`. A category written
   * `2025-09-01..2026-08-31`, either end open, is a span of days, both included.
   */
  where: Readonly<Record<string, readonly string[]>>;
  /** Null where the figure was hidden: then it is known to be one or more. */
  n: number | null;
  /** Where the figure was rounded half up to a multiple of this: a reader then knows only between what limits it lies. Nought is nobody. */
  roundedTo?: number;
}

/** A small number that somebody with all the tables could find. */
export interface Disclosure {
  /** By subtracting figures of one day, or the same figure of two days. */
  by: 'subtraction' | 'two days';
  tables: string[];
  /** Whom it is about: categories by classification; an empty list: none of the categories that were told apart. */
  about: Record<string, string[]>;
  /** What a reader knows to be the most it can be. */
  atMost: number;
}

const largestTable = 200_000;

/**
 * Would showing these figures, next to all that was shown before, let somebody find a small number by subtraction? Between
 * figures as of the same day, the smallest groups the figures tell apart are the unknowns, the figures are sums of them, and
 * a linear programme says how large each could be (`largestPossible`): a group that is known to be below the threshold and not
 * known to be empty is disclosed, unless it is hidden and all that is known is that it may be anything from one to just below
 * the threshold, which is what being hidden says. Between days, the same figure twice tells how many came or left. A rounded figure is known
 * between limits only, so it discloses less, and never nothing: rounded figures that leave a group no room disclose it too.
 *
 * Only what comes with `next` is told: what was already given away is not asked again.
 *
 * Figures that cross classifications (school by year) are checked together with all of the same or fewer classifications; those
 * that never meet in a figure are not crossed: the most a group of both can be is the lesser of the two.
 *
 * @param several classifications in which a student can be in more than one category, such as programmes or spans in which an
 *   enrolment began; in two of them at most, in each of these
 * @param whole classifications whose named categories are all there are: nobody is outside them
 * @throws Contradiction, a RangeError, if figures of one day contradict each other
 * @throws RangeError if a count is not a whole number, or if the figures use so
 *   many classifications that more than 200,000 groups would have to be told apart
 *
 * Source: differencing as in Willenborg & de Waal 2001, ch. 6; ONS 2019, Policy on protecting confidentiality in tables.
 */
export function disclosures(
  released: readonly ReleasedFigure[],
  next: readonly ReleasedFigure[],
  { threshold, several = [], whole = [] }: { threshold: number; several?: readonly string[]; whole?: readonly string[] },
): Disclosure[] {
  for (const { n, table } of [...released, ...next])
    if (n !== null && (!Number.isInteger(n) || n < 0)) throw new RangeError(`${table} has a count of ${n}.`);
  const how = { threshold, several, whole };
  const days = new Set(next.map(({ asOf }) => asOf));
  const bySubtraction = [...days].flatMap((day) => {
    const onDay = (figures: readonly ReleasedFigure[]) => figures.filter(({ asOf }) => asOf === day);
    const all = cutAtEnds([...onDay(released), ...onDay(next)]);
    return families(all).flatMap((names) => {
      const of = (figures: readonly ReleasedFigure[]) => figures.filter(({ where }) => Object.keys(where).every((name) => names.has(name)));
      const [earlier, later] = [of(all.slice(0, onDay(released).length)), of(all.slice(onDay(released).length))];
      const before = new Set(small(earlier, later, how).map(({ key }) => key));
      return small([...earlier, ...later], [], how).filter(({ key }) => !before.has(key));
    });
  });
  const told = new Map(bySubtraction.map((one) => [one.key, one]));
  return [...[...told.values()].map(({ disclosure }) => disclosure), ...betweenDays(released, next, threshold)];
}

/** The largest sets of classifications that meet in a figure. */
function families(figures: readonly ReleasedFigure[]): Set<string>[] {
  const sets = [...new Map(figures.map(({ where }) => [Object.keys(where).toSorted().join(), new Set(Object.keys(where))])).values()];
  return sets.filter((set) => !sets.some((other) => other !== set && [...set].every((name) => other.has(name))));
}

const span = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/;

/** Spans of days, cut at each other's ends, so that each is so many whole pieces. */
function cutAtEnds(figures: readonly ReleasedFigure[]): ReleasedFigure[] {
  const spans = (name: string) =>
    figures.flatMap(({ where }) => (where[name] ?? []).flatMap((category) => (span.test(category) ? [span.exec(category)!] : [])));
  const names = [...new Set(figures.flatMap(({ where }) => Object.keys(where)))].filter((name) => spans(name).length > 0);
  // each piece is named by the day it begins, open beginnings by nothing; the end of a span is the beginning of what follows
  const begins = new Map(
    names.map((name) => [
      name,
      ['', ...new Set(spans(name).flatMap(([, from, to]) => [...(from ? [from] : []), ...(to ? [`${to}+`] : [])]))].toSorted(),
    ]),
  );
  const pieces = (name: string, category: string): string[] => {
    const [, from = '', to] = span.exec(category) ?? [];
    return (begins.get(name) ?? []).filter((piece) => piece >= from && (to === undefined || piece < `${to}+`));
  };
  return figures.map((figure) => ({
    ...figure,
    where: Object.fromEntries(
      Object.entries(figure.where).map(([name, categories]) => [
        name,
        categories.flatMap((category) => (span.test(category) ? pieces(name, category) : [category])),
      ]),
    ),
  }));
}

interface Group {
  categories: Record<string, string[]>;
  figures: number[];
  /** Of students who are in two categories of one classification at once. */
  inTwo: boolean;
}

/** The groups known to be small from these figures; told apart also by `alsoBy`, so that keys of two calls can be compared. */
function small(
  figures: readonly ReleasedFigure[],
  alsoBy: readonly ReleasedFigure[],
  { threshold, several, whole }: { threshold: number; several: readonly string[]; whole: readonly string[] },
): { key: string; disclosure: Disclosure }[] {
  const groups = groupsTold([...figures, ...alsoBy], several, whole);
  const known = groups.map((group) => ({ ...group, figures: group.figures.filter((at) => at < figures.length) }));
  const sums = figures.flatMap(({ n, roundedTo = 1 }, at): KnownSum[] => {
    const terms = new Map(known.flatMap((group, id) => (group.figures.includes(at) ? [[`${id}`, 1]] : [])));
    const [least, greatest] = n === null ? [1, Infinity] : couldStandFor(n, roundedTo);
    if (least === greatest) return [{ terms, equals: least }];
    // a hidden figure is one or more, a rounded one between its limits: what it is above the least is an unknown of its own
    const sum = { terms: terms.set(`above ${at}`, -1), equals: least };
    if (greatest === Infinity) return [sum];
    return [
      sum,
      {
        terms: new Map([
          [`above ${at}`, 1],
          [`below ${at}`, 1],
        ]),
        equals: greatest - least,
      },
    ];
  });
  const most = largestPossible(sums, 0);
  return known.flatMap(({ categories, figures: ats, inTwo }, id) => {
    if (ats.length === 0) return [];
    const atMost = Math.round(most(`${id}`, threshold) * 1e6) / 1e6;
    if (atMost >= threshold || atMost === 0) return [];
    // nobody says that anybody is in two at once: only who is known to be there is disclosed
    if (inTwo && leastOf(sums, `${id}`, atMost) < 1) return [];
    // a figure that is hidden says of itself that it may be anything from one to just below the threshold: the rest must say more
    const hidden = ats.some((at) => figures[at]!.n === null);
    if (hidden && atMost >= threshold - 1 && leastOf(sums, `${id}`, atMost) <= 1) return [];
    const tables = [...new Set(ats.map((at) => figures[at]!.table))];
    return [{ key: JSON.stringify(categories), disclosure: { by: 'subtraction' as const, tables, about: categories, atMost } }];
  });
}

/** The fewest a count of at most `most` can be: as many as are left when what is missing from `most` is as large as it can be. */
function leastOf(sums: readonly KnownSum[], id: string, most: number): number {
  const missing: KnownSum = {
    terms: new Map([
      [id, 1],
      ['missing', 1],
    ]),
    equals: most,
  };
  return most - Math.round(largestPossible([...sums, missing], 0)('missing', most) * 1e6) / 1e6;
}

/** The smallest groups of students that the figures tell apart, with the figures each is counted in. */
function groupsTold(figures: readonly ReleasedFigure[], several: readonly string[], whole: readonly string[]): Group[] {
  const classifications = [...new Set(figures.flatMap(({ where }) => Object.keys(where)))].toSorted();
  let groups: Group[] = [{ categories: {}, figures: figures.map((_, at) => at), inTwo: false }];
  for (const name of classifications) {
    const apart = categoriesToldApart(figures, name, whole.includes(name));
    const atoms = several.includes(name)
      ? [...apart.map((atom) => [atom]), ...pairsOf(apart.filter((atom) => atom.length > 0))]
      : apart.map((atom) => [atom]);
    if (groups.length * atoms.length > largestTable)
      throw new RangeError('So many classifications at once cannot be checked: release fewer breakdowns together.');
    groups = groups.flatMap((group) =>
      atoms.map((atom) => ({
        categories: { ...group.categories, [name]: atom.flat() },
        inTwo: group.inTwo || atom.length > 1,
        figures: group.figures.filter((at) => {
          const counted = figures[at]!.where[name];
          return counted === undefined || atom.some(([first]) => first !== undefined && counted.includes(first));
        }),
      })),
    );
  }
  // groups that stand in the same figures are not told apart from each other
  return [...Map.groupBy(groups, ({ figures: ats }) => ats.join()).values()].map((same) => ({
    figures: same[0]!.figures,
    inTwo: same.every(({ inTwo }) => inTwo),
    categories: Object.fromEntries(
      classifications.map((name) => [name, [...new Set(same.flatMap(({ categories }) => categories[name]!))].toSorted()]),
    ),
  }));
}

const pairsOf = <T>(all: readonly T[]): T[][] => all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other]));

/** Categories that every figure counts together or not at all; the last, empty, is all that no figure names. */
function categoriesToldApart(figures: readonly ReleasedFigure[], name: string, whole: boolean): string[][] {
  const sets = figures.flatMap(({ where }) => (where[name] ? [new Set(where[name])] : []));
  const categories = [...new Set(sets.flatMap((set) => [...set]))].toSorted();
  const signature = (category: string) => sets.map((set) => (set.has(category) ? '1' : '0')).join('');
  return [...Map.groupBy(categories, signature).values(), ...(whole ? [] : [[]])];
}

function betweenDays(released: readonly ReleasedFigure[], next: readonly ReleasedFigure[], threshold: number): Disclosure[] {
  const definition = ({ where }: ReleasedFigure) =>
    JSON.stringify(
      Object.keys(where)
        .toSorted()
        .map((name) => [name, where[name]!.toSorted()]),
    );
  const before = Map.groupBy(released, definition);
  return next.flatMap((figure) =>
    (before.get(definition(figure)) ?? []).flatMap((earlier) => {
      if (figure.n === null || earlier.n === null || earlier.asOf === figure.asOf) return [];
      const limits = [figure, earlier].map(({ n, roundedTo = 1 }) => couldStandFor(n ?? 0, roundedTo));
      const [fewer = [0, 0], more = [0, 0]] = limits.toSorted((one, other) => one[0] - other[0]);
      const atMost = more[1] - fewer[0];
      // rounded, the same figure twice may hide that somebody came
      if (more[0] - fewer[1] <= 0 || atMost >= threshold) return [];
      const about = Object.fromEntries(Object.entries(figure.where).map(([name, categories]) => [name, [...categories]]));
      return [{ by: 'two days' as const, tables: [earlier.table, figure.table], about, atMost }];
    }),
  );
}
