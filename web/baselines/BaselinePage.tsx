import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { Link, useParams } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { type Baseline, getBaseline, listBaselines, takeAsBaseline } from '@waymark/contract/baselines.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { listReadings, listStudentMeasures } from '@waymark/contract/readings.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import classes from './baselines.module.css';
import { ConfirmBaseline } from './ConfirmBaseline.tsx';
import { MeasureLine } from './MeasureLine.tsx';

const RecordReadings = lazy(() => import('../readings/RecordReadings.tsx'));
const AskQuestionnaire = lazy(() => import('../questionnaires/AskQuestionnaire.tsx'));
const words = t.baselines;

/** The baseline of one enrolment: what is there, what could be taken, what is missing, each with the one thing to do. */
export function Component() {
  const { id = '' } = useParams();
  const query = useRead(getBaseline, { params: { id } });
  if (query.data === undefined)
    return (
      <Page title={words.title}>
        <Reading query={query}>{() => null}</Reading>
      </Page>
    );
  return <Whole baseline={query.data} />;
}

function Whole({ baseline }: { baseline: Baseline }) {
  const { can } = useSession();
  const [open, setOpen] = useState<{ what: 'record' | 'ask'; measure: Measure }>();
  const { enrolmentId, studentId, studentName, programme, startedOn, closed, state, confirmedAt, confirmedBy, measures } = baseline;
  const writes = can('lead', 'mentor') && !closed;
  const take = useWrite(takeAsBaseline, {
    invalidates: [getBaseline, listBaselines, listStudentMeasures, listReadings],
    onDone: ({ taken }) => toast.done(words.takenDone(taken)),
  });
  const takeThese = (some: readonly Measure[]) =>
    take.mutate({ params: { id: enrolmentId }, body: { take: some.map((measure) => ({ id: uuidv7(), measureId: measure.id })) } });
  const takeable = measures.filter(({ taken, onRecord }) => taken === null && onRecord?.value != null).map(({ measure }) => measure);
  const close = () => setOpen(undefined);
  return (
    <Page
      title={words.titleOf(studentName)}
      lead={words.lead(programme, formatDate(startedOn))}
      parents={[
        { label: t.students.title, to: '/students' },
        { label: studentName, to: `/students/${studentId}` },
      ]}
    >
      <Stack gap="lg">
        <Group gap="sm">
          <Badge variant="outline" size="lg" color={state === 'done' ? 'teal' : state === 'partial' ? 'blue' : 'gray'}>
            {words.states[state]}
          </Badge>
          {confirmedAt !== null && <Text c="dimmed">{words.confirmed(confirmedBy, formatDate(confirmedAt))}</Text>}
        </Group>
        {closed && <Alert>{words.closed}</Alert>}
        <Section title={words.measures} lead={words.progress(measures.filter(({ taken }) => taken !== null).length, measures.length)}>
          {writes && takeable.length > 1 && (
            <Button variant="default" loading={take.isPending} onClick={() => takeThese(takeable)} style={{ alignSelf: 'flex-start' }}>
              {words.takeAll(takeable.length)}
            </Button>
          )}
          <ul className={classes.list}>
            {measures.map((line) => (
              <li key={line.measure.id} className={classes.line}>
                <MeasureLine
                  line={line}
                  writes={writes}
                  busy={take.isPending}
                  onTake={() => takeThese([line.measure])}
                  onRecord={() => setOpen({ what: 'record', measure: line.measure })}
                  onAsk={() => setOpen({ what: 'ask', measure: line.measure })}
                />
              </li>
            ))}
          </ul>
        </Section>
        <Outcomes baseline={baseline} writes={writes} />
        {writes && <ConfirmBaseline key={confirmedAt} baseline={baseline} />}
      </Stack>
      <Suspense>
        {open?.what === 'record' && (
          <RecordReadings
            studentId={studentId}
            name={studentName}
            measures={[open.measure]}
            enrolmentId={enrolmentId}
            point="baseline"
            onClose={close}
          />
        )}
        {open?.what === 'ask' && (
          <AskQuestionnaire
            studentId={studentId}
            name={studentName}
            measure={open.measure}
            enrolmentId={enrolmentId}
            point="baseline"
            onClose={close}
          />
        )}
      </Suspense>
    </Page>
  );
}

function Outcomes({ baseline: { outcomes, studentId }, writes }: { baseline: Baseline; writes: boolean }) {
  const missing = outcomes.filter(({ scored }) => !scored);
  const types = Map.groupBy(missing, ({ type }) => type);
  return (
    <Section title={words.outcomes} lead={words.progress(outcomes.length - missing.length, outcomes.length)}>
      <Text c="dimmed">{words.outcomesLead}</Text>
      {missing.length === 0 ? (
        <Text>{words.outcomesAll}</Text>
      ) : (
        <>
          <Text>{words.outcomesMissing(missing.length)}</Text>
          <div>
            {[...types].map(([type, some]) => (
              <details key={type}>
                <summary>
                  {type} ({some.length})
                </summary>
                <ul className={classes.outcomes}>
                  {some.map(({ seriesId, statement, gap }) => (
                    <li key={seriesId}>
                      {statement}
                      {gap !== null && (
                        <Text size="sm" c="dimmed">
                          {words.left(gap)}
                        </Text>
                      )}
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          </div>
          {writes && (
            <Button component={Link} to={`/students/${studentId}#meetings`} variant="default" style={{ alignSelf: 'flex-start' }}>
              {words.score}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}
