import { Badge, Text, Title } from '@mantine/core';
import type { ProvisionColumn, ProvisionRow, ProvisionTable } from '@waymark/contract/provision.ts';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.provision;

/** One table of figures with its heading, how many are counted in it, and how many are not and why. */
export function FigureTable({ table }: { table: ProvisionTable }) {
  const { caption, counted, left, note, columns, rows } = table;
  const said = [
    words.counted(formatNumber(counted.n), counted.what),
    ...(left.length === 0 ? [] : [words.left(left.map(({ n, why }) => words.leftPart(formatNumber(n), why)).join('; '))]),
    note,
  ];
  return (
    <div>
      <Title order={3} size="h4">
        {caption}
      </Title>
      <Text size="sm" c="dimmed" maw="46rem" mb="xs">
        {said.filter((one) => one !== '').join(' ')}
      </Text>
      {counted.n === 0 || rows.length === 0 ? (
        <Text>{words.none}</Text>
      ) : (
        <StackedTable
          caption={caption}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { label: words.group, cell: (row) => <RowLabel row={row} /> },
            ...columns.map((column, at) => ({
              label: column.header,
              numeric: true,
              cell: (row: ProvisionRow) => <Value column={column} row={row} at={at} />,
            })),
          ]}
        />
      )}
    </div>
  );
}

function RowLabel({ row: { label, total, few } }: { row: ProvisionRow }) {
  return (
    <>
      <Text span fw={total ? 620 : undefined}>
        {label}
      </Text>{' '}
      {few && (
        <Badge variant="default" size="sm" tt="none" fw={400}>
          {words.few}
        </Badge>
      )}
    </>
  );
}

function Value({ column: { kind }, row, at }: { column: ProvisionColumn; row: ProvisionRow; at: number }) {
  const value = row.values[at];
  const shown =
    value === null || value === undefined
      ? words.nothing
      : formatNumber(value, kind === 'share' ? { style: 'percent', maximumFractionDigits: 0 } : { maximumFractionDigits: 1 });
  return (
    <Text span fw={row.total ? 620 : undefined}>
      {shown}
    </Text>
  );
}
