import { Alert, Stack, Text } from '@mantine/core';
import type { HandoverPreviewItem } from '@waymark/contract/matches.ts';
import * as t from '../strings/catalogue.ts';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.matches.handOver;

interface HandoverPreviewProps {
  items: readonly HandoverPreviewItem[];
  meetings: 'move' | 'cancel';
  actions: 'move' | 'cancel';
}

/** What a handover would move, student by student, and what stands against it. */
export function HandoverPreview({ items, meetings, actions }: HandoverPreviewProps) {
  const problems = items.filter((item) => item.problem !== null);
  const late = items.filter((item) => item.unrecorded > 0);
  return (
    <Stack>
      {problems.length > 0 && (
        <Alert color="red" title={words.problem} role="alert">
          {problems.map((item) => (
            <Text key={item.matchId}>{item.problem}</Text>
          ))}
        </Alert>
      )}
      {late.length > 0 && (
        <Alert color="orange">
          {words.unrecorded(
            late.reduce((sum, item) => sum + item.unrecorded, 0),
            late.map((item) => item.student.name),
          )}
        </Alert>
      )}
      <StackedTable
        caption={words.previewCaption}
        rows={items}
        rowKey={(item) => item.matchId}
        columns={[
          { label: words.student, cell: (item) => <strong>{item.student.name}</strong> },
          { label: words.toMentor, cell: (item) => item.toMentor.name },
          { label: words.meetings, numeric: true, cell: (item) => words.moved(item.meetings, meetings, words.cancelled) },
          { label: words.actions, numeric: true, cell: (item) => words.moved(item.actions, actions, words.dropped) },
          { label: words.whatNotes, numeric: true, cell: (item) => String(item.notes) },
        ]}
      />
      <Text size="sm" c="dimmed">
        {words.stays}
      </Text>
    </Stack>
  );
}
