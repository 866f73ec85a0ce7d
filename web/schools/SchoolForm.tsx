import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { createSchool, listSchools, type School, updateSchool } from '@waymark/contract/schools.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';

const words = t.schools.form;

/** Adds a school, or changes the one given. */
export default function SchoolForm({ school, onClose }: { school: School | undefined; onClose: () => void }) {
  const [id] = useState(uuidv7);
  const form = useForm({
    initialValues: { name: school?.name ?? '', urn: school?.urn ?? '', archived: school?.archived ?? false },
    validate: {
      name: (value) => (value.trim() === '' ? words.nameMissing : null),
      urn: (value) => (value.trim() === '' || /^\d{6}$/.test(value.trim()) ? null : words.urnOdd),
    },
  });
  const done = (text: string) => {
    toast.done(text);
    onClose();
  };
  const create = useWrite(createSchool, { invalidates: [listSchools], form, onDone: (_done, { body }) => done(words.added(body.name)) });
  const change = useWrite(updateSchool, { invalidates: [listSchools], form, onDone: (_done, { body }) => done(words.changed(body.name)) });
  const submit = form.onSubmit(({ name, urn, archived }) => {
    const details = { name, urn: urn.trim() || null };
    if (school === undefined) create.mutate({ body: { id, ...details } });
    else change.mutate({ params: { id: school.id }, body: { ...details, archived }, ifMatch: school.version });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={school === undefined ? words.addTitle : words.changeTitle(school.name)}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={t.schools.name} required maxLength={200} {...form.getInputProps('name')} />
          <TextInput
            label={t.schools.urn}
            description={t.schools.urnHint}
            inputMode="numeric"
            maxLength={10}
            {...form.getInputProps('urn')}
          />
          {school && <Checkbox label={words.archive} {...form.getInputProps('archived', { type: 'checkbox' })} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending}>
              {school === undefined ? t.schools.add : t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
