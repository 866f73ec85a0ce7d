import { Checkbox, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import type { useForm } from '@mantine/form';
import { listHandoverNotes, type MentorLoad } from '@waymark/contract/matches.ts';
import { useRead } from '../api.ts';
import { EndingFields } from '../students/EndingFields.tsx';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { formatDate, todayHere } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import type { HandoverValues, TakenNotes } from './handoverPlan.ts';

const words = t.matches.handOver;

type HandoverForm = Pick<ReturnType<typeof useForm<HandoverValues>>, 'values' | 'errors' | 'getInputProps' | 'setFieldValue'>;

interface HandoverFieldsProps {
  form: HandoverForm;
  mentors: readonly MentorLoad[];
  /** The one match that is handed over: its notes can be chosen one by one. */
  matchId: string | undefined;
}

/** Everything a handover asks: to whom, from when, and what goes along. */
export function HandoverFields({ form, mentors, matchId }: HandoverFieldsProps) {
  const { values } = form;
  const takes: TakenNotes[] = matchId === undefined ? ['all', 'shared', 'none'] : ['all', 'shared', 'none', 'chosen'];
  return (
    <>
      <MultiSelect
        label={words.to}
        description={words.toHint}
        required
        searchable
        data={mentors.map(({ mentor, students }) => ({ value: mentor.id, label: t.matches.start.load(mentor.name, students) }))}
        {...form.getInputProps('toMentorIds')}
      />
      <TextInput type="date" label={words.from} description={words.fromHint} required min={todayHere()} {...form.getInputProps('from')} />
      <FieldsetRadios
        legend={words.notes}
        required
        error={form.errors['take']}
        choices={takes.map((value) => ({ value, label: words.noteChoices[value] }))}
        value={values.take}
        onChange={(value) => form.setFieldValue('take', value)}
      />
      {values.take === 'chosen' && matchId !== undefined && <ChooseNotes matchId={matchId} form={form} />}
      <FieldsetRadios
        legend={words.meetings}
        choices={(['move', 'cancel'] as const).map((value) => ({ value, label: words.meetingChoices[value] }))}
        value={values.meetings}
        onChange={(value) => form.setFieldValue('meetings', value)}
      />
      <FieldsetRadios
        legend={words.actions}
        choices={(['move', 'cancel'] as const).map((value) => ({ value, label: words.actionChoices[value] }))}
        value={values.actions}
        onChange={(value) => form.setFieldValue('actions', value)}
      />
      <EndingFields endedBy={form.getInputProps('endedBy')} reason={form.getInputProps('reason')} />
    </>
  );
}

function ChooseNotes({ matchId, form }: { matchId: string; form: HandoverForm }) {
  const notes = useRead(listHandoverNotes, { params: { id: matchId } });
  return (
    <Reading query={notes} empty={<Text c="dimmed">{words.noNotes}</Text>}>
      {({ items }) => (
        <Checkbox.Group label={words.chooseNotes} {...form.getInputProps('noteIds')}>
          <Stack gap="sm" mt="xs">
            {items.map((note) => (
              <Checkbox
                key={note.id}
                value={note.id}
                label={words.noteBy(note.author, formatDate(note.writtenAt))}
                description={note.body}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Reading>
  );
}
