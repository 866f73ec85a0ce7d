import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { createStudent, findDuplicates, listStudents } from '@waymark/contract/students.ts';
import type { Referral } from '@waymark/contract/triage.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Lookalikes, useLookalikes } from '../students/Lookalikes.tsx';
import { StudentFields } from '../students/StudentFields.tsx';
import { blank, detailsOf, studentRules, type StudentValues } from '../students/studentValues.ts';
import { todayHere } from '../ui/format.ts';

interface AddReferredProps {
  referral: Referral;
  onClose: () => void;
  onAdded: (studentId: string, name: string) => void;
}

/** Adds the student somebody named: the usual form with what is known, and the usual care about doubles. */
export default function AddReferred({ referral, onClose, onAdded }: AddReferredProps) {
  // one id however often it is sent: twice is once
  const [id] = useState(uuidv7);
  const form = useForm<StudentValues>({ initialValues: valuesOf(referral), validate: studentRules(todayHere()) });
  const [different, setDifferent] = useState<string[]>([]);
  const [unsaid, setUnsaid] = useState(false);
  const found = useLookalikes(form.values);
  const add = useWrite(createStudent, {
    invalidates: [listStudents, findDuplicates],
    form,
    onDone: (_done, { body }) => onAdded(id, `${body.givenName} ${body.familyName}`),
  });
  const submit = form.onSubmit((values) => {
    const open = found.some((one) => one.because !== 'upn' && !different.includes(one.id));
    setUnsaid(open);
    if (!open) add.mutate({ body: { id, ...detailsOf(values), differentFrom: different } });
  });
  return (
    <Modal opened onClose={onClose} title={t.triage.find.addTitle} size="lg" closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack align="stretch">
          <StudentFields form={form} />
          <Lookalikes
            found={found}
            different={{ ids: different, set: setDifferent, error: unsaid ? t.students.duplicates.mustSay : undefined }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t.students.form.add}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What the referrer said, as far as it fits the form: the last word is taken for the family name. */
function valuesOf({ namedAs }: Referral): StudentValues {
  const words = (namedAs?.name ?? '').trim().split(/\s+/);
  return {
    ...blank,
    givenName: words.length > 1 ? words.slice(0, -1).join(' ') : '',
    familyName: words.at(-1) ?? '',
    birthDate: namedAs?.birthDate ?? '',
    yearGroup: namedAs?.yearGroup == null ? null : String(namedAs.yearGroup),
    schoolId: namedAs?.schoolId ?? null,
  };
}
