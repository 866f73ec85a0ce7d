import { Stack, Textarea } from '@mantine/core';
import { uuidv7 } from 'uuidv7';
import * as t from '../strings/catalogue.ts';
import { useHeld } from './held.ts';
import { Overruled } from './Overruled.tsx';

const text = t.meetingRoom.notes;
const longest = 20_000;

/** Two notes: the mentor's own, and what the student gets to read. Which is which is said where it is typed. */
export function NotesPanel() {
  const { room, value, enter } = useHeld();
  return (
    <Stack gap="lg">
      {(['notes', 'shared_notes'] as const).map((key) => {
        const note = value(key);
        return (
          <div key={key}>
            <Textarea
              label={key === 'notes' ? text.private : text.shared}
              description={key === 'notes' ? text.privateHint : text.sharedHint(room.student.name)}
              autosize
              minRows={key === 'notes' ? 4 : 3}
              maxRows={14}
              maxLength={longest}
              value={note?.body ?? ''}
              onChange={(event) => enter(key, { id: note?.id ?? uuidv7(), body: event.currentTarget.value })}
            />
            <Overruled answerKey={key} />
          </div>
        );
      })}
    </Stack>
  );
}
