import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listBaselines } from '@waymark/contract/baselines.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import classes from './baselines.module.css';

const words = t.baselines;

/** Students whose baseline nobody has confirmed, the newest enrolment first; nothing when there are none. */
export default function BaselinesToTake() {
  const query = useRead(listBaselines, { query: {} });
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <details className={classes.toTake}>
      <summary>
        {words.toTake}: {words.toTakeLead(items.length)}
      </summary>
      <ul>
        {items.map(({ enrolmentId, studentName, programme, startedOn, state }) => (
          <li key={enrolmentId}>
            <Anchor component={Link} to={`/enrolments/${enrolmentId}/baseline`}>
              {studentName}
            </Anchor>
            <Text component="span" size="sm" c="dimmed">
              {' '}
              {words.since(programme, formatDate(startedOn))}. {words.states[state]}
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}
