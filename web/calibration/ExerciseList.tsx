import { Anchor, Badge, Group } from '@mantine/core';
import { Link } from 'react-router';
import { listExercises } from '@waymark/contract/calibration.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.calibration.lead;

/** Every exercise there was, the latest first. */
export function ExerciseList() {
  const { today } = useSession().organisation;
  const exercises = useRead(listExercises, {});
  return (
    <Section title={words.listTitle}>
      <Reading query={exercises} empty={<EmptyState title={words.none}>{words.noneText}</EmptyState>}>
        {({ items }) => (
          <StackedTable
            caption={words.listTitle}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                label: words.exercise,
                cell: ({ id, title, closedAt, dueOn, finished, asked }) => (
                  <Group gap="xs">
                    <Anchor component={Link} to={`/calibration/${id}`} inherit fw={600}>
                      {title}
                    </Anchor>
                    {closedAt !== null && <Badge color="gray">{t.calibration.closed}</Badge>}
                    {closedAt === null && dueOn < today && finished < asked && <Badge color="orange">{t.calibration.overdue}</Badge>}
                  </Group>
                ),
              },
              { label: words.dueOn, cell: ({ dueOn }) => formatDate(dueOn) },
              { label: words.state, cell: ({ finished, asked }) => words.finishedOf(finished, asked) },
            ]}
          />
        )}
      </Reading>
    </Section>
  );
}
