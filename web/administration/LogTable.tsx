import { Text } from '@mantine/core';
import { Role } from '@waymark/contract/common.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, StackedTable } from '../ui/StackedTable.tsx';

const words = t.administration.audit;

interface Entry {
  id: string;
  at: string;
  memberName: string | null;
  role: string | null;
}

interface LogTableProps<E extends Entry> {
  caption: string;
  /** What `useReadPages` of a log gave. */
  entries: Parameters<typeof MorePages>[0]['query'] & {
    data: { pages: { items: E[] }[] } | undefined;
    error: unknown;
    isPending: boolean;
    refetch: () => unknown;
  };
  /** What stands beside when and who. */
  columns: readonly Column<E>[];
}

/** One of the two logs, newest first: when, who, and what the log is about. */
export function LogTable<E extends Entry>({ caption, entries, columns }: LogTableProps<E>) {
  return (
    <>
      <Reading
        query={entries}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={<EmptyState title={words.empty}>{words.emptyNext}</EmptyState>}
      >
        {(data) => (
          <StackedTable
            caption={caption}
            rows={data.pages.flatMap((page) => page.items)}
            rowKey={(entry) => entry.id}
            columns={[
              { label: words.when, cell: (entry) => formatDateTime(entry.at) },
              { label: words.who, cell: (entry) => <Who name={entry.memberName} role={entry.role} /> },
              ...columns,
            ]}
          />
        )}
      </Reading>
      <MorePages query={entries} />
    </>
  );
}

function Who({ name, role }: { name: string | null; role: string | null }) {
  const known = name === null ? undefined : Role.safeParse(role).data;
  return (
    <div>
      <Text span inherit display="block">
        {name ?? words.system}
      </Text>
      {known && (
        <Text span size="sm" c="dimmed" display="block">
          {t.shell.roles[known]}
        </Text>
      )}
    </div>
  );
}
