// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-redundant-roles -- the roles are lost with the layout, see below
import type { ReactNode } from 'react';
import { Table, VisuallyHidden } from '@mantine/core';
import classes from './StackedTable.module.css';

export interface Column<Row> {
  /** Names the column, and the value in a stacked row. `hidden`, for buttons, keeps it for those who hear the page only, and puts the cell beside the row's head on a phone. */
  label: string;
  hidden?: boolean;
  /** Numbers stand at the end so that their digits line up. */
  numeric?: boolean;
  /** On a phone: beside the row's head, or a narrow column under it with its name above; else a line with the name beside it. */
  phone?: 'beside' | 'column';
  cell: (row: Row) => ReactNode;
}

interface StackedTableProps<Row> {
  /** What the table lists, for those who hear the page. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/**
 * A table where there is room, and on a phone a card a row with the column's name beside each value. The first column
 * heads its row. Roles are written out because a table that is not laid out as one loses them in some browsers.
 */
export function StackedTable<Row>({ caption, columns, rows, rowKey }: StackedTableProps<Row>) {
  const inColumns = columns.some(({ phone }) => phone === 'column');
  return (
    <Table className={classes.table} role="table">
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <thead role="rowgroup" className={classes.head}>
        <Table.Tr role="row">
          {columns.map(({ label, hidden, numeric }) => (
            <Table.Th key={label} role="columnheader" scope="col" data-numeric={numeric || undefined} className={classes.cell}>
              {hidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
            </Table.Th>
          ))}
        </Table.Tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)} role="row" className={classes.row} data-columns={inColumns || undefined}>
            {columns.map(({ label, hidden, numeric, phone, cell }, index) => {
              const shared = {
                'data-numeric': numeric || undefined,
                'data-label': hidden || phone === 'beside' || index === 0 ? undefined : label,
                'data-beside': hidden || undefined,
                'data-phone': phone,
                className: classes.cell,
              };
              return index === 0 ? (
                <Table.Th key={label} role="rowheader" scope="row" {...shared} data-first>
                  {cell(row)}
                </Table.Th>
              ) : (
                <Table.Td key={label} role="cell" {...shared}>
                  {cell(row)}
                </Table.Td>
              );
            })}
          </Table.Tr>
        ))}
      </tbody>
    </Table>
  );
}
