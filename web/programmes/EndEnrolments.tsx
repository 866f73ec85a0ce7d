import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { endEnrolments } from '@waymark/contract/enrolments.ts';
import { useWrite } from '../api.ts';
import { type Ending, EndingFields, endingRules } from '../students/EndingFields.tsx';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { todayHere } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';

const words = t.programmes.ending;
const leaving = t.students.leaving;

interface EndEnrolmentsProps {
  enrolments: readonly { id: string; version: number; student: { name: string } }[];
  onClose: () => void;
}

/** Ends one enrolment or many, with how, by whom and why. */
export default function EndEnrolments({ enrolments, onClose }: EndEnrolmentsProps) {
  const form = useForm<Ending & { endedOn: string; kind: 'planned' | 'early' | null }>({
    initialValues: { endedOn: todayHere(), kind: null, endedBy: null, reason: '' },
    validate: { ...endingRules, kind: (value) => (value === null ? leaving.missingKind : null) },
  });
  const end = useWrite(endEnrolments, {
    invalidates: studentReads,
    form,
    onDone: ({ ended, matchesEnded }) => {
      toast.done(words.done(ended, matchesEnded));
      onClose();
    },
  });
  const submit = form.onSubmit(({ endedOn, kind, endedBy, reason }) => {
    if (kind === null || endedBy === null) return;
    end.mutate({ body: { enrolments: enrolments.map(({ id, version }) => ({ id, version })), endedOn, kind, endedBy, reason } });
  });
  return (
    <Modal opened onClose={onClose} title={words.title(enrolments.map((one) => one.student.name))} closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{words.lead}</Text>
          <TextInput type="date" label={words.on} required {...form.getInputProps('endedOn')} />
          <FieldsetRadios
            legend={leaving.kind}
            required
            choices={[
              { value: 'planned', label: leaving.planned },
              { value: 'early', label: leaving.early },
            ]}
            value={form.values.kind}
            onChange={(value) => form.setFieldValue('kind', value)}
            error={form.errors['kind']}
          />
          <EndingFields endedBy={form.getInputProps('endedBy')} reason={form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" color="red" loading={end.isPending}>
              {words.submit(enrolments.length)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
