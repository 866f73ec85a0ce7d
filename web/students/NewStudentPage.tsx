import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { createStudent, findDuplicates, listStudents } from '@waymark/contract/students.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { Lookalikes, useLookalikes } from './Lookalikes.tsx';
import { StudentFields } from './StudentFields.tsx';
import { type StudentValues, blank, detailsOf, studentRules } from './studentValues.ts';

const words = t.students.form;

export const handle = { crumb: words.addTitle };

/** Adds one student by hand, pointing out those already here who look the same. */
export function Component() {
  const navigate = useNavigate();
  // one id however often it is sent: twice is once
  const [id] = useState(uuidv7);
  const form = useForm<StudentValues>({ initialValues: blank, validate: studentRules(todayHere()) });
  const [different, setDifferent] = useState<string[]>([]);
  const [unsaid, setUnsaid] = useState(false);
  const [added, setAdded] = useState<string>();
  const found = useLookalikes(form.values);
  const add = useWrite(createStudent, {
    invalidates: [listStudents, findDuplicates],
    form,
    onDone: (_done, { body }) => {
      toast.done(words.added(`${body.givenName} ${body.familyName}`));
      setAdded(id);
    },
  });
  useUnsavedGuard(form.isDirty() && added === undefined);
  useEffect(() => {
    if (added !== undefined) void navigate(`/students/${added}`, { replace: true });
  }, [added, navigate]);
  const submit = form.onSubmit((values) => {
    const open = found.some((one) => one.because !== 'upn' && !different.includes(one.id));
    setUnsaid(open);
    if (!open) add.mutate({ body: { id, ...detailsOf(values), differentFrom: different } });
  });
  return (
    <Page title={words.addTitle} lead={words.addLead} width="normal">
      <form onSubmit={submit} noValidate>
        <Stack gap="lg" align="stretch">
          <StudentFields form={form} />
          <Lookalikes
            found={found}
            different={{ ids: different, set: setDifferent, error: unsaid ? t.students.duplicates.mustSay : undefined }}
          />
          <Group>
            <Button type="submit" loading={add.isPending}>
              {words.add}
            </Button>
            <Button variant="default" component={Link} to="/students">
              {t.shell.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
