import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listOwnExercises, type OwnExercises } from '@waymark/contract/calibration.ts';
import { listOwnSecondScorings } from '@waymark/contract/second-scorings.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './Calibration.module.css';
import { OpenExercises, OpenMeetings } from './OpenLists.tsx';

const words = t.calibration.own;

/** A mentor's own: exercises to do, meetings of colleagues to score, and what was done. */
export function OwnCalibration() {
  const own = useRead(listOwnExercises, {});
  const meetings = useRead(listOwnSecondScorings, {});
  return (
    <Page title={t.calibration.title} lead={words.lead} width="normal">
      <Reading query={own}>
        {({ provisionalFrom, items }) => {
          const open = items.filter(({ finishedAt }) => finishedAt === null);
          const done = items.filter(({ finishedAt }) => finishedAt !== null);
          const asked = meetings.data?.items ?? [];
          return (
            <Stack gap="lg" align="stretch">
              {provisionalFrom !== null && (
                <Alert title={words.provisionalTitle} color="orange">
                  {words.provisional(formatDate(provisionalFrom))} {open.length > 0 ? words.provisionalOpen : words.provisionalAsk}
                </Alert>
              )}
              {meetings.data === undefined && meetings.error != null && <Reading query={meetings}>{() => null}</Reading>}
              {open.length > 0 && (
                <Section title={words.toDo}>
                  <OpenExercises items={open} />
                </Section>
              )}
              {asked.length > 0 && (
                <Section title={words.colleagues} lead={words.colleaguesLead}>
                  <OpenMeetings items={asked} />
                </Section>
              )}
              {open.length === 0 && asked.length === 0 && meetings.isSuccess && (
                <EmptyState title={words.nothing}>{words.nothingText}</EmptyState>
              )}
              {done.length > 0 && <Done items={done} />}
            </Stack>
          );
        }}
      </Reading>
    </Page>
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
