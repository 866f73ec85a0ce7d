import { Anchor, Select } from '@mantine/core';
import { listStudentReports, type StudentReportLine, type StudentReportStatus } from '@waymark/contract/student-reports.ts';
import { useState } from 'react';
import { Link } from 'react-router';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { type Column, StackedTable } from '../ui/StackedTable.tsx';

const words = t.studentReports.run;

const columns: Column<StudentReportLine>[] = [
  {
    label: words.columns.student,
    cell: ({ id, student, status }) =>
      status === 'waiting' ? (
        student.name
      ) : (
        <Anchor component={Link} to={`/reports/students/${id}`} inherit fw={600}>
          {student.name}
        </Anchor>
      ),
  },
  { label: words.columns.programme, cell: ({ programme }) => programme },
  { label: words.columns.status, cell: ({ status }) => words.status[status] },
  {
    label: words.columns.note,
    cell: ({ lacking, hasLine }) =>
      [lacking === null ? '' : words.lacking[lacking], hasLine ? words.hasLine : ''].filter((one) => one !== '').join(', '),
  },
];

/** The pages of a run by name, and what each still needs. */
export function RunReports({ runId }: { runId: string }) {
  const [status, setStatus] = useState<StudentReportStatus | 'all'>('all');
  const reports = useReadPages(listStudentReports, { query: { runId, ...(status === 'all' ? {} : { status }) } });
  return (
    <Section title={words.pages}>
      <Select
        label={words.filter}
        maw="16rem"
        allowDeselect={false}
        data={Object.entries(words.filters).map(([value, label]) => ({ value, label }))}
        value={status}
        onChange={(value) => setStatus(value as StudentReportStatus | 'all')}
      />
      <Reading
        query={reports}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={<EmptyState title={words.none} />}
      >
        {(data) => (
          <StackedTable caption={words.pages} rows={data.pages.flatMap((page) => page.items)} rowKey={({ id }) => id} columns={columns} />
        )}
      </Reading>
      <MorePages query={reports} />
    </Section>
  );
}
