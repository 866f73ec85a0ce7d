import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { endMatch } from '@waymark/contract/matches.ts';
import { useWrite } from '../api.ts';
import { type Ending, EndingFields, endingRules } from '../students/EndingFields.tsx';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';

const words = t.matches.end;

interface EndMatchProps {
  student: string;
  match: { id: string; version: number; startedOn: string; mentor: { name: string } };
  onClose: () => void;
}

/** Ends one match, with by whom and why. */
export default function EndMatch({ student, match, onClose }: EndMatchProps) {
  const form = useForm<Ending & { endedOn: string }>({
    initialValues: { endedOn: todayHere(), endedBy: null, reason: '' },
    validate: endingRules,
  });
  const end = useWrite(endMatch, {
    invalidates: studentReads,
    form,
    onDone: ({ meetingsCancelled }) => {
      toast.done(words.done(meetingsCancelled));
      onClose();
    },
  });
  const submit = form.onSubmit(({ endedOn, endedBy, reason }) => {
    if (endedBy !== null) end.mutate({ params: { id: match.id }, body: { endedOn, endedBy, reason }, ifMatch: match.version });
  });
  return (
    <Modal opened onClose={onClose} title={words.title(student, match.mentor.name)} closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{words.lead(match.mentor.name)}</Text>
          <TextInput type="date" label={words.on} required min={match.startedOn} {...form.getInputProps('endedOn')} />
          <EndingFields endedBy={form.getInputProps('endedBy')} reason={form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" color="red" loading={end.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
