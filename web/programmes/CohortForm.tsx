import { Button, Checkbox, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { type Cohort, createCohort, getProgramme, listProgrammes, updateCohort } from '@waymark/contract/programmes.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';

const words = t.programmes.cohort;

/** Adds a cohort to a programme, or changes the one given. */
export default function CohortForm({ programmeId, cohort, onClose }: { programmeId: string; cohort?: Cohort; onClose: () => void }) {
  const [id] = useState(uuidv7);
  const form = useForm({
    initialValues: {
      name: cohort?.name ?? '',
      startsOn: cohort?.startsOn ?? '',
      endsOn: cohort?.endsOn ?? '',
      archived: cohort?.archived ?? false,
    },
    validate: { name: (value) => (value.trim() === '' ? t.programmes.form.nameMissing : null) },
  });
  const done = (text: string) => {
    toast.done(text);
    onClose();
  };
  const invalidates = [listProgrammes, getProgramme];
  const create = useWrite(createCohort, { invalidates, form, onDone: (_done, { body }) => done(words.added(body.name)) });
  const change = useWrite(updateCohort, { invalidates, form, onDone: (_done, { body }) => done(words.changed(body.name)) });
  const submit = form.onSubmit(({ archived, name, startsOn, endsOn }) => {
    const details = { name, startsOn: startsOn || null, endsOn: endsOn || null };
    if (cohort === undefined) create.mutate({ params: { id: programmeId }, body: { id, ...details } });
    else change.mutate({ params: { id: cohort.id }, body: { ...details, archived }, ifMatch: cohort.version });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={cohort === undefined ? words.addTitle : words.changeTitle(cohort.name)}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={t.programmes.form.name} required maxLength={200} {...form.getInputProps('name')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput type="date" label={t.programmes.form.starts} {...form.getInputProps('startsOn')} />
            <TextInput type="date" label={t.programmes.form.ends} {...form.getInputProps('endsOn')} />
          </SimpleGrid>
          {cohort && <Checkbox label={words.archive} {...form.getInputProps('archived', { type: 'checkbox' })} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending}>
              {cohort === undefined ? words.add : t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
