import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import type { Measure } from '@waymark/contract/measures.ts';
import { showOnScale, showValue } from '@waymark/contract/measure-values.ts';
import { listStudentMeasures, type StudentMeasure } from '@waymark/contract/readings.ts';
import { useRead } from '../api.ts';
import { BaselineLines } from '../baselines/BaselineLines.tsx';
import * as t from '../strings/catalogue.ts';
import { PageSection } from '../students/PageSection.tsx';
import type { SectionProps } from '../students/sections.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { nameOf } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { QuestionnaireRequests } from '../questionnaires/QuestionnaireRequests.tsx';
import classes from './readings.module.css';

const RecordReadings = lazy(() => import('./RecordReadings.tsx'));
const ReadingHistory = lazy(() => import('./ReadingHistory.tsx'));
const AskQuestionnaire = lazy(() => import('../questionnaires/AskQuestionnaire.tsx'));
const words = t.readings;

type Open = { what: 'record'; measures: Measure[] } | { what: 'history' | 'ask'; measure: Measure };

/** What the organisation's measures say of a student, against the targets: a section of the student's page. */
export function StudentMeasures({ studentId, student }: SectionProps) {
  const { can } = useSession();
  const query = useRead(listStudentMeasures, { params: { id: studentId } });
  const [open, setOpen] = useState<Open>();
  const records = can('lead', 'mentor');
  const name = nameOf(student);
  const inUse = (query.data?.items ?? []).flatMap(({ measure }) => (measure.archived ? [] : [measure]));
  const record = records && inUse.length > 0 && (
    <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setOpen({ what: 'record', measures: inUse })}>
      {words.record}
    </Button>
  );
  const close = () => setOpen(undefined);
  return (
    <PageSection title={words.title} id="student-measures" action={record}>
      <Stack gap="md">
        <BaselineLines studentId={studentId} />
        <Reading query={query} empty={<EmptyState title={words.none}>{words.noneLead}</EmptyState>}>
          {({ items }) => <Figures items={items} asks={records} onOpen={setOpen} />}
        </Reading>
        {records && <QuestionnaireRequests studentId={studentId} />}
      </Stack>
      <Suspense>
        {open?.what === 'record' && <RecordReadings studentId={studentId} name={name} measures={open.measures} onClose={close} />}
        {open?.what === 'history' && (
          <ReadingHistory studentId={studentId} measureId={open.measure.id} name={open.measure.name} amends={records} onClose={close} />
        )}
        {open?.what === 'ask' && <AskQuestionnaire studentId={studentId} name={name} measure={open.measure} onClose={close} />}
      </Suspense>
    </PageSection>
  );
}

function Figures({ items, asks, onOpen }: { items: StudentMeasure[]; asks: boolean; onOpen: (open: Open) => void }) {
  return (
    <StackedTable
      caption={words.caption}
      rows={items}
      rowKey={({ measure }) => measure.id}
      columns={[
        {
          label: words.measure,
          cell: ({ measure }) => (
            <Text component="span" inherit fw={600}>
              {measure.name}
            </Text>
          ),
        },
        {
          label: words.now,
          cell: ({ measure, latest }) => (
            <Text component="span" inherit {...(latest?.value == null ? { c: 'dimmed' } : { fw: 600 })}>
              {showValue(measure, latest)}
            </Text>
          ),
        },
        { label: words.target, cell: (one) => <Target of={one} /> },
        {
          label: words.source,
          cell: ({ latest }) =>
            latest === null ? (
              ''
            ) : (
              <Text component="span" size="sm" c="dimmed">
                {when(latest.from, latest.on)}, {t.measures.sources[latest.source]}
              </Text>
            ),
        },
        {
          label: words.more,
          hidden: true,
          cell: ({ measure, readings }) => (
            <Group gap={0} justify="flex-end" wrap="nowrap">
              {asks && measure.questionnaireId !== null && !measure.archived && (
                <Button variant="subtle" size="sm" aria-label={words.askFor(measure.name)} onClick={() => onOpen({ what: 'ask', measure })}>
                  {words.ask}
                </Button>
              )}
              {readings > 0 && (
                <Button
                  variant="subtle"
                  size="sm"
                  aria-label={words.historyOf(measure.name, readings)}
                  onClick={() => onOpen({ what: 'history', measure })}
                >
                  {words.history(readings)}
                </Button>
              )}
            </Group>
          ),
        },
      ]}
    />
  );
}

function when(from: string | null, on: string | null): string {
  if (on === null) return '';
  return from === null ? formatDate(on) : words.over(formatShortDate(from), formatShortDate(on));
}

function Target({ of: { measure, target } }: { of: StudentMeasure }) {
  if (target === null) return null;
  const { value, step, dueOn, onTarget } = target;
  return (
    <div>
      {showOnScale(measure.scale, value, step)}
      <span className={classes.sub}>
        {onTarget === null ? words.targetUnknown : onTarget ? words.onTarget : words.belowTarget}
        {dueOn !== null && `, ${words.due(formatShortDate(dueOn))}`}
      </span>
    </div>
  );
}
