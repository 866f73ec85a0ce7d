import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { getConsistency, type listCalibrators } from '@waymark/contract/calibration.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import {
  askSecondScorings,
  drawScorableMeetings,
  listScorableMeetings,
  listSecondScorings,
  type ScorableMeeting,
  type ScoringBasis,
} from '@waymark/contract/second-scorings.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.calibration.double;

interface AskScorersProps {
  caption: string;
  meetings: readonly ScorableMeeting[];
  mentors: ResponseOf<typeof listCalibrators>['items'];
  basis: ScoringBasis;
  /** What the meetings were drawn with; null when they were chosen by hand. */
  draw: { from: string; to: string; seed: string; count: number } | null;
  onAsked: () => void;
}

/** Who scores which of these meetings: colleagues in turn to begin with, never one's own. */
export function AskScorers({ caption, meetings, mentors, basis, draw, onAsked }: AskScorersProps) {
  const { today } = useSession().organisation;
  const [dueOn, setDueOn] = useState(daysAfter(today, 14));
  // what was decided by hand; null is nobody
  const [decided, setDecided] = useState<Record<string, string | null>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const colleaguesOf = (mentorId: string) => mentors.filter(({ memberId }) => memberId !== mentorId);
  const asked = meetings.flatMap(({ id, mentorId }, at) => {
    const others = colleaguesOf(mentorId);
    const scorerId = decided[id] === undefined ? others[at % Math.max(1, others.length)]?.memberId : decided[id];
    return scorerId == null ? [] : [{ meetingId: id, scorerId }];
  });
  const scorerOf = (id: string) => asked.find(({ meetingId }) => meetingId === id)?.scorerId ?? null;
  const ask = useWrite(askSecondScorings, {
    invalidates: [listSecondScorings, listScorableMeetings, drawScorableMeetings, getConsistency],
    form: { setErrors },
    onDone: (done) => {
      toast.done(words.asked(done.asked));
      onAsked();
    },
  });
  const errorOf = (id: string) => {
    const at = asked.findIndex(({ meetingId }) => meetingId === id);
    return at < 0 ? undefined : (errors[`items.${at}.meetingId`] ?? errors[`items.${at}.scorerId`]);
  };
  if (mentors.length < 2) return <Text>{words.fewMentors}</Text>;
  return (
    <Stack gap="md" align="stretch">
      <StackedTable
        caption={caption}
        rows={meetings}
        rowKey={({ id }) => id}
        columns={[
          { label: words.meeting, cell: ({ heldOn, student }) => words.meetingOf(formatDate(heldOn), student) },
          { label: words.first, cell: ({ mentor }) => mentor },
          { label: words.outcomes, numeric: true, cell: ({ outcomes }) => outcomes },
          {
            label: words.second,
            cell: ({ id, mentorId, heldOn, student }) => (
              <Select
                aria-label={words.secondOf(formatDate(heldOn), student)}
                placeholder={words.choose}
                clearable
                error={errorOf(id)}
                data={colleaguesOf(mentorId).map(({ memberId, name }) => ({ value: memberId, label: name }))}
                value={scorerOf(id)}
                onChange={(value) => {
                  setErrors({});
                  setDecided((now) => ({ ...now, [id]: value }));
                }}
              />
            ),
          },
        ]}
      />
      {draw !== null && asked.length < meetings.length && (
        <Text size="sm" role="status">
          {words.leftOut(meetings.length - asked.length)}
        </Text>
      )}
      <Group align="flex-end">
        <TextInput
          type="date"
          label={words.dueOn}
          min={today}
          value={dueOn}
          error={errors['dueOn']}
          onChange={(event) => setDueOn(event.currentTarget.value)}
        />
        <Button
          disabled={asked.length === 0 || dueOn === ''}
          loading={ask.isPending}
          onClick={() => {
            setErrors({});
            ask.mutate({ body: { basis, draw, dueOn, items: asked.map((one) => ({ id: uuidv7(), ...one })) } });
          }}
        >
          {words.ask(asked.length)}
        </Button>
      </Group>
    </Stack>
  );
}
