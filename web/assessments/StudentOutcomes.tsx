import { Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { getStudentOutcomes, type StudentOutcomes as Outcomes } from '@waymark/contract/assessments.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { useUnfoldedTarget } from '../ui/useUnfoldedTarget.ts';
import { LadderKey } from './LadderKey.tsx';
import { initials, type LadderMark, type LadderSpan } from './ladderPlan.ts';
import { lastScored, OutcomeType } from './OutcomeType.tsx';
import { stepAtChange } from './stepAtChange.ts';

const AdjustedLevels = lazy(() => import('../calibration/AdjustedLevels.tsx'));

const text = t.ladders;

/** Every outcome of a student with its whole history: a section of the student's page. */
export function StudentOutcomes({ studentId }: { studentId: string }) {
  const query = useRead(getStudentOutcomes, { params: { id: studentId } });
  const { can } = useSession();
  return (
    <section aria-labelledby="student-outcomes">
      <Title order={2} id="student-outcomes">
        {text.title}
      </Title>
      <Text c="dimmed" mb="md">
        {text.lead}
      </Text>
      <Reading
        query={query}
        isEmpty={({ types }) => types.length === 0}
        empty={<EmptyState title={text.emptyTitle}>{text.empty}</EmptyState>}
      >
        {(outcomes) => <Ladders outcomes={outcomes} />}
      </Reading>
      {can('lead', 'admin') && (
        <Suspense>
          <AdjustedLevels studentId={studentId} />
        </Suspense>
      )}
    </section>
  );
}

function Ladders({ outcomes }: { outcomes: Outcomes }) {
  const [tables, setTables] = useState(false);
  const span = spanOf(outcomes);
  const mentors = mentorMarks(outcomes);
  const step = stepAtChange(outcomes);
  // of the many screens of a phone, what was scored last
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const newest = outcomes.types.toSorted((one, other) => lastScored(other).localeCompare(lastScored(one)))[0];
  useUnfoldedTarget();
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <LadderKey />
        <Switch className="no-print" label={text.tables} checked={tables} onChange={(event) => setTables(event.currentTarget.checked)} />
      </Group>
      {outcomes.matches.length > 0 && (
        <Text size="sm" c="dimmed">
          {text.mentors}:{' '}
          {outcomes.matches
            .map(
              ({ mentor, startedOn, endedOn }) =>
                `${initials(mentor.name)} = ${text.span(mentor.name, formatDate(startedOn), endedOn === null ? null : formatDate(endedOn))}`,
            )
            .join('; ')}
        </Text>
      )}
      {step !== undefined && (
        <Text size="sm" maw="44rem">
          {text.stepAtChange(step.mentor, formatDate(step.on), step.way, step.moved, step.of)}
        </Text>
      )}
      {outcomes.types.map((type) => (
        <OutcomeType
          key={`${type.code} ${type.outcomes[0]?.seriesId ?? ''}`}
          type={type}
          openAtFirst={!phone || type === newest}
          drawing={{ span, mentors, showTable: tables }}
        />
      ))}
    </Stack>
  );
}

/** The same days on every ladder, so that one can be held against another. */
function spanOf({ types, enrolments, today }: Outcomes): LadderSpan {
  const scored = types.flatMap((type) => type.outcomes.flatMap((outcome) => outcome.scores.map((score) => score.assessedOn)));
  const days = [...scored, ...enrolments.map((enrolment) => enrolment.startedOn), today].toSorted();
  return { from: days[0] ?? today, to: days.at(-1) ?? today };
}

/** A line where a mentor began after the first one. */
function mentorMarks({ matches }: Outcomes): LadderMark[] {
  const first = matches[0]?.startedOn;
  return matches
    .filter((match) => match.startedOn !== first)
    .map(({ mentor, startedOn }) => ({
      on: startedOn,
      kind: 'mentor',
      short: initials(mentor.name),
      label: text.span(mentor.name, formatDate(startedOn), null),
    }));
}
