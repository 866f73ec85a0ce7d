import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { uuidv7 } from 'uuidv7';
import {
  MissingCharacteristic,
  type StudentCharacteristic,
  getStudentCharacteristics,
  setStudentCharacteristics,
} from '@waymark/contract/characteristics.ts';
import { listStudentChanges } from '@waymark/contract/students.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';

const words = t.characteristics.student;
const missing = 'missing:';

interface EditCharacteristicsProps {
  studentId: string;
  name: string;
  items: readonly StudentCharacteristic[];
  onClose: () => void;
}

const keyOf = ({ current }: StudentCharacteristic) => (current === null ? null : (current.value ?? `${missing}${current.missingReason}`));

/** Records several characteristics at once; only what was changed is sent. */
export default function EditCharacteristics({ studentId, name, items, onClose }: EditCharacteristicsProps) {
  const shown = items.filter(({ characteristic }) => !characteristic.archived);
  const before: Record<string, string | null> = Object.fromEntries(shown.map((item) => [item.characteristic.id, keyOf(item)]));
  const form = useForm({ initialValues: before });
  const save = useWrite(setStudentCharacteristics, {
    invalidates: [getStudentCharacteristics, listStudentChanges],
    onDone: () => {
      toast.done(words.saved);
      onClose();
    },
  });
  const submit = form.onSubmit((values) => {
    const changed = shown.flatMap(({ characteristic: { id }, current }) => {
      const chosen = values[id];
      if (chosen == null || chosen === before[id]) return [];
      const missingReason = chosen.startsWith(missing) ? MissingCharacteristic.parse(chosen.slice(missing.length)) : null;
      return [
        { id: uuidv7(), characteristicId: id, value: missingReason === null ? chosen : null, missingReason, replaces: current?.id ?? null },
      ];
    });
    if (changed.length === 0) onClose();
    else save.mutate({ params: { id: studentId }, body: { values: changed } });
  });
  return (
    <Modal opened onClose={onClose} title={words.title(name)} closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{words.lead}</Text>
          {shown.map(({ characteristic }) => (
            <Select
              key={characteristic.id}
              label={characteristic.label}
              placeholder={words.notRecorded}
              searchable={characteristic.options.length > 8}
              allowDeselect={false}
              data={[
                { group: words.values, items: characteristic.options.map(({ code, label }) => ({ value: code, label })) },
                {
                  group: words.missing,
                  items: MissingCharacteristic.options.map((reason) => ({
                    value: `${missing}${reason}`,
                    label: t.characteristics.missing[reason],
                  })),
                },
              ]}
              {...form.getInputProps(characteristic.id)}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
