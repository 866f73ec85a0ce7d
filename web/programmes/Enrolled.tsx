import { Anchor, Button, Checkbox, Group, Select, Title } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { Link } from 'react-router';
import { type EnrolmentRow, listEnrolments } from '@waymark/contract/enrolments.ts';
import type { Programme } from '@waymark/contract/programmes.ts';
import { useReadPages } from '../api.ts';
import { ChoiceBar } from '../matches/ChoiceBar.tsx';
import { useChoice } from '../matches/useChoice.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatList, todayHere } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { useFilters } from '../ui/useFilters.ts';

const EndEnrolments = lazy(() => import('./EndEnrolments.tsx'));
const MoveToCohort = lazy(() => import('./MoveToCohort.tsx'));
const words = t.programmes.page;
const states = ['open', 'ended', 'all'] as const;

/** Who takes part in a programme, to end their enrolments or move them to a cohort, one or many. */
export function Enrolled({ programme, onEnrol }: { programme: Programme; onEnrol?: () => void }) {
  const { can } = useSession();
  const [filters, setFilters] = useFilters('cohort', 'state');
  const state = states.find((one) => one === filters.state) ?? 'open';
  const enrolments = useReadPages(listEnrolments, { params: { id: programme.id }, query: { cohort: filters.cohort, state, limit: 100 } });
  const rows = enrolments.data?.pages.flatMap((page) => page.items) ?? [];
  const today = todayHere();
  const choice = useChoice(rows.filter(({ endedOn }) => endedOn === null || endedOn > today));
  const [doing, setDoing] = useState<'end' | 'move'>();
  const close = () => {
    setDoing(undefined);
    choice.clear();
  };
  const writes = can('admin', 'lead');
  const none = choice.chosen.length === 0;
  const filtered = filters.cohort !== undefined || state !== 'open';
  const empty = filtered ? (
    <EmptyState title={words.emptyFiltered}>{words.emptyFilteredText}</EmptyState>
  ) : (
    <EmptyState title={words.emptyTitle} action={onEnrol && <Button onClick={onEnrol}>{words.enrol}</Button>}>
      {words.emptyText}
    </EmptyState>
  );

  return (
    <section aria-labelledby="enrolled">
      <Title order={2} size="h3" id="enrolled" mb="sm">
        {words.students}
      </Title>
      <Group mb="sm">
        <Select
          label={t.programmes.cohort.of}
          placeholder={t.programmes.cohort.any}
          clearable
          data={[
            ...programme.cohorts.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'none', label: t.programmes.cohort.noCohort },
          ]}
          value={filters.cohort ?? null}
          onChange={(cohort) => setFilters({ cohort })}
        />
        <Select
          label={words.state}
          allowDeselect={false}
          data={states.map((value) => ({ value, label: words.states[value] }))}
          value={state}
          onChange={(value) => setFilters({ state: value === 'open' ? null : value })}
        />
      </Group>
      <Reading query={enrolments} isEmpty={() => rows.length === 0} empty={empty}>
        {() => (
          <>
            {writes && state !== 'ended' && (
              <ChoiceBar
                label={t.matches.handOver.selectAll}
                all={choice.all}
                some={!none}
                onToggleAll={choice.toggleAll}
                chosen={words.selected(choice.chosen.length)}
              >
                {programme.cohorts.length > 0 && (
                  <Button variant="default" disabled={none} onClick={() => setDoing('move')}>
                    {words.moveChosen}
                  </Button>
                )}
                <Button variant="default" disabled={none} onClick={() => setDoing('end')}>
                  {words.endChosen}
                </Button>
              </ChoiceBar>
            )}
            <StackedTable
              caption={words.caption}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  label: t.students.name,
                  cell: (row) => (
                    <Group gap="sm" wrap="nowrap">
                      {writes && (row.endedOn === null || row.endedOn > today) && (
                        <Checkbox
                          aria-label={t.matches.handOver.select(row.student.name)}
                          checked={choice.has(row)}
                          onChange={() => choice.toggle(row)}
                        />
                      )}
                      <Anchor component={Link} to={`/students/${row.student.id}`} inherit fw={600}>
                        {row.student.name}
                      </Anchor>
                    </Group>
                  ),
                },
                { label: t.students.year, cell: ({ yearGroup }) => (yearGroup === null ? t.students.none : t.students.yearOf(yearGroup)) },
                { label: t.students.school, cell: ({ school }) => school ?? t.students.none },
                { label: t.programmes.cohort.of, cell: ({ cohort }) => cohort?.name ?? t.students.none },
                {
                  label: t.students.mentors,
                  cell: ({ mentors }) => (mentors.length === 0 ? t.students.none : formatList(mentors.map((mentor) => mentor.name))),
                },
                { label: words.since, cell: ({ startedOn }) => formatDate(startedOn) },
                ...(state === 'open' ? [] : [{ label: words.states.ended, cell: (row: EnrolmentRow) => endOf(row) }]),
              ]}
            />
          </>
        )}
      </Reading>
      <MorePages query={enrolments} />
      <Suspense>
        {doing === 'end' && <EndEnrolments enrolments={choice.chosen} onClose={close} />}
        {doing === 'move' && <MoveToCohort programme={programme} enrolments={choice.chosen} onClose={close} />}
      </Suspense>
    </section>
  );
}

function endOf({ endedOn, endKind }: EnrolmentRow): string {
  if (endedOn === null) return t.students.none;
  return words.endedHow(formatDate(endedOn), endKind === 'early' ? words.early : words.planned);
}
