import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { enrolStudents } from '@waymark/contract/enrolments.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { useRead, useWrite } from '../api.ts';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';

const words = t.programmes.enrol;

/** Enrols one student in a programme, from the student's page. */
export default function EnrolStudent({ student, onClose }: { student: { id: string; name: string }; onClose: () => void }) {
  const [id] = useState(uuidv7);
  const programmes = useRead(listProgrammes, {});
  const form = useForm({
    initialValues: { programmeId: null as string | null, cohortId: null as string | null, startedOn: todayHere() },
    validate: { programmeId: (value) => (value === null ? words.programmeMissing : null) },
  });
  const open = (programmes.data?.items ?? []).filter((programme) => !programme.archived);
  const cohorts = open.find((programme) => programme.id === form.values.programmeId)?.cohorts.filter((cohort) => !cohort.archived) ?? [];
  const enrol = useWrite(enrolStudents, {
    invalidates: studentReads,
    form,
    onDone: ({ enrolled, already }) => {
      toast.done(
        words.done(
          enrolled,
          already.map((one) => one.name),
        ),
      );
      onClose();
    },
  });
  const submit = form.onSubmit(({ programmeId, cohortId, startedOn }) => {
    if (programmeId !== null) enrol.mutate({ body: { programmeId, cohortId, startedOn, students: [{ id, studentId: student.id }] } });
  });
  return (
    <Modal opened onClose={onClose} title={words.studentTitle(student.name)} closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Select
            label={words.programme}
            required
            allowDeselect={false}
            data={open.map(({ id: value, name }) => ({ value, label: name }))}
            {...form.getInputProps('programmeId')}
            onChange={(value) => form.setValues({ programmeId: value, cohortId: null })}
          />
          {cohorts.length > 0 && (
            <Select
              label={t.programmes.cohort.of}
              placeholder={t.programmes.cohort.noCohort}
              clearable
              data={cohorts.map(({ id: value, name }) => ({ value, label: name }))}
              {...form.getInputProps('cohortId')}
            />
          )}
          <TextInput type="date" label={words.from} required {...form.getInputProps('startedOn')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={enrol.isPending}>
              {words.submitOne}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
