import { Anchor, Button, Drawer, Stack, Table, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { listOutcomeStudents, type OutcomeStudent, type OutcomeTypeSummary } from '@waymark/contract/outcomes.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { countQuery, type Filters } from './filters.ts';
import { groupName } from './groups.ts';

const text = t.outcomes.behind;

/** The students behind a figure, opened by its address (`bar` and `of`) and closed by going back. */
export function StudentsBehind({ filters, types }: { filters: Filters; types: readonly OutcomeTypeSummary[] }) {
  const [search, setSearch] = useSearchParams();
  const [bar, seriesId] = [search.get('bar'), search.get('of')];
  const close = () =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.delete('bar');
        next.delete('of');
        return next;
      },
      { preventScrollReset: true },
    );
  const outcome = types.flatMap((type) => type.outcomes).find((one) => one.seriesId === seriesId);
  return (
    <Drawer opened={bar !== null && seriesId !== null} onClose={close} position="right" size="lg" title={text.title}>
      {bar !== null && seriesId !== null && (
        <Stack gap="md">
          <Text>{text.about(groupName(bar), outcome?.statement ?? '')}</Text>
          <List filters={filters} bar={bar} seriesId={seriesId} />
        </Stack>
      )}
    </Drawer>
  );
}

function List({ filters, bar, seriesId }: { filters: Filters; bar: string; seriesId: string }) {
  const query = useReadPages(listOutcomeStudents, { query: { ...countQuery(filters), bar, seriesId, limit: 50 } });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { columns } = text;
  return (
    <Reading query={query}>
      {({ pages }) =>
        rows.length === 0 ? (
          <Text c="dimmed">{text.none}</Text>
        ) : (
          <>
            {pages[0]?.pseudonymised === true && (
              <Text size="sm" c="dimmed">
                {text.pseudonyms}
              </Text>
            )}
            <Table aria-label={text.title}>
              <Table.Thead>
                <Table.Tr>
                  {[columns.student, columns.programme, columns.first, columns.latest].map((name) => (
                    <Table.Th key={name} scope="col">
                      {name}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row, index) => (
                  <Table.Tr key={`${row.name} ${index}`}>
                    <Table.Th scope="row">
                      {row.studentId === null ? (
                        row.name
                      ) : (
                        <Anchor component={Link} to={`/students/${row.studentId}`} inherit>
                          {row.name}
                        </Anchor>
                      )}
                    </Table.Th>
                    <Table.Td>{row.programme}</Table.Td>
                    <Table.Td>{levelOn(row.firstLevel, row.firstOn)}</Table.Td>
                    <Table.Td>{latest(row)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {query.hasNextPage && (
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {text.more}
              </Button>
            )}
          </>
        )
      }
    </Reading>
  );
}

function latest(row: OutcomeStudent): string {
  return row.missingReason === null ? levelOn(row.latestLevel, row.latestOn) : t.levelChoice.missing[row.missingReason];
}

function levelOn(level: number | null, on: string | null): string {
  return level === null || on === null ? '–' : text.on(level, formatShortDate(on));
}
