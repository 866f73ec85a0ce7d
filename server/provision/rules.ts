import { dayLength } from '@waymark/contract/days.ts';
import { smallBelow, type ProvisionColumn, type ProvisionRow, type ProvisionTable } from '@waymark/contract/provision.ts';

/** Weekdays after one day up to and including another: what was received on Friday and decided on Monday waited one. */
export function weekdaysBetween(from: string, to: string): number {
  const start = Date.parse(`${from}T00:00:00Z`) / dayLength;
  const days = Math.max(0, Date.parse(`${to}T00:00:00Z`) / dayLength - start);
  const weeks = Math.floor(days / 7);
  let rest = 0;
  for (let day = 1; day <= days % 7; day += 1) {
    // day 0 of the epoch was a Thursday
    const weekday = (start + weeks * 7 + day + 4) % 7;
    if (weekday !== 0 && weekday !== 6) rest += 1;
  }
  return weeks * 5 + rest;
}

/** The middle of some numbers; the mean of the two middle ones of an even many; null of none. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2 : (sorted[Math.floor(half)] ?? null);
}

/** Who somebody is to the filters. */
export interface Placed {
  schoolId: string | null;
  yearGroup: number | null;
  programmeId: string | null;
}

export interface PlaceFilters {
  schoolId?: string | undefined;
  yearGroup?: number | undefined;
  programmeId?: string | undefined;
}

/** Those the filters keep, and how many they leave out for which reason: each is left out once, for the first that fits. */
export function keep<Row extends Placed>(rows: readonly Row[], filters: PlaceFilters): { kept: Row[]; left: ProvisionTable['left'] } {
  const left = new Map<string, number>();
  const kept = rows.filter((row) => {
    const why = whyNot(row, filters);
    if (why !== undefined) left.set(why, (left.get(why) ?? 0) + 1);
    return why === undefined;
  });
  return { kept, left: [...left].map(([why, n]) => ({ n, why })) };
}

function whyNot(row: Placed, { schoolId, yearGroup, programmeId }: PlaceFilters): string | undefined {
  if (schoolId !== undefined && row.schoolId !== schoolId) return row.schoolId === null ? 'no school recorded' : 'at another school';
  if (yearGroup !== undefined && row.yearGroup !== yearGroup)
    return row.yearGroup === null ? 'no year group recorded' : 'in another year group';
  if (programmeId !== undefined && row.programmeId !== programmeId)
    return row.programmeId === null ? 'no programme named' : 'in another programme';
  return undefined;
}

/** What rows of a table are made by: one row of people may stand in several groups. */
export interface Grouping<Row> {
  groups: (row: Row) => readonly { key: string; label: string; place: number }[];
  /** Each stands in exactly one group. */
  additive: boolean;
}

type Figure<Row> = Omit<ProvisionColumn, 'kind' | 'adds'> &
  Partial<Pick<ProvisionColumn, 'kind' | 'adds'>> & { of: (rows: readonly Row[]) => number | null };

/** A column that counts those of which something holds. */
export const counting = <Row>(key: string, header: string, holds: (row: Row) => boolean): Figure<Row> => ({
  key,
  header,
  kind: 'count',
  adds: 'part',
  of: (rows) => rows.filter(holds).length,
});

/** The column of how many there are at all. */
export const whole = <Row>(key: string, header: string): Figure<Row> => ({
  key,
  header,
  kind: 'count',
  adds: 'whole',
  of: (rows) => rows.length,
});

/** A column that says something else of a group: a sum, a middle, a share. */
export const saying = <Row>(
  key: string,
  header: string,
  kind: ProvisionColumn['kind'],
  of: (rows: readonly Row[]) => number | null,
): Figure<Row> => ({ key, header, kind, adds: null, of });

interface TableOf<Row> {
  key: string;
  caption: string;
  what: string;
  left?: ProvisionTable['left'];
  note?: string;
  figures: readonly Figure<Row>[];
  by: Grouping<Row> | null;
  total?: string;
}

/** A table of groups and all together, counted from one row a person or case. */
export function tableOf<Row>(
  rows: readonly Row[],
  { key, caption, what, left = [], note = '', figures, by, total = 'All' }: TableOf<Row>,
): ProvisionTable {
  const groups = new Map<string, { key: string; label: string; place: number; rows: Row[] }>();
  for (const row of rows)
    for (const group of by?.groups(row) ?? []) {
      const known = groups.get(group.key);
      if (known === undefined) groups.set(group.key, { ...group, rows: [row] });
      else known.rows.push(row);
    }
  const line = (name: string, label: string, of: readonly Row[], isTotal: boolean): ProvisionRow => ({
    key: name,
    label,
    values: figures.map((figure) => figure.of(of)),
    total: isTotal,
    few: of.length < smallBelow,
  });
  const sorted = [...groups.values()].toSorted((a, b) => a.place - b.place || a.label.localeCompare(b.label, 'en'));
  return {
    key,
    caption,
    counted: { n: rows.length, what },
    left: [...left],
    note,
    columns: figures.map(({ key: name, header, kind = 'count', adds = null }) => ({ key: name, header, kind, adds })),
    rows: [...sorted.map((group) => line(group.key, group.label, group.rows, false)), line('total', total, rows, true)],
    additive: by?.additive ?? true,
  };
}

export const yearLabel = (year: number | null): string =>
  year === null ? 'No year group recorded' : year === 0 ? 'Reception' : `Year ${year}`;

export const bySchool: Grouping<Placed & { school: string | null }> = {
  groups: ({ schoolId, school }) => [{ key: schoolId ?? 'none', label: school ?? 'No school recorded', place: schoolId === null ? 1 : 0 }],
  additive: true,
};

export const byYear: Grouping<Placed> = {
  groups: ({ yearGroup }) => [{ key: String(yearGroup ?? 'none'), label: yearLabel(yearGroup), place: yearGroup ?? 99 }],
  additive: true,
};
