import { Alert, Button, Checkbox, Group, SimpleGrid, TextInput } from '@mantine/core';
import { listImportLeavers, type ImportDetail } from '@waymark/contract/imports.ts';
import { leaveStudent, listStudents } from '@waymark/contract/students.ts';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call, useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.imports.leavers;

/** Students the roll does not name: proposed as leavers, marked one by one by whoever ticks them. */
export function Leavers({ detail }: { detail: ImportDetail }) {
  const queries = useQueryClient();
  const read = useReadPages(listImportLeavers, { params: { id: detail.id }, query: { limit: 100 } });
  const rows = read.data?.pages.flatMap((page) => page.items) ?? [];
  const count = read.data?.pages[0]?.count ?? 0;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [leftOn, setLeftOn] = useState(todayHere());
  const [reason, setReason] = useState<string>(words.reasonDefault);
  const [marking, setMarking] = useState(false);
  if (rows.length === 0) return null;

  const tick = (id: string, on: boolean) =>
    setTicked((now) => {
      const next = new Set(now);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  const mark = async () => {
    setMarking(true);
    let marked = 0;
    try {
      for (const row of rows.filter(({ id }) => ticked.has(id))) {
        await call(leaveStudent, {
          params: { id: row.id },
          ifMatch: row.version,
          body: { leftOn, reason, endKind: 'early', endedBy: 'school' },
        });
        marked++;
        tick(row.id, false);
      }
    } catch (error) {
      toast.problem(error);
    } finally {
      setMarking(false);
      if (marked > 0) toast.done(words.marked(marked));
      await Promise.all([listImportLeavers, listStudents].map((endpoint) => queries.invalidateQueries({ queryKey: [endpoint.path] })));
    }
  };

  return (
    <Section title={words.title} lead={words.lead(count)}>
      {count > detail.rowCount / 2 && count > 5 && <Alert color="orange">{words.many}</Alert>}
      <StackedTable
        caption={words.caption}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            label: t.imports.rows.name,
            cell: (row) => (
              <Checkbox
                label={row.name}
                aria-label={words.choose(row.name)}
                checked={ticked.has(row.id)}
                onChange={(event) => tick(row.id, event.currentTarget.checked)}
              />
            ),
          },
          { label: words.year, cell: (row) => (row.yearGroup === null ? t.students.none : t.students.yearOf(row.yearGroup)) },
          { label: words.school, cell: (row) => row.school },
        ]}
      />
      <MorePages query={read} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={560}>
        <TextInput
          type="date"
          label={words.day}
          value={leftOn}
          max={todayHere()}
          onChange={(event) => setLeftOn(event.currentTarget.value)}
        />
        <TextInput label={words.reason} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
      </SimpleGrid>
      <Group>
        <Button variant="default" disabled={ticked.size === 0 || reason.trim() === ''} loading={marking} onClick={() => void mark()}>
          {words.mark(ticked.size)}
        </Button>
      </Group>
    </Section>
  );
}
