import { Button, Group, Modal, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { addLibraryAction, editLibraryAction, type LibraryAction, type LibraryOutcome } from '@waymark/contract/action-library.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { toast } from '../ui/toast.tsx';
import { readsOfLibrary } from './LibraryActionItem.tsx';
import { outcomeOptions } from './outcomeOptions.ts';

const text = t.actions.library.form;

interface LibraryActionFormProps {
  outcomes: readonly LibraryOutcome[];
  edit?: LibraryAction | undefined;
  /** The outcome a new one is for. */
  seriesId: string | null;
  onClose: () => void;
}

/** Adds to the library, or rewords what is in it. */
export function LibraryActionForm({ outcomes, edit, seriesId, onClose }: LibraryActionFormProps) {
  const [id] = useState(uuidv7);
  const form = useForm<Omit<LibraryAction, 'id' | 'archived' | 'version'>>({
    initialValues: {
      seriesId: edit ? edit.seriesId : seriesId,
      title: edit?.title ?? '',
      detail: edit?.detail ?? '',
      owner: edit?.owner ?? 'student',
      upToLevel: edit?.upToLevel ?? 2,
      dueInDays: edit?.dueInDays ?? 14,
    },
    validate: { title: (title) => (title.trim() === '' ? t.actions.form.needTitle : null) },
  });
  const done = (said: string) => () => {
    toast.done(said);
    onClose();
  };
  const add = useWrite(addLibraryAction, { invalidates: readsOfLibrary, form, onDone: done(text.added) });
  const change = useWrite(editLibraryAction, { invalidates: readsOfLibrary, form, onDone: done(text.saved) });
  const submit = form.onSubmit((body) =>
    edit ? change.mutate({ params: { id: edit.id }, ifMatch: edit.version, body }) : add.mutate({ body: { id, ...body } }),
  );
  const levels =
    outcomes.find((outcome) => outcome.seriesId === form.getValues().seriesId)?.levels ??
    Math.max(2, ...outcomes.map((outcome) => outcome.levels));
  return (
    <Modal opened onClose={onClose} title={edit ? text.titleEdit : text.titleNew} size="lg" closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Select
            label={text.outcome}
            placeholder={t.actions.library.any}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t.actions.library.any }}
            data={outcomeOptions(outcomes)}
            {...form.getInputProps('seriesId')}
          />
          <TextInput
            label={t.actions.form.what}
            description={t.actions.form.whatHint}
            required
            maxLength={200}
            {...form.getInputProps('title')}
          />
          <Textarea label={t.actions.form.detail} autosize minRows={2} maxRows={8} maxLength={2000} {...form.getInputProps('detail')} />
          <FieldsetRadios
            legend={t.actions.form.owner}
            choices={[
              { value: 'student', label: t.actions.owners.student },
              { value: 'mentor', label: t.actions.owners.mentor },
            ]}
            value={form.getValues().owner}
            onChange={(owner) => form.setFieldValue('owner', owner)}
          />
          <Group grow align="flex-start">
            <NumberInput
              label={text.upTo}
              min={1}
              max={levels}
              clampBehavior="strict"
              allowDecimal={false}
              {...form.getInputProps('upToLevel')}
            />
            <NumberInput
              label={text.days}
              min={1}
              max={365}
              clampBehavior="strict"
              allowDecimal={false}
              {...form.getInputProps('dueInDays')}
            />
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={add.isPending || change.isPending}>
              {edit ? text.save : text.add}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
