import { Stack, Table, Text, Title } from '@mantine/core';
import {
  getStudentOutcomes,
  type HistoryScore,
  type OutcomeHistory,
  type Perspective,
  type StudentOutcomes,
} from '@waymark/contract/assessments.ts';
import { Ladder } from '../assessments/Ladder.tsx';
import { LadderKey } from '../assessments/LadderKey.tsx';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './OwnView.module.css';

const text = t.ownView.home;
const order: readonly Perspective[] = ['student', 'mentor', 'joint'];

/** The student's outcomes in their own wording: what they said over time, beside what their mentor said. */
export function OwnOutcomes({ studentId }: { studentId: string }) {
  const outcomes = useRead(getStudentOutcomes, { params: { id: studentId } });
  return (
    <Section title={text.outcomes} lead={text.outcomesLead}>
      <Reading query={outcomes} isEmpty={(data) => answered(data).length === 0} empty={<EmptyState title={text.noOutcomes} />}>
        {(data) => {
          const span = spanOf(data);
          return (
            <Stack gap="xs">
              {data.types
                .filter((type) => type.outcomes.some(({ scores }) => scores.length > 0))
                .map((type, index) => (
                  // twenty-five outcomes are many screens of a phone: one type at a time is open
                  <details key={`${type.code} ${type.outcomes[0]?.seriesId}`} open={index === 0} className={classes.type}>
                    <summary>
                      <Title order={3} size="h4">
                        {type.name}
                      </Title>
                    </summary>
                    {type.outcomes
                      .filter(({ scores }) => scores.length > 0)
                      .map((outcome) => (
                        <OwnOutcome key={outcome.seriesId} outcome={outcome} span={span} />
                      ))}
                  </details>
                ))}
            </Stack>
          );
        }}
      </Reading>
    </Section>
  );
}

function OwnOutcome({ outcome, span }: { outcome: OutcomeHistory; span: { from: string; to: string } }) {
  const { scores, studentWording, levels } = outcome;
  const latest = order.flatMap(
    (perspective) => scores.findLast((score) => score.perspective === perspective && score.level !== null) ?? [],
  );
  return (
    <article className={classes.outcome} aria-label={studentWording}>
      <Title order={4} size="h5">
        {studentWording}
      </Title>
      <dl className={classes.latest}>
        {latest.map((score) => (
          <div key={score.perspective}>
            <dt>{text.perspectives[score.perspective]}</dt>
            <dd>
              {said(score)}
              <Text span display="block" size="sm" c="dimmed">
                {formatDate(score.assessedOn)}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
      {latest.length === 0 && <Text c="dimmed">{text.notYet}</Text>}
      <details className={classes.all}>
        <summary aria-label={`${text.allSteps}: ${studentWording}`}>{text.allSteps}</summary>
        <LadderKey names={text.perspectives} marks={false} />
        <Ladder
          label={`${studentWording} ${latest.map((score) => `${text.perspectives[score.perspective]}: ${said(score)}`).join('. ')}`}
          levels={levels}
          span={span}
          steps={scores.map((score) => ({
            on: score.assessedOn,
            level: score.level,
            perspective: score.perspective,
            label: `${text.perspectives[score.perspective]}, ${formatDate(score.assessedOn)}: ${said(score)}`,
          }))}
        />
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text.when}</Table.Th>
              <Table.Th>{text.who}</Table.Th>
              <Table.Th>{text.what}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {scores.toReversed().map((score) => (
              <Table.Tr key={score.id}>
                <Table.Td>{formatDate(score.assessedOn)}</Table.Td>
                <Table.Td>{text.perspectives[score.perspective]}</Table.Td>
                <Table.Td>
                  {said(score)}
                  {score.reason !== '' && (
                    <Text size="sm" c="dimmed">
                      {score.reason}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </article>
  );
}

/** A level in the student's words, with its place: "Mostly (step 3 of 4)". */
function said({ level, levels, missingReason, perspective }: HistoryScore): string {
  if (level === null) return text.missing[missingReason ?? 'not_collected'];
  return text.said((perspective === 'student' ? t.ownView.steps(levels) : t.ownView.stepsSeen(levels))[level - 1] ?? '', level, levels);
}

function answered(data: StudentOutcomes): HistoryScore[] {
  return data.types.flatMap((type) => type.outcomes.flatMap(({ scores }) => scores));
}

/** From the first answer to today, the same for every outcome, so that they can be read down the page. */
function spanOf(data: StudentOutcomes): { from: string; to: string } {
  const days = answered(data).map(({ assessedOn }) => assessedOn);
  return { from: days.toSorted()[0] ?? data.today, to: data.today };
}
