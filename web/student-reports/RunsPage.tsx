import { Anchor, Button } from '@mantine/core';
import { listStudentReportRuns, type StudentReportRun } from '@waymark/contract/student-reports.ts';
import { Link } from 'react-router';
import { useReadPages } from '../api.ts';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, StackedTable } from '../ui/StackedTable.tsx';
import { useAboutOf } from './useAboutOf.ts';
import { useParents } from './useParents.ts';

const words = t.studentReports;

export const handle = { crumb: words.title };

const columnsOf = (aboutOf: (run: StudentReportRun) => string): Column<StudentReportRun>[] => [
  {
    label: words.runs.run,
    cell: ({ id, title }) => (
      <Anchor component={Link} to={`/reports/students/runs/${id}`} inherit fw={600}>
        {title}
      </Anchor>
    ),
  },
  { label: words.runs.about, cell: aboutOf },
  { label: words.runs.status, cell: (run) => words.state(run) },
  { label: words.runs.made, cell: ({ createdAt, createdBy }) => words.runs.madeBy(formatDate(createdAt), createdBy) },
];

/** `/reports/students`: the runs there were, and the way to a new one. */
export const Component = onlyFor(['lead', 'mentor'], Runs);

function Runs() {
  const runs = useReadPages(listStudentReportRuns, { query: {} });
  const parents = useParents('reports');
  const columns = columnsOf(useAboutOf());
  const make = (
    <Button component={Link} to="/reports/students/new">
      {words.make}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} parents={parents} actions={make}>
      <Reading
        query={runs}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={<EmptyState title={words.runs.empty}>{words.runs.emptyNext}</EmptyState>}
      >
        {(data) => (
          <StackedTable
            caption={words.runs.caption}
            rows={data.pages.flatMap((page) => page.items)}
            rowKey={({ id }) => id}
            columns={columns}
          />
        )}
      </Reading>
      <MorePages query={runs} />
    </Page>
  );
}
