import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { MentorConsistency } from '@waymark/contract/calibration.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatNumber, formatShortDate } from '../ui/format.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import classes from './Calibration.module.css';
import { IntervalText, reachOf, showFigure } from './FindingText.tsx';

const words = t.calibration.lead;

/** Mentors in order of name, each with how they lie to the reference and what is due: never in the order of a figure. */
export function MentorTable({ mentors }: { mentors: readonly MentorConsistency[] }) {
  const reach = reachOf(mentors.map(({ tendency }) => tendency));
  const driftReach = reachOf(mentors.map(({ drift }) => drift));
  return (
    <StackedTable
      caption={words.mentors}
      rows={mentors}
      rowKey={({ memberId }) => memberId}
      columns={[
        { label: words.mentor, cell: (mentor) => <Name mentor={mentor} /> },
        { label: words.n, numeric: true, cell: ({ answers }) => formatNumber(answers) },
        { label: words.same, numeric: true, cell: ({ exact }) => shareOf(exact) },
        { label: words.near, numeric: true, cell: ({ adjacent }) => shareOf(adjacent) },
        { label: words.tendency, numeric: true, cell: ({ tendency }) => <IntervalText finding={tendency} reach={reach} /> },
        { label: words.drift, numeric: true, cell: (mentor) => <Drift mentor={mentor} reach={driftReach} /> },
        { label: words.next, cell: (mentor) => <Next mentor={mentor} /> },
      ]}
    />
  );
}

const shareOf = (value: number | null) => (value === null ? words.notYet : showFigure(value, 'share'));

function Name({ mentor }: { mentor: MentorConsistency }) {
  return (
    <Group gap="xs">
      {mentor.name}
      {mentor.provisional && <Badge color="orange">{words.provisional}</Badge>}
    </Group>
  );
}

function Drift({ mentor, reach }: { mentor: MentorConsistency; reach: number }) {
  const { drift, byExercise, name } = mentor;
  return (
    <div>
      <IntervalText finding={drift} reach={reach} />
      {byExercise.length > 1 && (
        <details className={classes.more}>
          <summary aria-label={words.overTimeOf(name)}>{words.overTime}</summary>
          <ul className={classes.list}>
            {byExercise.map(({ exerciseId, title, finishedOn, lean }) => (
              <li key={exerciseId}>
                <Text size="sm">
                  {title}, {formatShortDate(finishedOn)}: <span className={classes.figure}>{showFigure(lean, 'signed')}</span>
                </Text>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Next({ mentor: { due, lastFinishedAt } }: { mentor: MentorConsistency }) {
  return (
    <div>
      {due === null ? (
        <Text size="sm">{words.nothingDue}</Text>
      ) : (
        <div>
          <Anchor component={Link} to={`/calibration/${due.id}`} size="sm">
            {due.title}
          </Anchor>
          {due.overdue ? (
            <Badge color="orange" ms={6}>
              {t.calibration.overdue}
            </Badge>
          ) : (
            <Text size="xs">{t.calibration.due(formatShortDate(due.dueOn))}</Text>
          )}
        </div>
      )}
      <Text size="xs" c="dimmed">
        {lastFinishedAt === null ? words.never : words.last(formatDate(lastFinishedAt))}
      </Text>
    </div>
  );
}
