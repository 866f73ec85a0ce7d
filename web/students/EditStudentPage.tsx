import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import { getStudent, updateStudent } from '@waymark/contract/students.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { nameOf } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { Lookalikes, useLookalikes } from './Lookalikes.tsx';
import { studentReads } from './reads.ts';
import { StudentFields } from './StudentFields.tsx';
import type { StudentRecord } from './StudentPage.tsx';
import { type StudentValues, detailsOf, studentRules } from './studentValues.ts';

const words = t.students.form;

/** Changes a student's details, never over somebody else's change. */
export function Component() {
  const { id = '' } = useParams();
  const student = useRead(getStudent, { params: { id } });
  const name = student.data === undefined ? t.students.title : nameOf(student.data);
  const parents = [
    { label: t.students.title, to: '/students' },
    { label: name, to: `/students/${id}` },
  ];
  return (
    <Page title={student.data === undefined ? name : words.editTitle(name)} parents={parents} width="normal">
      <Reading query={student}>{(data) => <Details student={data} reload={student.refetch} />}</Reading>
    </Page>
  );
}

function valuesOf(student: StudentRecord): StudentValues {
  return {
    givenName: student.givenName,
    familyName: student.familyName,
    preferredName: student.preferredName ?? '',
    upn: student.upn ?? '',
    birthDate: student.birthDate ?? '',
    yearGroup: student.yearGroup === null ? null : String(student.yearGroup),
    schoolId: student.school?.id ?? null,
    email: student.email ?? '',
    externalId: student.externalId ?? '',
  };
}

function Details({ student, reload }: { student: StudentRecord; reload: () => Promise<{ data: StudentRecord | undefined }> }) {
  const navigate = useNavigate();
  const { id } = student;
  // the version that was opened: a newer one read in the background must not let this form write over it
  const [version, setVersion] = useState(student.version);
  const form = useForm<StudentValues>({ initialValues: valuesOf(student), validate: studentRules(todayHere()) });
  const [conflict, setConflict] = useState(false);
  const [saved, setSaved] = useState(false);
  const found = useLookalikes(form.values, id);
  const save = useWrite(updateStudent, {
    invalidates: studentReads,
    form,
    onDone: (_done, { body }) => {
      toast.done(words.changed(`${body.givenName} ${body.familyName}`));
      setSaved(true);
    },
    onProblem: (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return false;
      setConflict(true);
      return true;
    },
  });
  useUnsavedGuard(form.isDirty() && !saved);
  useEffect(() => {
    if (saved) void navigate(`/students/${id}`);
  }, [saved, navigate, id]);
  const newest = async () => {
    const { data } = await reload();
    if (data === undefined) return;
    form.setInitialValues(valuesOf(data));
    form.setValues(valuesOf(data));
    setVersion(data.version);
    setConflict(false);
  };
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate({ params: { id }, body: detailsOf(values), ifMatch: version }))} noValidate>
      <Stack gap="lg" align="stretch">
        <StudentFields form={form} />
        {form.isDirty() && <Lookalikes found={found} />}
        {conflict && (
          <Alert color="orange" title={words.conflict} role="alert">
            <Stack gap="sm" align="flex-start">
              <Text>{words.conflictNext}</Text>
              <Button variant="default" onClick={() => void newest()}>
                {words.reload}
              </Button>
            </Stack>
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t.shell.save}
          </Button>
          <Button variant="default" component={Link} to={`/students/${id}`}>
            {t.shell.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
