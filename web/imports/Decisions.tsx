import { Button, Card, Group, Stack, Text } from '@mantine/core';
import {
  decideImportRow,
  decideImportRows,
  getImport,
  listImportRows,
  type ImportDetail,
  type ImportRow,
} from '@waymark/contract/imports.ts';
import { useReadPages, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { formatDate } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { ProblemList } from './RowList.tsx';

const words = t.imports.decide;

/** Probable duplicates: the same student, somebody new, or not taken. Each answer is kept at once and can be changed until the import. */
export function Decisions({ detail }: { detail: ImportDetail }) {
  const read = useReadPages(listImportRows, { params: { id: detail.id }, query: { show: 'choose', limit: 50 } });
  const rows = read.data?.pages.flatMap((page) => page.items) ?? [];
  const changed = { invalidates: [getImport, listImportRows] };
  const decide = useWrite(decideImportRow, changed);
  const decideAll = useWrite(decideImportRows, changed);
  const all = (decision: 'same' | 'new' | 'skip') => decideAll.mutate({ params: { id: detail.id }, body: { decision } });

  return (
    <Stack gap="md">
      <Text>{words.lead}</Text>
      {detail.counts.choose > 0 ? (
        <Group gap="sm">
          <Text size="sm">{words.all}</Text>
          <Button variant="default" loading={decideAll.isPending} onClick={() => all('same')}>
            {words.allSame}
          </Button>
          {detail.kind === 'roll' && (
            <Button variant="default" disabled={decideAll.isPending} onClick={() => all('new')}>
              {words.allNew}
            </Button>
          )}
          <Button variant="default" disabled={decideAll.isPending} onClick={() => all('skip')}>
            {words.allSkip}
          </Button>
        </Group>
      ) : (
        <Text role="status">{words.done}</Text>
      )}
      <Reading query={read} isEmpty={() => rows.length === 0} empty={<Text c="dimmed">{t.imports.rows.none}</Text>}>
        {() =>
          rows.map((row) => (
            <Card key={row.row}>
              <Decision
                row={row}
                kind={detail.kind}
                onDecide={(decision) => decide.mutate({ params: { id: detail.id, row: row.row }, body: { decision } })}
              />
            </Card>
          ))
        }
      </Reading>
      <MorePages query={read} />
    </Stack>
  );
}

function Decision({ row, kind, onDecide }: { row: ImportRow; kind: ImportDetail['kind']; onDecide: (decision: string) => void }) {
  const choices = [
    ...row.candidates.map(({ id, name, upn, birthDate, school }) => ({
      value: id,
      label: words.same(name),
      description: words.sameAbout(upn, birthDate === null ? null : formatDate(birthDate), school),
    })),
    // scores make no students
    ...(kind === 'roll' ? [{ value: 'new', label: words.new }] : []),
    { value: 'skip', label: words.skip },
  ];
  return (
    <Stack gap="xs">
      <FieldsetRadios
        legend={words.legend(row.from ?? row.row, row.name)}
        name={`row-${row.row}`}
        description={row.cells.filter((cell) => cell.trim() !== '').join(' · ')}
        choices={choices}
        value={row.decision}
        onChange={onDecide}
      />
      <ProblemList problems={row.problems} />
    </Stack>
  );
}
