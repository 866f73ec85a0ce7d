import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import {
  type Characteristic,
  createCharacteristic,
  getStudentCharacteristics,
  listCharacteristics,
  updateCharacteristic,
} from '@waymark/contract/characteristics.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { linesOf, optionsOf } from './optionLines.ts';

const words = t.characteristics.form;

function optionsProblem(lines: string): string | null {
  const read = optionsOf(lines);
  if ('bad' in read) return words.optionsBad(read.bad);
  return read.options.length < 2 ? words.optionsMissing : null;
}

/** Adds a characteristic, or rewords the one given. */
export default function CharacteristicForm({
  characteristic,
  onClose,
}: {
  characteristic: Characteristic | undefined;
  onClose: () => void;
}) {
  const [id] = useState(uuidv7);
  const form = useForm({
    initialValues: {
      label: characteristic?.label ?? '',
      options: linesOf(characteristic?.options ?? []),
      archived: characteristic?.archived ?? false,
    },
    validate: { label: (value) => (value.trim() === '' ? words.labelMissing : null), options: optionsProblem },
  });
  const done = (text: string) => {
    toast.done(text);
    onClose();
  };
  const invalidates = [listCharacteristics, getStudentCharacteristics];
  const create = useWrite(createCharacteristic, { invalidates, form, onDone: (_done, { body }) => done(words.added(body.label)) });
  const change = useWrite(updateCharacteristic, { invalidates, form, onDone: (_done, { body }) => done(words.changed(body.label)) });
  const submit = form.onSubmit(({ label, options: lines, archived }) => {
    const read = optionsOf(lines);
    if ('bad' in read) return;
    if (characteristic === undefined) create.mutate({ body: { id, label, options: read.options } });
    else
      change.mutate({
        params: { id: characteristic.id },
        body: { label, options: read.options, archived },
        ifMatch: characteristic.version,
      });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={characteristic === undefined ? words.addTitle : words.changeTitle(characteristic.label)}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={words.label} required maxLength={200} {...form.getInputProps('label')} />
          <Textarea
            label={words.options}
            description={words.optionsHint}
            required
            autosize
            minRows={4}
            maxRows={14}
            {...form.getInputProps('options')}
          />
          {characteristic && <Checkbox label={words.archive} {...form.getInputProps('archived', { type: 'checkbox' })} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending}>
              {characteristic === undefined ? t.characteristics.add : t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
