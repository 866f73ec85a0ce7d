import { Text } from '@mantine/core';
import type { Change, Prep } from '@waymark/contract/prep.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { groupChanges, splitScored } from './groupChanges.ts';
import classes from './Prepare.module.css';

const text = t.prep;

/** The last meeting, what moved in it, and what has happened since. */
export function ChangesSince({ prep: { last, changes } }: { prep: Prep }) {
  return (
    <>
      <Text size="sm">{last === null ? text.last.first : text.last.met(formatDate(last.startsAt), last.mentor, last.minutes)}</Text>
      {last !== null && last.scored.length > 0 && <ScoredThen scored={last.scored} />}
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.last.nothing}
        </Text>
      ) : (
        <ul className={classes.plain}>
          {groupChanges(changes).map((line, index) =>
            // a record of what happened: never reordered while it is shown
            line.kind === 'one' ? (
              <li key={`${line.change.kind} ${index}`}>
                <Day on={line.change.on} /> {text.change(line.change)}
              </li>
            ) : (
              <li key={`many ${index}`}>
                <Day on={line.on} /> {text.last.many(line.scores.length, line.by, line.perspective)}
                <Scores scores={line.scores} />
              </li>
            ),
          )}
        </ul>
      )}
    </>
  );
}

function ScoredThen({ scored }: { scored: NonNullable<Prep['last']>['scored'] }) {
  const { moved, first, same } = splitScored(scored);
  const rest = text.last.counts(first, same);
  return (
    <div>
      <Text size="sm" fw={600}>
        {text.last.scored(scored.length)}
      </Text>
      <ul className={classes.plain}>
        {moved.map(({ seriesId, statement, level, previousLevel }) => (
          <li key={seriesId}>
            {statement}: <strong>{text.last.moved(level, previousLevel)}</strong>
          </li>
        ))}
        {rest !== '' && <li>{rest}</li>}
      </ul>
    </div>
  );
}

/** Which scores they were, for whoever asks; on paper the table of outcomes below says it. */
function Scores({ scores }: { scores: readonly Change[] }) {
  return (
    <details className="no-print">
      <summary>{text.last.which}</summary>
      <ul className={classes.inner}>
        {scores.map((score, index) => (
          <li key={index}>{text.change(score)}</li>
        ))}
      </ul>
    </details>
  );
}

function Day({ on }: { on: string }) {
  return <span className={classes.day}>{formatShortDate(on)}</span>;
}
