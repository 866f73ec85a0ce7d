import { Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { Suspense, lazy } from 'react';
import { Link } from 'react-router';
import { listMentors } from '@waymark/contract/members.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { type ReviewRow, listReviews } from '@waymark/contract/reviews.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead, useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatList } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { useFilters } from '../ui/useFilters.ts';

const FollowUps = lazy(() => import('../closures/FollowUps.tsx'));
const words = t.reviews.list;
const states = ['overdue', 'soon', 'due', 'held'] as const;
type State = (typeof states)[number];

export const handle = { crumb: t.reviews.title };

/** Reviews that are due or were held: a lead's for the whole organisation, a mentor's own. */
export function Component() {
  const { can } = useSession();
  const [filters, set] = useFilters('state', 'programme', 'school', 'mentor');
  const state: State = states.find((one) => one === filters.state) ?? 'due';
  const { programme: programmeId, school: schoolId, mentor: mentorId } = filters;
  const reviews = useReadPages(listReviews, { query: { state, programmeId, schoolId, mentorId } });
  const rows = reviews.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t.reviews.title} lead={t.reviews.lead}>
      <Stack gap="xl" align="stretch">
        <div>
          <Group align="flex-end" gap="md" mb="md">
            <Select
              label={words.state}
              allowDeselect={false}
              data={states.map((value) => ({ value, label: words.states[value] }))}
              value={state}
              onChange={(value) => set({ state: value === 'due' ? null : value })}
            />
            {can('admin', 'lead') && <Filters filters={filters} set={set} />}
          </Group>
          <Reading
            query={reviews}
            isEmpty={() => rows.length === 0}
            empty={<EmptyState title={words.emptyTitle}>{words.empty[state]}</EmptyState>}
          >
            {() => <ReviewTable rows={rows} held={state === 'held'} />}
          </Reading>
          <MorePages query={reviews} />
        </div>
        {can('lead', 'mentor') && (
          <Suspense>
            <FollowUps />
          </Suspense>
        )}
      </Stack>
    </Page>
  );
}

type FilterName = 'state' | 'programme' | 'school' | 'mentor';

function Filters({
  filters,
  set,
}: {
  filters: Partial<Record<FilterName, string>>;
  set: (to: Partial<Record<FilterName, string | null>>) => void;
}) {
  const programmes = useRead(listProgrammes, {});
  const schools = useRead(listSchools, {});
  const mentors = useRead(listMentors, {});
  const choose = (name: 'programme' | 'school' | 'mentor', label: string, data: { id: string; name: string }[]) => (
    <Select
      label={label}
      placeholder={words.any}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t.students.filters.clear }}
      data={data.map(({ id, name: text }) => ({ value: id, label: text }))}
      value={filters[name] ?? null}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <>
      {choose('programme', words.programme, programmes.data?.items ?? [])}
      {choose('school', words.school, schools.data?.items ?? [])}
      {choose('mentor', words.mentor, mentors.data?.mentors ?? [])}
    </>
  );
}

function ReviewTable({ rows, held }: { rows: readonly ReviewRow[]; held: boolean }) {
  return (
    <StackedTable
      caption={words.caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          label: words.student,
          cell: ({ student, school }) => (
            <>
              <PersonName person={student} to={`/students/${student.id}`} />
              {school !== null && (
                <Text size="xs" c="dimmed">
                  {school}
                </Text>
              )}
            </>
          ),
        },
        { label: words.programme, cell: ({ programme }) => programme },
        {
          label: words.mentors,
          cell: ({ mentors }) => (mentors.length === 0 ? words.nobody : formatList(mentors.map(({ name }) => name))),
        },
        held
          ? { label: words.held, cell: ({ heldOn }: ReviewRow) => (heldOn === null ? '' : formatDate(heldOn)) }
          : { label: words.due, cell: ({ dueOn }: ReviewRow) => formatDate(dueOn) },
        held
          ? { label: words.decision, cell: ({ decision }: ReviewRow) => (decision === null ? '' : t.reviews.decisions[decision]) }
          : { label: words.how, cell: (row: ReviewRow) => <How row={row} /> },
        { label: words.action, hidden: true, cell: (row) => <OpenReview row={row} /> },
      ]}
    />
  );
}

function How({ row }: { row: ReviewRow }) {
  return (
    <Group gap={6}>
      {row.daysOverdue !== null && row.daysOverdue > 0 && <Badge color="orange">{t.reviews.overdueBy(row.daysOverdue)}</Badge>}
      {row.begun && <Badge color="gray">{t.reviews.begun}</Badge>}
      {(row.daysOverdue ?? 0) <= 0 && !row.begun && '–'}
    </Group>
  );
}

function OpenReview({ row }: { row: ReviewRow }) {
  return (
    <Button component={Link} to={`/reviews/${row.id}`} variant="subtle" aria-label={t.reviews.openNamed(row.kind, row.student.name)}>
      {t.reviews.open}
    </Button>
  );
}
