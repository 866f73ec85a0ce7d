import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { listStudentClosures } from '@waymark/contract/closures.ts';
import { type ReviewRow, listStudentReviews, startReview } from '@waymark/contract/reviews.ts';
import { useRead, useWrite } from '../api.ts';
import { PageSection } from '../students/PageSection.tsx';
import type { SectionProps } from '../students/sections.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatRelativeDay, todayHere } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { readsOfReviews } from './changed.ts';
import classes from './Evidence.module.css';

const words = t.reviews;

/** A student's reviews, due and held, and how their cases were closed. A part of their page. */
export default function StudentReviews({ student }: SectionProps) {
  const { can } = useSession();
  const reviews = useRead(listStudentReviews, { params: { id: student.id } });
  const closures = useRead(listStudentClosures, { params: { id: student.id } });
  const open = student.enrolments.filter(({ endedOn }) => endedOn === null || endedOn > todayHere());
  return (
    <PageSection title={words.section} id="student-reviews">
      <Stack gap="md" align="stretch">
        <Reading query={reviews} empty={<Text c="dimmed">{words.noneYet}</Text>}>
          {({ items }) => (
            <ul className={classes.list}>
              {items.map((row) => (
                <li key={row.id} className={classes.row}>
                  <Line row={row} />
                  <Button
                    component={Link}
                    to={`/reviews/${row.id}`}
                    variant="default"
                    aria-label={words.openNamed(row.kind, row.student.name)}
                  >
                    {row.status === 'due' && can('lead', 'mentor') ? (row.begun ? words.goOn : words.begin) : words.open}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Reading>
        {can('lead', 'mentor') && reviews.data && (
          <Group gap="sm" className="no-print">
            {open
              .filter(
                ({ id }) => !reviews.data.items.some((row) => row.enrolmentId === id && row.status === 'due' && row.kind === 'progress'),
              )
              .map((enrolment) => (
                <Begin key={enrolment.id} enrolment={enrolment} several={open.length > 1} />
              ))}
          </Group>
        )}
        {closures.data && closures.data.items.length > 0 && (
          <ul className={classes.list}>
            {closures.data.items.map((closure) => (
              <li key={closure.id} className={classes.row}>
                <div>
                  <Text fw={600}>{closure.programme}</Text>
                  <Group gap={6}>
                    <Badge color="gray">{t.closures.closed}</Badge>
                    <Text size="sm" c="dimmed">
                      {t.closures.closedOnDay(formatDate(closure.closedOn))} · {t.closures.kinds[closure.kind]}
                      {closure.followUpOn !== null &&
                        closure.followedUpOn === null &&
                        ` · ${words.followUps.due(formatRelativeDay(closure.followUpOn))}`}
                    </Text>
                  </Group>
                </div>
                <Button
                  component={Link}
                  to={`/closures/${closure.id}`}
                  variant="default"
                  aria-label={t.closures.openNamed(closure.programme)}
                >
                  {t.closures.open}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </PageSection>
  );
}

function Line({ row }: { row: ReviewRow }) {
  return (
    <div>
      <Text>
        {words.kinds[row.kind]}: {row.programme}
      </Text>
      <Group gap={6}>
        {row.daysOverdue !== null && row.daysOverdue > 0 && <Badge color="orange">{words.overdueBy(row.daysOverdue)}</Badge>}
        <Text size="sm" c="dimmed">
          {row.status === 'due' && words.dueLine(row.kind, formatRelativeDay(row.dueOn))}
          {row.status === 'held' && row.heldOn !== null && words.heldLine(formatDate(row.heldOn), row.heldBy)}
          {row.status === 'held' && row.decision !== null && ` · ${words.decisions[row.decision]}`}
          {row.status === 'skipped' && words.leftOut(row.skippedReason)}
        </Text>
      </Group>
    </div>
  );
}

function Begin({ enrolment, several }: { enrolment: { id: string; programme: string }; several: boolean }) {
  const navigate = useNavigate();
  const start = useWrite(startReview, { invalidates: readsOfReviews, onDone: ({ id }) => void navigate(`/reviews/${id}`) });
  return (
    <Button
      variant="default"
      loading={start.isPending}
      onClick={() => start.mutate({ params: { id: enrolment.id }, body: { id: uuidv7() } })}
    >
      {several ? `${words.begin}: ${enrolment.programme}` : words.begin}
    </Button>
  );
}
