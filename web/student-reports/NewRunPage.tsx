import { schoolYearStart } from '@waymark/contract/days.ts';
import { Alert, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { createStudentReportRun, listStudentReportRuns, previewStudentReport } from '@waymark/contract/student-reports.ts';
import { type ChangeEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { useRead, useWrite } from '../api.ts';
import { DocumentView } from '../documents/DocumentView.tsx';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { useParents } from './useParents.ts';

const words = t.studentReports.form;

export const handle = { crumb: words.title };

interface Choice {
  title: string;
  programmeId: string | null;
  cohortId: string | null;
  schoolId: string | null;
  from: string;
  to: string;
}

/** `/reports/students/new`: whom the pages are about, over which time, and one of them before any is made. */
export const Component = onlyFor(['lead', 'mentor'], NewRun);

function NewRun() {
  const navigate = useNavigate();
  const { can } = useSession();
  const parents = useParents('runs');
  // one run, however often the button is pressed
  const [id] = useState(uuidv7);
  const [whose, setWhose] = useState<string | null>(null);
  const programmes = useRead(listProgrammes, {}).data?.items ?? [];
  const schools = useRead(listSchools, {}, { enabled: can('lead') }).data?.items ?? [];
  const today = todayHere();
  const form = useForm<Choice>({
    initialValues: { title: '', programmeId: null, cohortId: null, schoolId: null, from: schoolYearStart(today), to: today },
  });
  const { values } = form;
  const about = {
    from: values.from,
    to: values.to,
    ...(values.programmeId === null ? {} : { programmeId: values.programmeId }),
    ...(values.cohortId === null ? {} : { cohortId: values.cohortId }),
    ...(values.schoolId === null ? {} : { schoolId: values.schoolId }),
  };
  const known = values.from !== '' && values.to !== '' && values.from <= values.to;
  const preview = useRead(
    previewStudentReport,
    { query: { ...about, ...(whose === null ? {} : { studentId: whose }) } },
    { keep: true, enabled: known },
  );
  const create = useWrite(createStudentReportRun, {
    form,
    invalidates: [listStudentReportRuns],
    onDone: () => {
      toast.done(words.started);
      void navigate(`/reports/students/runs/${id}`, { replace: true });
    },
  });
  const named = (items: readonly { id: string; name: string }[]) => items.map((one) => ({ value: one.id, label: one.name }));
  const cohorts = programmes.find((one) => one.id === values.programmeId)?.cohorts ?? [];
  const setDay = (name: 'from' | 'to') => (event: ChangeEvent<HTMLInputElement>) => {
    form.setFieldValue(name, event.currentTarget.value);
    setWhose(null);
  };
  const choose = (name: 'programmeId' | 'cohortId' | 'schoolId', label: string, items: readonly { id: string; name: string }[]) => (
    <Select
      label={label}
      placeholder={words.all}
      clearable
      searchable
      clearButtonProps={{ 'aria-label': t.students.filters.clear }}
      data={named(items)}
      {...form.getInputProps(name)}
      onChange={(value) => {
        form.setValues({ [name]: value, ...(name === 'programmeId' ? { cohortId: null } : {}) });
        setWhose(null);
      }}
    />
  );
  const count = preview.data?.count ?? 0;
  return (
    <Page title={words.title} lead={words.lead} width="normal" parents={parents}>
      <form noValidate onSubmit={form.onSubmit(({ title }) => create.mutate({ body: { id, title, ...about } }))}>
        <Stack gap="lg" align="stretch">
          <TextInput label={words.name} description={words.nameHint} required maxLength={200} {...form.getInputProps('title')} />
          {!can('lead') && <Text>{words.ownCaseload}</Text>}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {choose('programmeId', words.programme, programmes)}
            {cohorts.length > 0 && choose('cohortId', words.cohort, cohorts)}
            {can('lead') && choose('schoolId', words.school, schools)}
          </SimpleGrid>
          <SimpleGrid cols={2}>
            <TextInput type="date" label={words.from} max={values.to} {...form.getInputProps('from')} onChange={setDay('from')} />
            <TextInput type="date" label={words.to} max={today} {...form.getInputProps('to')} onChange={setDay('to')} />
          </SimpleGrid>
          <Text size="sm" c="dimmed">
            {words.toHint}
          </Text>
          {known && (
            <Reading query={preview} isEmpty={() => false}>
              {({ students, shown }) => (
                <>
                  <Text role="status" fw={600}>
                    {t.studentReports.preview.count(count)}
                  </Text>
                  {shown !== null && (
                    <Section title={t.studentReports.preview.title}>
                      <Select
                        label={t.studentReports.preview.whose}
                        searchable
                        allowDeselect={false}
                        data={named(students)}
                        value={shown.studentId}
                        onChange={setWhose}
                      />
                      {shown.lacking !== null && <Alert variant="light">{t.studentReports.preview.lacking[shown.lacking]}</Alert>}
                      <DocumentView document={shown.document} />
                    </Section>
                  )}
                </>
              )}
            </Reading>
          )}
          <Group>
            <Button type="submit" disabled={!known || count === 0} loading={create.isPending}>
              {words.submit(count)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
