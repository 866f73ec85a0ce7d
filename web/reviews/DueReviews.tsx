import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listFollowUps } from '@waymark/contract/closures.ts';
import { listReviews } from '@waymark/contract/reviews.ts';
import { useRead } from '../api.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay, formatShortDate, todayHere } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import classes from './Evidence.module.css';

const words = t.reviews;
const daysAhead = 7;

/** Reviews that are overdue or due this week, and closed cases to follow up by then. Nothing at all when there are none. */
export default function DueReviews() {
  const until = daysAfter(todayHere(), daysAhead);
  const reviews = useRead(listReviews, { query: { state: 'due', limit: 20 } });
  const followUps = useRead(listFollowUps, { query: { until, limit: 10 } });
  const due = (reviews.data?.items ?? []).filter(({ dueOn }) => dueOn <= until);
  const closed = followUps.data?.items ?? [];
  if (due.length + closed.length === 0) return null;
  return (
    <Section title={words.day.title}>
      <ul className={classes.list}>
        {due.map((row) => (
          <li key={row.id} className={classes.row}>
            <div>
              <Anchor component={Link} to={`/students/${row.student.id}`} fw={600}>
                {row.student.name}
              </Anchor>
              <Group gap={6}>
                {(row.daysOverdue ?? 0) > 0 && <Badge color="orange">{words.overdueBy(row.daysOverdue ?? 0)}</Badge>}
                <Text size="sm" c="dimmed">
                  {words.dueLine(row.kind, formatRelativeDay(row.dueOn))}
                </Text>
              </Group>
            </div>
            <Button component={Link} to={`/reviews/${row.id}`} variant="default" aria-label={words.openNamed(row.kind, row.student.name)}>
              {row.begun ? words.goOn : words.begin}
            </Button>
          </li>
        ))}
        {closed.map((row) => (
          <li key={row.closureId} className={classes.row}>
            <div>
              <Text fw={600}>{row.studentName}</Text>
              <Text size="sm" c="dimmed">
                {words.followUps.due(formatRelativeDay(row.followUpOn))} ·{' '}
                {words.followUps.line(row.programme, formatShortDate(row.closedOn))}
              </Text>
            </div>
            <Button component={Link} to="/reviews#follow-ups" variant="default" aria-label={words.followUps.recordNamed(row.studentName)}>
              {words.followUps.record}
            </Button>
          </li>
        ))}
      </ul>
      <Anchor component={Link} to="/reviews">
        {words.day.all}
      </Anchor>
    </Section>
  );
}
