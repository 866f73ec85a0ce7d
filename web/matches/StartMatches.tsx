import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { getCaseloadBalance, startMatches } from '@waymark/contract/matches.ts';
import { useRead, useWrite } from '../api.ts';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';

const words = t.matches.start;

export interface ToMatch {
  id: string;
  name: string;
  enrolments: readonly { id: string; programmeId: string; programme: string }[];
}

/** Matches one student or several with one mentor, within one programme. */
export default function StartMatches({ students, onClose }: { students: readonly ToMatch[]; onClose: () => void }) {
  const mentors = useRead(getCaseloadBalance, {});
  // the same ids however often it is sent: twice is once
  const [ids] = useState(() => new Map(students.map((student) => [student.id, uuidv7()])));
  const programmes = [...new Map(students.flatMap(({ enrolments }) => enrolments.map((one) => [one.programmeId, one.programme] as const)))];
  const form = useForm({
    initialValues: { mentorId: null as string | null, programmeId: programmes[0]?.[0] ?? null, purpose: '', startedOn: todayHere() },
    validate: { mentorId: (value) => (value === null ? words.mentorMissing : null) },
  });
  const { mentorId, programmeId, purpose, startedOn } = form.values;
  const enrolmentOf = (student: ToMatch) => student.enrolments.find((one) => one.programmeId === programmeId);
  const enrolled = students.filter((student) => enrolmentOf(student));
  const others = students.filter((student) => !enrolmentOf(student));
  const available = (mentors.data?.items ?? []).filter((one) => one.available);
  const start = useWrite(startMatches, {
    invalidates: studentReads,
    onDone: ({ started }) => {
      toast.done(words.done(started, available.find((one) => one.mentor.id === mentorId)?.mentor.name ?? ''));
      onClose();
    },
  });
  const submit = form.onSubmit(() => {
    if (mentorId === null) return;
    const matches = enrolled.flatMap((student) => {
      const enrolmentId = enrolmentOf(student)?.id;
      return enrolmentId === undefined
        ? []
        : [{ id: ids.get(student.id) ?? uuidv7(), studentId: student.id, mentorId, enrolmentId, purpose, startedOn }];
    });
    start.mutate({ body: { matches } });
  });
  return (
    <Modal opened onClose={onClose} title={words.title(students.map((student) => student.name))} closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Select
            label={words.mentor}
            required
            searchable
            data={available.map(({ mentor, students: n }) => ({ value: mentor.id, label: words.load(mentor.name, n) }))}
            {...form.getInputProps('mentorId')}
          />
          {programmes.length > 1 && (
            <Select
              label={words.programme}
              allowDeselect={false}
              data={programmes.map(([value, label]) => ({ value, label }))}
              {...form.getInputProps('programmeId')}
            />
          )}
          <TextInput label={words.purpose} description={words.purposeHint} maxLength={200} {...form.getInputProps('purpose')} />
          <TextInput type="date" label={words.from} required {...form.getInputProps('startedOn')} />
          {others.length > 0 && <Alert color="orange">{words.notEnrolled(others.map((student) => student.name))}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={start.isPending} disabled={enrolled.length === 0}>
              {words.submit(enrolled.length)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
