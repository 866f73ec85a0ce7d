import { Alert, Checkbox, Stack, Text } from '@mantine/core';
import type { PlannedMeeting } from '@waymark/contract/meetings.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate, formatTime } from '../ui/format.ts';

const text = t.meetings.form;

/** What there is to know of one planned meeting: the clocks, and whom it clashes with. */
export function planNotes(planned: PlannedMeeting): string[] {
  return [
    ...(planned.shifted ? [text.shifted(planned.time)] : []),
    ...planned.clashes.map((clash) => text.clash(clash, formatTime(clash.startsAt))),
  ];
}

interface PlanPreviewProps {
  planned: readonly PlannedMeeting[];
  left: ReadonlySet<string>;
  onLeave: (date: string, leave: boolean) => void;
}

/** The days of a repeat, each to be taken out, with what it clashes with. Of one meeting, only what stands in its way. */
export function PlanPreview({ planned, left, onLeave }: PlanPreviewProps) {
  const [only] = planned;
  if (planned.length === 0) return <Alert color="orange">{text.none}</Alert>;
  if (planned.length === 1 && only !== undefined) {
    const notes = planNotes(only);
    if (notes.length === 0) return null;
    return (
      <Alert color="orange" title={only.clashes.length > 0 ? text.clashes : undefined}>
        {notes.map((note) => (
          <Text key={note} size="sm">
            {note}
          </Text>
        ))}
      </Alert>
    );
  }
  const taken = planned.length - left.size;
  return (
    <Checkbox.Group
      label={text.preview(taken)}
      description={text.previewHint}
      error={taken === 0 ? text.noDays : undefined}
      value={planned.filter(({ date }) => !left.has(date)).map(({ date }) => date)}
      onChange={(kept) => {
        for (const { date } of planned) if (kept.includes(date) === left.has(date)) onLeave(date, !kept.includes(date));
      }}
    >
      <Stack gap="xs" mt="xs">
        {planned.map((one) => (
          <Checkbox
            key={one.date}
            value={one.date}
            label={`${formatShortDate(one.date)}, ${one.time}`}
            description={
              planNotes(one).length > 0 ? (
                <Text span inherit c="var(--mantine-color-orange-text)">
                  {planNotes(one).join(' ')}
                </Text>
              ) : undefined
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
