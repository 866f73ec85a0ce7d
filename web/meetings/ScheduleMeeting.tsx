import { Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { listMeetingChoices, type MeetingChoice } from '@waymark/contract/meetings.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Reading } from '../ui/Reading.tsx';
import { ScheduleForm } from './ScheduleForm.tsx';

const text = t.meetings.form;

interface ScheduleMeetingProps {
  /** Whose meetings: of one mentor, of one student, or (nothing given) the mentor's own. */
  of: { mentorId?: string; studentId?: string };
  onClose: () => void;
}

/** Schedules meetings: first with whom, then when. */
export default function ScheduleMeeting({ of, onClose }: ScheduleMeetingProps) {
  const [matchId, setMatchId] = useState<string>();
  const choices = useRead(listMeetingChoices, { query: of });
  const items = choices.data?.items ?? [];
  const chosen = items.find((choice) => choice.matchId === matchId) ?? (items.length === 1 ? items[0] : undefined);
  const title = chosen !== undefined && of.studentId !== undefined ? t.meetings.scheduleWith(chosen.studentName) : text.titleNew;
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <Reading query={choices} empty={<Text>{text.nobody}</Text>}>
        {() => (
          <Stack>
            {(items.length > 1 || of.studentId === undefined) && (
              <Select
                label={text.who}
                placeholder={text.whoPlaceholder}
                searchable
                required
                data-autofocus
                data={items.map((choice) => ({ value: choice.matchId, label: labelOf(choice, items) }))}
                value={chosen?.matchId ?? null}
                onChange={(value) => setMatchId(value ?? undefined)}
              />
            )}
            {/* another match has its own usual place and length */}
            <ScheduleForm key={chosen?.matchId ?? 'nobody'} choice={chosen} onClose={onClose} />
          </Stack>
        )}
      </Reading>
    </Modal>
  );
}

/** The student's name, and what tells two matches of theirs apart. */
function labelOf(choice: MeetingChoice, all: readonly MeetingChoice[]): string {
  const others = all.filter(({ matchId, studentId }) => studentId === choice.studentId && matchId !== choice.matchId);
  if (others.length === 0) return choice.studentName;
  const mentor = others.some(({ mentorId }) => mentorId !== choice.mentorId) ? choice.mentorName : '';
  return text.choice(choice.studentName, [choice.programmeName, choice.purpose, mentor].filter(Boolean).join(', '));
}
