import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listAccess } from '@waymark/contract/audit.ts';
import type { QueryOf } from '@waymark/contract/endpoint.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { LogTable } from './LogTable.tsx';

const words = t.administration.audit;

/** Who read a student's record or took an export. */
export function Readings({ query }: { query: QueryOf<typeof listAccess> }) {
  return (
    <LogTable
      caption={words.captionReadings}
      entries={useReadPages(listAccess, { query })}
      columns={[
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
  );
}
