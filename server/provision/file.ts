import { smallBelow, type Provision } from '@waymark/contract/provision.ts';
import { csvOf } from '../csv.ts';

const header = ['Section', 'Table', 'Row', 'Figure', 'Value', 'Small number', 'Note', 'Filters', 'From', 'To', 'Data as of'];
const small = `Fewer than ${smallBelow}. Small numbers can identify people: suppress them before this leaves the organisation.`;

/**
 * Exactly what the page shows as a CSV file, a figure a row, with the filters and the period on every row so that a row cut
 * out still says what it is of. Cells that a spreadsheet would take for a formula are escaped.
 */
export function provisionFile({ sections, about, from, to, asOf }: Provision): string {
  const rows = sections.flatMap((section) =>
    section.tables.flatMap((table) => {
      const line = (row: string, figure: string, value: number | null, few: boolean, note: string) => [
        section.heading,
        table.caption,
        row,
        figure,
        value ?? '',
        few ? small : '',
        note,
        about,
        from,
        to,
        asOf,
      ];
      return [
        line('', `Counted: ${table.counted.what}`, table.counted.n, table.counted.n < smallBelow, table.note),
        ...table.left.map(({ n, why }) => line('', `Not counted: ${why}`, n, n < smallBelow, '')),
        ...table.rows.flatMap((row) =>
          table.columns.map((column, at) => line(row.label, column.header, row.values[at] ?? null, row.few, '')),
        ),
      ];
    }),
  );
  return csvOf([header, ...rows]);
}
