import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { createProgramme, getProgramme, listProgrammes, type Programme, updateProgramme } from '@waymark/contract/programmes.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';

const words = t.programmes.form;

/** Starts a programme, or changes the one given. */
export default function ProgrammeForm({ programme, onClose }: { programme?: Programme; onClose: () => void }) {
  const [id] = useState(uuidv7);
  const frameworks = useRead(listFrameworks, {});
  const form = useForm({
    initialValues: {
      name: programme?.name ?? '',
      description: programme?.description ?? '',
      frameworkId: programme?.framework.id ?? null,
      startsOn: programme?.startsOn ?? '',
      endsOn: programme?.endsOn ?? '',
      archived: programme?.archived ?? false,
    },
    validate: {
      name: (value) => (value.trim() === '' ? words.nameMissing : null),
      frameworkId: (value) => (value === null ? words.frameworkMissing : null),
    },
  });
  const done = (text: string) => {
    toast.done(text);
    onClose();
  };
  const invalidates = [listProgrammes, getProgramme];
  const create = useWrite(createProgramme, { invalidates, form, onDone: (_done, { body }) => done(words.added(body.name)) });
  const change = useWrite(updateProgramme, { invalidates, form, onDone: (_done, { body }) => done(words.changed(body.name)) });
  const submit = form.onSubmit(({ archived, frameworkId, startsOn, endsOn, ...rest }) => {
    if (frameworkId === null) return;
    const details = { ...rest, frameworkId, startsOn: startsOn || null, endsOn: endsOn || null };
    if (programme === undefined) create.mutate({ body: { id, ...details } });
    else change.mutate({ params: { id: programme.id }, body: { ...details, archived }, ifMatch: programme.version });
  });
  const enrolled = programme !== undefined && programme.enrolled + programme.ended > 0;
  const offered = (frameworks.data?.items ?? []).filter(
    (one) => one.id === form.values.frameworkId || (one.retiredAt === null && one.currentVersionId !== null),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={programme === undefined ? words.addTitle : words.changeTitle(programme.name)}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={words.name} required maxLength={200} {...form.getInputProps('name')} />
          <Textarea label={words.description} autosize minRows={2} {...form.getInputProps('description')} />
          <Select
            label={words.framework}
            description={words.frameworkHint}
            required
            disabled={enrolled}
            allowDeselect={false}
            data={offered.map(({ id: value, name }) => ({ value, label: name }))}
            {...form.getInputProps('frameworkId')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput type="date" label={words.starts} {...form.getInputProps('startsOn')} />
            <TextInput type="date" label={words.ends} {...form.getInputProps('endsOn')} />
          </SimpleGrid>
          {programme && <Checkbox label={words.archive} {...form.getInputProps('archived', { type: 'checkbox' })} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending}>
              {programme === undefined ? t.programmes.add : t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
