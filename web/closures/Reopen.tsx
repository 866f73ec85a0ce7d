import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { type Closure, getClosure, listStudentClosures, reopenCase } from '@waymark/contract/closures.ts';
import { listMentors } from '@waymark/contract/members.ts';
import { listTargets } from '@waymark/contract/targets.ts';
import { useRead, useWrite } from '../api.ts';
import { readsOfReviews } from '../reviews/changed.ts';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';

const words = t.closures;

/** Takes a closed case up again: a new enrolment, and a match in the same step where a mentor is chosen. */
export default function Reopen({ closure, onClose }: { closure: Closure; onClose: () => void }) {
  const navigate = useNavigate();
  // made once: pressing twice is taking up once
  const [ids] = useState(() => ({ enrolment: uuidv7(), match: uuidv7() }));
  const mentors = useRead(listMentors, {});
  const form = useForm<{ startedOn: string; mentorId: string | null }>({ initialValues: { startedOn: todayHere(), mentorId: null } });
  const reopen = useWrite(reopenCase, {
    invalidates: [...studentReads, ...readsOfReviews, getClosure, listStudentClosures, listTargets],
    form: { setErrors: (errors) => form.setErrors({ ...errors, mentorId: errors['match.mentorId'] }) },
    onDone: () => {
      toast.done(words.reopened);
      void navigate(`/students/${closure.student.id}`);
    },
  });
  const submit = form.onSubmit(({ startedOn, mentorId }) =>
    reopen.mutate({
      params: { id: closure.id },
      body: { id: ids.enrolment, startedOn, match: mentorId === null ? null : { id: ids.match, mentorId } },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={words.reopenTitle(closure.student.name)}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{words.reopenHint}</Text>
          <TextInput type="date" label={words.startsOn} required {...form.getInputProps('startedOn')} />
          <Select
            label={words.mentor}
            placeholder={words.mentorLater}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t.shell.close }}
            data={(mentors.data?.mentors ?? []).map(({ id, name, caseload }) => ({
              value: id,
              label: t.caseload.mentorChoice(name, caseload),
            }))}
            {...form.getInputProps('mentorId')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={reopen.isPending}>
              {words.reopenSave}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
