import { Badge, Group, Text } from '@mantine/core';
import type { Prep, PrepOutcome, QuestionReason } from '@waymark/contract/prep.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import classes from './Prepare.module.css';

const text = t.prep;

const colours: Record<QuestionReason['kind'], string> = {
  action_due: 'red',
  fell: 'orange',
  disagree: 'orange',
  low: 'orange',
  never_assessed: 'waymark',
  stale: 'gray',
  longest_ago: 'gray',
};

/** The questions, most pressing first, each with why it is asked and where both stand on it. */
export function QuestionList({ prep }: { prep: Prep }) {
  const outcomes = new Map<string, PrepOutcome>(prep.types.flatMap((type) => type.outcomes.map((outcome) => [outcome.seriesId, outcome])));
  if (prep.questions.length === 0) return <Text c="dimmed">{text.ask.none}</Text>;
  return (
    <ol className={classes.questions}>
      {prep.questions.map(({ seriesId, reasons }) => {
        const outcome = outcomes.get(seriesId);
        if (outcome === undefined) return null;
        return (
          <li key={seriesId}>
            <Text fw={620} size="lg" className={classes.question}>
              {outcome.question}
            </Text>
            <Text size="sm" c="dimmed">
              {outcome.statement}
            </Text>
            <Group component="ul" gap={6} className={classes.reasons}>
              {reasons.map((reason) => (
                <Badge key={reason.kind} component="li" color={colours[reason.kind]} className={classes.reason}>
                  {text.reason(reason, formatShortDate)}
                </Badge>
              ))}
            </Group>
            <Stands outcome={outcome} levels={prep.levels} />
          </li>
        );
      })}
    </ol>
  );
}

/** Where mentor and student stand, and what that level looks like: the words to begin from. */
function Stands({ outcome: { mentor, student, descriptors }, levels }: { outcome: PrepOutcome; levels: number }) {
  const parts = [
    mentor?.level != null ? text.ask.stands(mentor.level, levels) : undefined,
    student?.level != null ? text.ask.own(student.level, levels) : undefined,
  ].filter((part) => part !== undefined);
  const descriptor = mentor?.level != null ? descriptors[mentor.level - 1] : undefined;
  if (parts.length === 0) return null;
  return (
    <Text size="sm" mt={4}>
      <strong>{parts.join(' · ')}</strong>
      {descriptor !== undefined && ` — ${descriptor}`}
    </Text>
  );
}
