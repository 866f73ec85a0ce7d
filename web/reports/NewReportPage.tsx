import { Alert, Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import { Question } from '@waymark/contract/analysis.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { titled } from '@waymark/contract/report-titles.ts';
import { createReport, listReports, ReportKind, usualPeriod, usualSections } from '@waymark/contract/reports.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { uuidv7 } from 'uuidv7';
import { kept as keptNames } from '../analysis/filters.ts';
import { fieldErrors, useRead, useWrite } from '../api.ts';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { focusFirstWrong } from '../ui/focusFirstWrong.ts';
import { Page } from '../ui/Page.tsx';
import { toast } from '../ui/toast.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { KindChoice } from './KindCards.tsx';
import { filtersOf } from './reportFilters.ts';

const words = t.reports.form;

export const handle = { crumb: words.title };

/**
 * `/reports/new`: what kind, about whom, for whom. What a page of analysis was narrowed to, and its question, come along
 * in the address.
 */
export const Component = onlyFor(['lead', 'analyst'], NewReport);

function NewReport() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  // one report, however often the button is pressed
  const [id] = useState(uuidv7);
  const [kind, setKind] = useState(ReportKind.safeParse(search.get('kind')).data);
  const [title, setTitle] = useState<string>();
  const [recipient, setRecipient] = useState<string>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length > 0) focusFirstWrong(form.current);
  }, [errors]);
  const [filters, setFilters] = useFilters(...keptNames);
  const schools = (useRead(listSchools, {}).data?.items ?? []).filter(({ archived }) => !archived);
  const programmes = useRead(listProgrammes, {}).data?.items ?? [];
  const cohorts = programmes.find((one) => one.id === filters.programme)?.cohorts ?? [];
  const section = Question.safeParse(search.get('section')).data;
  const school = schools.find((one) => one.id === filters.school);
  useEffect(() => {
    // what comes from a page of analysis stays about the students it was about
    if (section !== undefined || Object.keys(filters).length > 0) return;
    const { startedFrom, startedTo } = usualPeriod(todayHere());
    setFilters({ from: startedFrom, to: startedTo });
    // once: whoever takes the days out wants them out
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  // until somebody writes another, the title says what was chosen, with its days: next year's stands beside it in the list
  const name = kind === 'school' && school !== undefined ? words.nameForSchool(school.name) : kind && words.nameFor[kind];
  const usualTitle = name === undefined ? '' : titled(name, filtersOf(filters));
  const usualRecipient = kind === 'school' && school !== undefined ? school.name : '';

  const create = useWrite(createReport, {
    invalidates: [listReports],
    onDone: (report) => void navigate(`/reports/${report.id}?step=${section === undefined ? 'about' : 'sections'}`, { replace: true }),
    onProblem: (error) => {
      // it had arrived, and only the answer was lost: what was wanted
      if (error instanceof ApiError && error.problem.code === 'report-exists') {
        void navigate(`/reports/${id}`, { replace: true });
        return true;
      }
      const found = fieldErrors(error);
      setErrors(found);
      const shown = ['kind', 'schoolId', 'title', 'recipient'].some((field) => found[field] !== undefined);
      if (!shown) toast.problem(error);
      return true;
    },
  });
  const submit = () => {
    if (create.isPending || create.isSuccess) return;
    if (kind === undefined) {
      setErrors({ kind: words.kindNeeded });
      return;
    }
    if (kind === 'school' && filters.school === undefined) {
      setErrors({ schoolId: words.schoolNeeded });
      return;
    }
    create.mutate({
      body: {
        id,
        kind,
        schoolId: kind === 'school' ? (filters.school ?? null) : null,
        title: title ?? usualTitle,
        recipient: recipient ?? usualRecipient,
        filters: filtersOf(filters),
        ...(section === undefined || usualSections[kind].includes(section)
          ? {}
          : { sections: usualSections[kind].toSpliced(-1, 0, section) }),
      },
    });
  };
  const named = (items: readonly { id: string; name: string }[]) => items.map((one) => ({ value: one.id, label: one.name }));
  const choose = (name: 'programme' | 'cohort' | 'school', label: string, data: { value: string; label: string }[], hint?: string) => (
    <Select
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={name === 'school' && kind === 'school' ? undefined : words.any}
      required={name === 'school' && kind === 'school'}
      error={name === 'school' ? errors['schoolId'] : undefined}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t.students.filters.clear }}
      data={data}
      value={filters[name] ?? null}
      onChange={(value) => setFilters({ [name]: value, ...(name === 'programme' ? { cohort: null } : {}) })}
    />
  );
  const theSchool = choose('school', words.school, named(schools), kind === 'school' ? words.schoolHint : undefined);
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={words[name]}
      value={filters[name] ?? ''}
      onChange={(event) => setFilters({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <Page title={words.title} lead={words.lead}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="lg" align="stretch">
          {section !== undefined && <Alert>{words.begins(t.reports.sections.titles[section].title)}</Alert>}
          <KindChoice value={kind} error={errors['kind']} onChange={setKind} />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw="56rem">
            {kind === 'school' && theSchool}
            <TextInput
              label={words.recipient}
              description={words.recipientHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxLength={200}
              value={recipient ?? usualRecipient}
              error={errors['recipient']}
              onChange={(event) => setRecipient(event.currentTarget.value)}
            />
            <TextInput
              label={words.name}
              description={words.nameHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxLength={200}
              required
              value={title ?? usualTitle}
              error={errors['title']}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            {choose('programme', words.programme, named(programmes))}
            {kind !== 'school' && theSchool}
            {cohorts.length > 0 && choose('cohort', words.cohort, named(cohorts))}
            {day('from')}
            {day('to')}
          </SimpleGrid>
          <Group>
            <Button type="submit" loading={create.isPending}>
              {words.make}
            </Button>
            <Button component={Link} to="/reports" variant="default">
              {t.shell.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
