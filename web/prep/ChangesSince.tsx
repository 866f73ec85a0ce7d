import { Text } from '@mantine/core';
import type { Prep } from '@waymark/contract/prep.ts';
import { t } from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import classes from './Prepare.module.css';

const text = t.prep;

/** The last meeting, what was scored in it, and what has happened since. */
export function ChangesSince({ prep: { last, changes } }: { prep: Prep }) {
  return (
    <>
      <Text size="sm">{last === null ? text.last.first : text.last.met(formatDate(last.startsAt), last.mentor, last.minutes)}</Text>
      {last !== null && last.scored.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {text.last.scored}
          </Text>
          <ul className={classes.plain}>
            {last.scored.map(({ seriesId, statement, level, previousLevel }) => (
              <li key={seriesId}>
                {statement}: <strong>{text.last.moved(level, previousLevel)}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.last.nothing}
        </Text>
      ) : (
        <ul className={classes.plain}>
          {changes.map((change, index) => (
            // a record of what happened: never reordered while it is shown
            <li key={`${change.kind} ${change.on} ${index}`}>
              <span className={classes.day}>{formatShortDate(change.on)}</span> {text.change(change)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
