import { Badge, Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { OwnExercises } from '@waymark/contract/calibration.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import type { listOwnSecondScorings } from '@waymark/contract/second-scorings.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { useSession } from '../ui/session.ts';
import classes from './Calibration.module.css';

const words = t.calibration.own;

function Due({ dueOn, today }: { dueOn: string; today: string }) {
  return (
    <Badge color={dueOn < today ? 'orange' : 'gray'}>
      {dueOn < today ? t.calibration.overdue : t.calibration.due(formatShortDate(dueOn))}
    </Badge>
  );
}

/** Exercises one is asked to do, with how far one has got. */
export function OpenExercises({ items }: { items: OwnExercises['items'] }) {
  const { today } = useSession().organisation;
  return (
    <ul className={classes.list}>
      {items.map(({ id, title, dueOn, vignettes, answered, of }) => (
        <li key={id} className={classes.line}>
          <div>
            <Text fw={600}>{title}</Text>
            <Group gap="xs">
              <Text size="sm" c="dimmed">
                {words.about(vignettes, answered, of)}
              </Text>
              <Due dueOn={dueOn} today={today} />
            </Group>
          </div>
          <Button component={Link} to={`/calibration/${id}`} aria-label={answered === 0 ? words.start(title) : words.goOn(title)}>
            {answered === 0 ? words.startShort : words.goOnShort}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Meetings of colleagues one is asked to score. */
export function OpenMeetings({ items }: { items: ResponseOf<typeof listOwnSecondScorings>['items'] }) {
  const { today } = useSession().organisation;
  return (
    <ul className={classes.list}>
      {items.map(({ id, meetingOn, dueOn, outcomes, answered }) => (
        <li key={id} className={classes.line}>
          <div>
            <Text fw={600}>{words.meetingOn(formatDate(meetingOn))}</Text>
            <Group gap="xs">
              <Text size="sm" c="dimmed">
                {answered === 0 ? words.outcomes(outcomes) : words.begun(answered, outcomes)}
              </Text>
              <Due dueOn={dueOn} today={today} />
            </Group>
          </div>
          <Button
            component={Link}
            to={`/calibration/double/${id}`}
            variant="default"
            aria-label={answered === 0 ? words.scoreOf(formatDate(meetingOn)) : words.goOn(words.meetingOn(formatDate(meetingOn)))}
          >
            {answered === 0 ? words.score : words.goOnShort}
          </Button>
        </li>
      ))}
    </ul>
  );
}
