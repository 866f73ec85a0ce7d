import { Anchor, Stack, Text } from '@mantine/core';
import { listImportRows, type ImportDetail, type ImportProblem, type ImportRow } from '@waymark/contract/imports.ts';
import { Link } from 'react-router';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import classes from './Steps.module.css';

const words = t.imports.rows;

export type Shown = 'bad' | 'choose' | 'create' | 'update' | 'unchanged' | 'skip' | 'notices';

/** Rows of one kind, a page at a time: with their problems, or with what they would change. */
export function RowList({ detail, show }: { detail: ImportDetail; show: Exclude<Shown, 'choose'> }) {
  const read = useReadPages(listImportRows, { params: { id: detail.id }, query: { show, limit: 50 } });
  const rows = read.data?.pages.flatMap((page) => page.items) ?? [];
  const problems = show === 'bad' || show === 'notices' || show === 'skip';
  return (
    <Stack gap="sm">
      <Reading query={read} isEmpty={() => rows.length === 0} empty={<Text c="dimmed">{words.none}</Text>}>
        {() => (
          <StackedTable
            caption={words.captions[show]}
            rows={rows}
            rowKey={(row) => String(row.row)}
            columns={[
              {
                label: words.row,
                cell: (row) => (row.from === null ? words.rowOf(formatNumber(row.row)) : words.from(formatNumber(row.from))),
              },
              { label: words.name, cell: (row) => <Who row={row} /> },
              problems
                ? { label: words.problem, cell: (row: ImportRow) => <ProblemList problems={row.problems} /> }
                : show === 'update'
                  ? { label: words.changes, cell: (row: ImportRow) => <Changes row={row} /> }
                  : { label: words.cells, cell: (row: ImportRow) => <Cells row={row} /> },
            ]}
          />
        )}
      </Reading>
      <MorePages query={read} />
    </Stack>
  );
}

function Who({ row }: { row: ImportRow }) {
  if (row.studentId === null) return row.name;
  return (
    <Anchor component={Link} to={`/students/${row.studentId}`}>
      {row.name}
    </Anchor>
  );
}

/** Every problem with its column, what stands there, what is wrong and what to do. */
export function ProblemList({ problems }: { problems: readonly ImportProblem[] }) {
  return (
    <ul className={classes.list}>
      {problems.map((problem) => (
        <li key={`${problem.column ?? ''} ${problem.code}`} style={{ overflowWrap: 'anywhere' }}>
          <strong>{problem.column ?? words.whole}</strong>
          {problem.column !== null && <> ({problem.value === '' ? words.empty : `“${problem.value}”`})</>}: {problem.message}{' '}
          <Text span c="dimmed" inherit>
            {problem.remedy}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function Changes({ row }: { row: ImportRow }) {
  return (
    <ul className={classes.list}>
      {row.changes.map((change) => (
        <li key={change.label}>{words.change(change.label, change.before, change.after)}</li>
      ))}
    </ul>
  );
}

function Cells({ row }: { row: ImportRow }) {
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {row.cells.filter((cell) => cell.trim() !== '').join(' · ')}
    </Text>
  );
}
