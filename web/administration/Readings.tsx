import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listAccess } from '@waymark/contract/audit.ts';
import type { QueryOf } from '@waymark/contract/endpoint.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { Who } from './AuditTrail.tsx';

const words = t.administration.audit;

/** Who read a student's record or took an export, newest first. */
export function Readings({ query }: { query: QueryOf<typeof listAccess> }) {
  const entries = useReadPages(listAccess, { query });
  return (
    <>
      <Reading
        query={entries}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={<EmptyState title={words.empty}>{words.emptyNext}</EmptyState>}
      >
        {(data) => (
          <StackedTable
            caption={words.captionReadings}
            rows={data.pages.flatMap((page) => page.items)}
            rowKey={(entry) => entry.id}
            columns={[
              { label: words.when, cell: (entry) => formatDateTime(entry.at) },
              { label: words.who, cell: (entry) => <Who name={entry.memberName} role={entry.role} /> },
              { label: words.what, cell: (entry) => entry.what },
              {
                label: words.student,
                cell: (entry) =>
                  entry.studentId === null ? null : (
                    <Anchor component={Link} to={`/students/${entry.studentId}`}>
                      {words.openStudent}
                    </Anchor>
                  ),
              },
              {
                label: words.whence,
                cell: (entry) => (
                  <Text span size="sm" c="dimmed">
                    {entry.ip}
                  </Text>
                ),
              },
            ]}
          />
        )}
      </Reading>
      <MorePages query={entries} />
    </>
  );
}
