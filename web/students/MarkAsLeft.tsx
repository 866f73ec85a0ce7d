import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { leaveStudent } from '@waymark/contract/students.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { todayHere } from '../ui/format.ts';
import { nameOf } from '../ui/PersonName.tsx';
import { toast } from '../ui/toast.tsx';
import { type Ending, EndingFields, endingRules } from './EndingFields.tsx';
import { studentReads } from './reads.ts';
import type { StudentRecord } from './StudentPage.tsx';

const words = t.students.leaving;

interface Values extends Ending {
  leftOn: string;
  endKind: 'planned' | 'early' | null;
}

/** Marks a student as left, with how, by whom and why. */
export default function MarkAsLeft({ student, onClose }: { student: StudentRecord; onClose: () => void }) {
  const name = nameOf(student);
  const form = useForm<Values>({
    initialValues: { leftOn: todayHere(), endKind: null, endedBy: null, reason: '' },
    validate: { ...endingRules, endKind: (value) => (value === null ? words.missingKind : null) },
  });
  const leave = useWrite(leaveStudent, {
    invalidates: studentReads,
    form,
    onDone: ({ matchesEnded, meetingsCancelled }) => {
      toast.done(words.done(name, matchesEnded, meetingsCancelled));
      onClose();
    },
  });
  const submit = form.onSubmit(({ leftOn, endKind, endedBy, reason }) => {
    if (endKind === null || endedBy === null) return;
    leave.mutate({ params: { id: student.id }, body: { leftOn, endKind, endedBy, reason }, ifMatch: student.version });
  });
  return (
    <Modal opened onClose={onClose} title={words.title(name)} closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{words.lead}</Text>
          <TextInput type="date" label={words.on} required max={todayHere()} {...form.getInputProps('leftOn')} />
          <FieldsetRadios
            legend={words.kind}
            required
            choices={[
              { value: 'planned', label: words.planned },
              { value: 'early', label: words.early },
            ]}
            value={form.values.endKind}
            onChange={(value) => form.setFieldValue('endKind', value)}
            error={form.errors['endKind']}
          />
          <EndingFields endedBy={form.getInputProps('endedBy')} reason={form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" color="red" loading={leave.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
