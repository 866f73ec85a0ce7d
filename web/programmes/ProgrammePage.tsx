import { ActionIcon, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil, IconUsersPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { useParams } from 'react-router';
import { type Cohort, getProgramme, type Programme } from '@waymark/contract/programmes.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { Enrolled } from './Enrolled.tsx';

const ProgrammeForm = lazy(() => import('./ProgrammeForm.tsx'));
const CohortForm = lazy(() => import('./CohortForm.tsx'));
const ReviewSchedule = lazy(() => import('../reviews/ReviewSchedule.tsx'));
const EnrolStudents = lazy(() => import('./EnrolStudents.tsx'));
const words = t.programmes;

/** One programme: its cohorts and who takes part. */
export function Component() {
  const { id = '' } = useParams();
  const programme = useRead(getProgramme, { params: { id } });
  if (programme.data === undefined) {
    return (
      <Page title={words.title}>
        <Reading query={programme}>{() => null}</Reading>
      </Page>
    );
  }
  return <Whole programme={programme.data} />;
}

function Whole({ programme }: { programme: Programme }) {
  const { can } = useSession();
  const [open, setOpen] = useState<'change' | 'enrol' | 'cohort' | Cohort>();
  const close = () => setOpen(undefined);
  const writes = can('admin', 'lead');
  const dates = words.span(programme.startsOn && formatDate(programme.startsOn), programme.endsOn && formatDate(programme.endsOn));
  const actions = writes && (
    <>
      <Button variant="default" leftSection={<IconPencil size={18} aria-hidden="true" />} onClick={() => setOpen('change')}>
        {words.page.change}
      </Button>
      {!programme.archived && (
        <Button leftSection={<IconUsersPlus size={18} aria-hidden="true" />} onClick={() => setOpen('enrol')}>
          {words.page.enrol}
        </Button>
      )}
    </>
  );
  return (
    <Page
      title={programme.name}
      lead={[programme.description, programme.framework.name, dates].filter((part) => part !== '' && part !== t.students.none).join(' · ')}
      actions={actions || undefined}
    >
      <Stack gap="xl" align="stretch">
        {programme.archived && <Badge color="gray">{words.archived}</Badge>}
        <Section title={words.cohorts}>
          {programme.cohorts.length === 0 ? (
            <Text c="dimmed">{words.cohort.none}</Text>
          ) : (
            <Cohorts cohorts={programme.cohorts} onChange={writes ? setOpen : undefined} />
          )}
          {writes && (
            <div>
              <Button variant="default" onClick={() => setOpen('cohort')}>
                {words.cohort.add}
              </Button>
            </div>
          )}
        </Section>
        <Suspense>
          <ReviewSchedule programme={programme} mayChange={writes && !programme.archived} />
        </Suspense>
        <Enrolled programme={programme} onEnrol={writes && !programme.archived ? () => setOpen('enrol') : undefined} />
      </Stack>
      <Suspense>
        {open === 'change' && <ProgrammeForm programme={programme} onClose={close} />}
        {open === 'enrol' && <EnrolStudents programme={programme} onClose={close} />}
        {open === 'cohort' && <CohortForm programmeId={programme.id} onClose={close} />}
        {typeof open === 'object' && <CohortForm programmeId={programme.id} cohort={open} onClose={close} />}
      </Suspense>
    </Page>
  );
}

function Cohorts({ cohorts, onChange }: { cohorts: readonly Cohort[]; onChange?: (cohort: Cohort) => void }) {
  return (
    <StackedTable
      caption={words.cohort.caption}
      rows={cohorts}
      rowKey={(cohort) => cohort.id}
      columns={[
        {
          label: words.cohort.of,
          cell: (cohort) => (
            <Group gap="xs">
              {cohort.name}
              {cohort.archived && <Badge color="gray">{words.archived}</Badge>}
            </Group>
          ),
        },
        { label: words.dates, cell: ({ startsOn, endsOn }) => words.span(startsOn && formatDate(startsOn), endsOn && formatDate(endsOn)) },
        { label: words.enrolled, numeric: true, cell: ({ enrolled }) => formatNumber(enrolled) },
        ...(onChange
          ? [
              {
                label: words.cohort.change,
                hidden: true,
                cell: (cohort: Cohort) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={words.cohort.changeNamed(cohort.name)}
                    onClick={() => onChange(cohort)}
                  >
                    <IconPencil size={18} />
                  </ActionIcon>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
