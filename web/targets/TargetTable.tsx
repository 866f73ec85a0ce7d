import { Badge, Button, Group, Text } from '@mantine/core';
import type { TargetStanding, TargetState } from '@waymark/contract/evidence.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.targets;

const colours: Record<TargetState, string> = { on: 'waymark', near: 'gray', off: 'orange', unknown: 'gray' };

interface TargetTableProps {
  targets: readonly TargetStanding[];
  onChange?: ((target: TargetStanding) => void) | undefined;
  onRemove?: ((target: TargetStanding) => void) | undefined;
  /** Whether to say which are the student's own: among others, not where all are. */
  sayOwn?: boolean;
}

/** Targets with where the student stood at the start, stands now, and whether they are there. */
export function TargetTable({ targets, onChange, onRemove, sayOwn = true }: TargetTableProps) {
  return (
    <StackedTable
      caption={words.caption}
      rows={targets}
      rowKey={({ id }) => id}
      columns={[
        {
          label: words.of,
          cell: ({ name, note, enrolmentId }) => (
            <>
              {name}
              {sayOwn && enrolmentId === null && (
                <Text size="xs" c="dimmed">
                  {words.own.said}
                </Text>
              )}
              {note !== '' && (
                <Text size="xs" c="dimmed">
                  {note}
                </Text>
              )}
            </>
          ),
        },
        {
          label: words.target,
          phone: 'column',
          cell: ({ shown, dueOn }) => (dueOn === null ? shown : `${shown}, ${words.by(formatShortDate(dueOn))}`),
        },
        // a student's own targets, outside any enrolment, have no start
        ...(targets.some(({ enrolmentId, baseline }) => enrolmentId !== null || baseline !== null)
          ? [{ label: words.baseline, phone: 'column' as const, cell: ({ baseline }: TargetStanding) => baseline?.shown ?? t.reviews.none }]
          : []),
        { label: words.now, phone: 'column', cell: ({ now }) => now?.shown ?? t.reviews.none },
        {
          label: words.state,
          phone: 'beside',
          cell: ({ state }) => (
            <Badge color={colours[state]} miw="max-content">
              {words.states[state]}
            </Badge>
          ),
        },
        ...(onChange
          ? [
              {
                label: words.change,
                hidden: true,
                cell: (target: TargetStanding) => (
                  <Group gap={4} className="no-print">
                    <Button size="compact-md" variant="subtle" aria-label={words.changeNamed(target.name)} onClick={() => onChange(target)}>
                      {words.change}
                    </Button>
                    {onRemove && (
                      <Button
                        size="compact-md"
                        variant="subtle"
                        color="gray"
                        aria-label={words.removeNamed(target.name)}
                        onClick={() => onRemove(target)}
                      >
                        {words.remove}
                      </Button>
                    )}
                  </Group>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
