import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { listStudentNotes } from '@waymark/contract/meeting-room.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatDate } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import classes from './Outcome.module.css';

const text = t.meetingRoom.studentNotes;

/** The meeting notes of a student that the reader may read: for the student's page, and for one meeting's. */
export function StudentNotes({ studentId, meetingId }: { studentId: string; meetingId?: string }) {
  const read = useReadPages(listStudentNotes, { params: { id: studentId }, query: { meetingId } });
  if (read.data === undefined)
    return read.error != null ? <ErrorState error={read.error} retry={() => void read.refetch()} /> : <Loading />;
  const notes = read.data.pages.flatMap(({ items }) => items);
  if (notes.length === 0) return <EmptyState title={text.empty}>{text.emptyBody}</EmptyState>;
  return (
    <Stack gap="sm">
      <ul className={classes.list}>
        {notes.map((note) => (
          <Paper key={note.id} component="li" withBorder p="md">
            <Group gap="xs">
              <Text size="sm" c="dimmed">
                {text.by(note.authorName, formatDate(note.meetingStartsAt))}
              </Text>
              {note.shared && <Badge>{text.shared}</Badge>}
              {note.handedOver && <Badge color="gray">{text.handedOver}</Badge>}
            </Group>
            <p className={classes.note}>{note.body}</p>
          </Paper>
        ))}
      </ul>
      {read.hasNextPage && (
        <Button variant="default" onClick={() => void read.fetchNextPage()} loading={read.isFetchingNextPage}>
          {text.older}
        </Button>
      )}
    </Stack>
  );
}
