import { Button, Collapse, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useContext } from 'react';
import type { AnalysisTable } from '@waymark/contract/analysis.ts';
import * as t from '../strings/catalogue.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import classes from './Analysis.module.css';
import { DownloadTable } from './downloads.ts';
import { showCell } from './showCell.ts';

const words = t.analysis;

/** A longer table opens when asked for: on a phone it is many screens. */
const mostOpen = 12;
/** Beside a chart, which shows the same, sooner. */
const mostBesideChart = 6;

/** The figures of an answer as text, with their files. Two ends of an interval share a column's place with the figure they belong to. */
export function AnswerTable({ table, charted = false }: { table: AnalysisTable; charted?: boolean }) {
  const folded = table.rows.length > (charted ? mostBesideChart : mostOpen);
  const [open, { toggle }] = useDisclosure(!folded);
  const save = useContext(DownloadTable);
  const hidden = new Set(table.hidden.map(([row, column]) => `${row}.${column}`));
  const columns = shownColumns(table);
  const cell = (row: number, column: number) =>
    hidden.has(`${row}.${column}`) ? words.hidden : showCell(table.rows[row]?.[column] ?? null, table.columns[column]?.kind ?? 'text');
  return (
    <div>
      {folded && (
        <Button variant="default" mb="xs" onClick={toggle} aria-expanded={open} className="no-print">
          {open ? words.foldTable : words.openTable(table.rows.length)}
        </Button>
      )}
      <Collapse expanded={open}>
        <StackedTable
          caption={table.title}
          rows={table.rows.map((_, row) => row)}
          rowKey={String}
          columns={columns.map(({ label, at, low, high, text }) => ({
            label,
            numeric: !text,
            cell: (row: number) => {
              const interval = low !== undefined && high !== undefined && table.rows[row]?.[low] != null;
              return (
                <div>
                  {cell(row, at)}
                  {interval && (
                    <Text component="div" size="xs" c="dimmed">
                      {words.interval(cell(row, low), cell(row, high))}
                    </Text>
                  )}
                </div>
              );
            },
          }))}
        />
        <ColumnMeanings table={table} />
      </Collapse>
      <Group justify="space-between" align="flex-start" mt={4} gap="xs">
        <Text size="sm" c="dimmed" maw="40rem">
          {[table.note, table.hidden.length > 0 ? words.hiddenNote : undefined].filter(Boolean).join(' ')}
        </Text>
        <Group gap={0} wrap="nowrap" className="no-print">
          {(['csv', 'parquet'] as const).map((format) => (
            <Button
              key={format}
              variant="subtle"
              size="compact-md"
              mih={44}
              leftSection={<IconDownload size={16} aria-hidden="true" />}
              aria-label={words.fileOf[format](table.title)}
              onClick={() => save(table.id, format)}
            >
              {words.formats[format]}
            </Button>
          ))}
        </Group>
      </Group>
    </div>
  );
}

/** What stands in each column, for whoever does not know a figure by its name; columns that their name says all of are left out. */
function ColumnMeanings({ table: { title, columns } }: { table: AnalysisTable }) {
  const told = columns.filter(({ id, label, means }) => means !== label && !/_(low|high)$/.test(id));
  if (told.length === 0) return null;
  return (
    <details className={classes.meanings}>
      <summary aria-label={words.columnsOf(title)}>{words.columns}</summary>
      <dl>
        {told.map(({ id, label, means }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{means}.</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Columns called X, X_low and X_high are one on the screen: the figure, its interval under it. */
function shownColumns({ columns }: AnalysisTable) {
  const at = new Map(columns.map(({ id }, index) => [id, index]));
  const ends = new Set(columns.flatMap(({ id }) => [at.get(`${id}_low`), at.get(`${id}_high`)]));
  return columns.flatMap(({ id, label, kind }, index) =>
    ends.has(index) ? [] : [{ label, at: index, low: at.get(`${id}_low`), high: at.get(`${id}_high`), text: kind === 'text' }],
  );
}
