import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import type { StepProps } from './ShareStudentPage.tsx';
import classes from './sharing.module.css';

const words = t.sharing.page;

/** What goes in: parts that are usual for the kind, and notes one by one. */
export function ContentFields({ choices, draft, change, error }: StepProps & { error: string | undefined }) {
  const empty = new Set(choices.sections.filter((one) => one.empty).map(({ section }) => section));
  const [open, setOpen] = useState(draft.noteIds.length > 0);
  return (
    <Section title={words.content}>
      <Checkbox.Group
        label={words.parts}
        data-missing={error === undefined ? undefined : true}
        description={words.contentHint}
        error={error}
        value={draft.sections.filter((section) => !empty.has(section))}
        onChange={(sections) => change({ sections })}
      >
        <Stack gap="xs" mt="xs">
          {choices.sections.map(({ section, empty }) => (
            <Checkbox
              key={section}
              value={section}
              disabled={empty}
              label={t.sharing.sections[section]}
              description={empty ? t.sharing.nothingThere : undefined}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {choices.notes.length === 0 ? (
        <Text c="dimmed" size="sm">
          {words.noNotes}
        </Text>
      ) : open ? (
        <Checkbox.Group label={words.notes} description={words.notesHint} value={draft.noteIds} onChange={(noteIds) => change({ noteIds })}>
          <Stack gap="sm" mt="xs">
            {choices.notes.map(({ id, on, author, body }) => (
              <Checkbox
                key={id}
                value={id}
                label={words.note(author, formatDate(on))}
                description={<span className={classes.note}>{body}</span>}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      ) : (
        <div>
          <Text fw={600}>{words.notes}</Text>
          <Text c="dimmed" size="sm" mb="xs">
            {words.notesHint}
          </Text>
          <Button variant="default" size="sm" onClick={() => setOpen(true)}>
            {words.showNotes(choices.notes.length)}
          </Button>
        </div>
      )}
    </Section>
  );
}
