import { Alert, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listOwnExercises, type OwnExercises } from '@waymark/contract/calibration.ts';
import { listOwnSecondScorings } from '@waymark/contract/second-scorings.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import classes from './Calibration.module.css';

const words = t.calibration.own;

/** A mentor's own: exercises to do, meetings of colleagues to score, and what was done. */
export function OwnCalibration() {
  const own = useRead(listOwnExercises, {});
  const meetings = useRead(listOwnSecondScorings, {});
  return (
    <Page title={t.calibration.title} lead={words.lead} width="normal">
      <Reading query={own}>
        {({ provisional, items }) => {
          const open = items.filter(({ finishedAt }) => finishedAt === null);
          const done = items.filter(({ finishedAt }) => finishedAt !== null);
          const asked = meetings.data?.items ?? [];
          return (
            <Stack gap="lg" align="stretch">
              {provisional && (
                <Alert title={words.provisionalTitle} color="orange">
                  {words.provisional}
                </Alert>
              )}
              {open.length > 0 && <ToDo items={open} />}
              {asked.length > 0 && <Meetings items={asked} />}
              {open.length === 0 && asked.length === 0 && <EmptyState title={words.nothing}>{words.nothingText}</EmptyState>}
              {done.length > 0 && <Done items={done} />}
            </Stack>
          );
        }}
      </Reading>
    </Page>
  );
}

function ToDo({ items }: { items: OwnExercises['items'] }) {
  const { today } = useSession().organisation;
  return (
    <Section title={words.toDo}>
      <ul className={classes.list}>
        {items.map(({ id, title, dueOn, vignettes, answered, of }) => (
          <li key={id} className={classes.line}>
            <div>
              <Text fw={600}>{title}</Text>
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {words.about(vignettes, answered, of)}
                </Text>
                <Badge color={dueOn < today ? 'orange' : 'gray'}>
                  {dueOn < today ? t.calibration.overdue : t.calibration.due(formatShortDate(dueOn))}
                </Badge>
              </Group>
            </div>
            <Button component={Link} to={`/calibration/${id}`} aria-label={answered === 0 ? words.start(title) : words.goOn(title)}>
              {answered === 0 ? words.startShort : words.goOnShort}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Meetings({ items }: { items: { id: string; meetingOn: string; dueOn: string; outcomes: number }[] }) {
  return (
    <Section title={words.colleagues} lead={words.colleaguesLead}>
      <ul className={classes.list}>
        {items.map(({ id, meetingOn, dueOn, outcomes }) => (
          <li key={id} className={classes.line}>
            <div>
              <Text fw={600}>{words.meetingOn(formatDate(meetingOn))}</Text>
              <Text size="sm" c="dimmed">
                {words.outcomes(outcomes)} · {t.calibration.due(formatShortDate(dueOn))}
              </Text>
            </div>
            <Button component={Link} to={`/calibration/double/${id}`} variant="default" aria-label={words.scoreOf(formatDate(meetingOn))}>
              {words.score}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Done({ items }: { items: OwnExercises['items'] }) {
  return (
    <Section title={words.done}>
      <ul className={classes.list}>
        {items.map(({ id, title, finishedAt }) => (
          <li key={id} className={classes.line}>
            <div>
              <Text fw={600}>{title}</Text>
              <Text size="sm" c="dimmed">
                {words.finished(formatDate(finishedAt ?? ''))}
              </Text>
            </div>
            <Anchor component={Link} to={`/calibration/${id}`} aria-label={words.compareOf(title)}>
              {words.compare}
            </Anchor>
          </li>
        ))}
      </ul>
    </Section>
  );
}
