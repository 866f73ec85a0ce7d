import { Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { listActionLibrary } from '@waymark/contract/action-library.ts';
import { type Action, type ActionOwner, type ActionProposal, createAction, editAction } from '@waymark/contract/actions.ts';
import { listMeetingChoices } from '@waymark/contract/meetings.ts';
import { useRead, useWrite } from '../api.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { todayHere } from '../ui/format.ts';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfActions } from './changed.ts';
import { outcomeOptions } from './outcomeOptions.ts';

const text = t.actions.form;
const usualDays = 14;

interface ActionFormProps {
  studentId: string;
  /** The action to change; a new one without. */
  edit?: Action | undefined;
  /** The proposal a new one starts from. */
  from?: ActionProposal | undefined;
  onClose: () => void;
}

interface ActionValues {
  title: string;
  detail: string;
  owner: ActionOwner;
  /** Empty for none. */
  dueOn: string;
  seriesId: string | null;
  libraryId: string | null;
  sharedWithStudent: boolean;
  /** Asked of leads where the student has several. */
  matchId: string | null;
}

/** Agrees an action, from the library or in one's own words, or changes one. */
export default function ActionForm({ studentId, edit, from, onClose }: ActionFormProps) {
  const { role } = useSession();
  // made once: pressing twice is adding once
  const [id] = useState(uuidv7);
  const start = edit ?? from;
  const form = useForm<ActionValues>({
    initialValues: {
      title: start?.title ?? '',
      detail: start?.detail ?? '',
      owner: start?.owner ?? 'student',
      dueOn: start === undefined ? daysAfter(todayHere(), usualDays) : (start.dueOn ?? ''),
      seriesId: start?.seriesId ?? null,
      libraryId: from?.libraryId ?? null,
      sharedWithStudent: edit?.sharedWithStudent ?? true,
      matchId: null,
    },
    validate: { title: (title) => (title.trim() === '' ? text.needTitle : null) },
  });
  const library = useRead(listActionLibrary, { query: {} }, { staleTime: 300_000 });
  const matches = useRead(listMeetingChoices, { query: { studentId } }, { enabled: edit === undefined && role === 'lead' });
  const choices = matches.data?.items ?? [];
  const done = (said: string) => () => {
    toast.done(said);
    onClose();
  };
  const create = useWrite(createAction, { invalidates: readsOfActions, form, onDone: done(text.added) });
  const change = useWrite(editAction, { invalidates: readsOfActions, form, onDone: done(text.saved) });

  const takeFromLibrary = (libraryId: string | null) => {
    const entry = library.data?.items.find((one) => one.id === libraryId);
    form.setFieldValue('libraryId', libraryId);
    if (entry === undefined) return;
    const { title, detail, owner, seriesId, dueInDays } = entry;
    form.setValues({ title, detail, owner, seriesId: seriesId ?? form.getValues().seriesId, dueOn: daysAfter(todayHere(), dueInDays) });
  };
  const submit = form.onSubmit(({ libraryId, matchId, dueOn, ...values }) => {
    const fields = { ...values, dueOn: dueOn === '' ? null : dueOn };
    if (edit) change.mutate({ params: { id: edit.id }, ifMatch: edit.version, body: fields });
    else create.mutate({ body: { id, studentId, libraryId, ...fields, ...(matchId === null ? {} : { matchId }) } });
  });

  return (
    <Modal opened onClose={onClose} title={edit ? text.titleEdit : text.titleNew} size="lg" closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {!edit && (
            <Select
              label={text.library}
              placeholder={text.libraryPlaceholder}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t.shell.close }}
              data={(library.data?.items ?? []).map((entry) => ({ value: entry.id, label: entry.title }))}
              value={form.getValues().libraryId}
              onChange={takeFromLibrary}
            />
          )}
          {choices.length > 1 && (
            <Select
              label={text.match}
              required
              data={choices.map((choice) => ({
                value: choice.matchId,
                label: [choice.mentorName, choice.programmeName, choice.purpose].filter(Boolean).join(', '),
              }))}
              {...form.getInputProps('matchId')}
            />
          )}
          <TextInput label={text.what} description={text.whatHint} required maxLength={200} {...form.getInputProps('title')} />
          <Textarea label={text.detail} autosize minRows={2} maxRows={8} maxLength={2000} {...form.getInputProps('detail')} />
          <FieldsetRadios
            legend={text.owner}
            choices={[
              { value: 'student', label: t.actions.owners.student },
              { value: 'mentor', label: t.actions.owners.mentor },
            ]}
            value={form.getValues().owner}
            onChange={(owner) => form.setFieldValue('owner', owner)}
          />
          <TextInput type="date" label={text.due} {...form.getInputProps('dueOn')} />
          <Select
            label={text.outcome}
            placeholder={text.outcomePlaceholder}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t.shell.close }}
            data={outcomeOptions(library.data?.outcomes ?? [])}
            {...form.getInputProps('seriesId')}
          />
          <Checkbox label={text.shared} {...form.getInputProps('sharedWithStudent', { type: 'checkbox' })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending}>
              {edit ? text.save : text.add}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
