import type { Provision, ProvisionTable } from '@waymark/contract/provision.ts';
import { smallBelow } from '@waymark/contract/provision.ts';
import { suppress } from '@waymark/stats/suppression.ts';

/** What the reader of a pack may see. A null is hidden; a value that was null before is `undefined`. */
export interface Shown {
  counted: (section: string, table: ProvisionTable) => number | null;
  left: (section: string, table: ProvisionTable, at: number) => number | null;
  cell: (section: string, table: ProvisionTable, row: number, column: number) => number | null | undefined;
}

/** The same number under another heading, so that one table does not give away what another hides. */
const same = new Map([
  ['decisions.waits.accepted.decided', 'referrals.total.accepted'],
  ['decisions.waits.declined.decided', 'referrals.total.declined'],
  ['decisions.waits.redirected.decided', 'referrals.total.redirected'],
  ['decisions.left.not decided yet', 'referrals.total.undecided'],
  ['decisions.left.withdrawn', 'referrals.total.withdrawn'],
  ['endings.kind.planned.ended', 'endings.total.planned'],
  ['endings.kind.early.ended', 'endings.total.early'],
  ['endings.kind.none.ended', 'endings.total.unknown'],
]);

/** Counts of one and two can tell who somebody is; what is hidden must be able to be four for all that a reader can work out. */
const identifying = { threshold: 3, couldBe: 4 };

const decisions = ['accepted', 'declined', 'redirected'];

function idOf(section: string, table: ProvisionTable, row: number, column: number): string {
  const { key = '', total, values } = table.rows[row] ?? {};
  const { key: name = '', adds } = table.columns[column] ?? {};
  // everybody who was mentored stands in every row of measures and of outcomes
  if ((section === 'measures' || section === 'outcomes') && adds === 'whole' && values?.[column] === table.counted.n)
    return 'mentoring.total.enrolments';
  if (total === true) return `${section}.total.${name}`;
  const id = `${section}.${table.key === 'dose' && adds === 'whole' ? 'programme' : table.key}.${key}.${name}`;
  return same.get(id) ?? id;
}

const leftId = (section: string, why: string): string => {
  const id = `${section}.left.${why}`;
  return same.get(id) ?? id;
};

function countedId(section: string, table: ProvisionTable): string {
  if (section === 'measures' || section === 'outcomes') return 'mentoring.total.enrolments';
  const total = table.rows.findIndex((row) => row.total);
  const whole = table.columns.findIndex(({ adds }) => adds === 'whole');
  return total === -1 || whole === -1 ? `${section}.${table.key}.counted` : idOf(section, table, total, whole);
}

/** Those decided are what was accepted, declined and referred on; and all referrals but the undecided and the withdrawn. */
const decidedOf = (group: string, decided: string) => [
  { whole: decided, parts: decisions.map((one) => `referrals.${group}.${one}`) },
  { whole: `referrals.${group}.referrals`, parts: [decided, `referrals.${group}.undecided`, `referrals.${group}.withdrawn`] },
];

/** Every count of a pack as one set of cells, and all the ways in which a reader could subtract one from another. */
function cellsOf({ sections }: Provision) {
  const counts = new Map<string, number>();
  const sums: { whole: string; parts: string[] }[] = [];
  for (const { key: section, tables } of sections)
    for (const table of tables) {
      const { columns, rows } = table;
      const at = columns.flatMap(({ kind }, column) => (kind === 'count' ? [column] : []));
      const [whole] = at.filter((column) => columns[column]?.adds === 'whole');
      const parts = at.filter((column) => columns[column]?.adds === 'part');
      const total = rows.findIndex((row) => row.total);
      counts.set(countedId(section, table), table.counted.n);
      for (const { n, why } of table.left) counts.set(leftId(section, why), n);
      rows.forEach((row, index) => {
        for (const column of at) counts.set(idOf(section, table, index, column), row.values[column] ?? 0);
        if (whole !== undefined && parts.length > 0)
          sums.push({ whole: idOf(section, table, index, whole), parts: parts.map((column) => idOf(section, table, index, column)) });
        if (section === 'decisions' && table.key === 'waits-school')
          sums.push(...decidedOf(row.total ? 'total' : `school.${row.key}`, idOf(section, table, index, whole ?? 0)));
      });
      if (table.additive && total !== -1)
        for (const column of at)
          sums.push({
            whole: idOf(section, table, total, column),
            parts: rows.flatMap((row, index) => (row.total ? [] : [idOf(section, table, index, column)])),
          });
    }
  sums.push({
    whole: 'mentoring.total.enrolments',
    parts: ['endings.total.ended', leftId('endings', 'still open at the end of it')],
  });
  return { counts, sums };
}

/** Hides the small numbers of a pack and what would give them away, across all its tables together. */
export function hideSmall(provision: Provision): Shown {
  const hidden = suppress(cellsOf(provision), identifying);
  const counted = (section: string, table: ProvisionTable) => (hidden.has(countedId(section, table)) ? null : table.counted.n);
  return {
    counted,
    left: (section, table, at) => {
      const { n, why } = table.left[at] ?? { n: 0, why: '' };
      return counted(section, table) === null || hidden.has(leftId(section, why)) ? null : n;
    },
    cell: (section, table, row, column) => {
      const { kind } = table.columns[column] ?? {};
      const values = table.rows[row]?.values ?? [];
      const value = values[column];
      if (value === undefined || value === null) return undefined;
      if (kind === 'count') return hidden.has(idOf(section, table, row, column)) ? null : value;
      const whole = table.columns.findIndex(({ adds }) => adds === 'whole');
      if (hidden.has(idOf(section, table, row, whole))) return null;
      if (kind === 'sum') return value;
      // a middle of few is about one of them; a share is a hidden count in another dress
      const few = (values[whole] ?? 0) < smallBelow;
      const part = table.columns.some(({ adds }, at) => adds === 'part' && hidden.has(idOf(section, table, row, at)));
      return few || (kind === 'share' && part) ? null : value;
    },
  };
}
