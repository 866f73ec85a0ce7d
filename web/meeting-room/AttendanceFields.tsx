import { Group, NativeSelect, NumberInput, Stack, TextInput, Textarea } from '@mantine/core';
import { uuidv7 } from 'uuidv7';
import { Attendance, type AttendanceAnswer } from '@waymark/contract/meeting-answers.ts';
import { MeetingMode } from '@waymark/contract/meetings.ts';
import { Point } from '@waymark/contract/assessments.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { useHeld } from './held.ts';
import { Overruled } from './Overruled.tsx';

const text = t.meetingRoom.review;

/** How the meeting came out, how and for how long; for a held one whose view the levels are and what they mark. */
export function AttendanceFields() {
  const { room, value, enter } = useHeld();
  const now: AttendanceAnswer = value('attendance') ?? {
    attendance: null,
    reason: '',
    mode: room.meeting.mode,
    minutes: room.meeting.plannedMinutes,
    movedTo: null,
  };
  const change = (part: Partial<AttendanceAnswer>) => enter('attendance', { ...now, ...part });
  const assessment = value('assessment');

  return (
    <Stack gap="md">
      <FieldsetRadios
        legend={text.attendance}
        required
        choices={Attendance.options.map((option) => ({
          value: option,
          label: room.onBehalf && option === 'mentor_absent' ? t.meetingRoom.recorded.as.mentor_absent : text.attendances[option],
        }))}
        value={now.attendance}
        onChange={(attendance) =>
          change({
            attendance,
            movedTo: attendance === 'moved' ? (now.movedTo ?? { meetingId: uuidv7(), date: null, time: room.meeting.time }) : now.movedTo,
          })
        }
      />
      <Overruled answerKey="attendance" />
      {now.attendance === 'held' && (
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <NativeSelect
            label={text.mode}
            data={MeetingMode.options.map((option) => ({ value: option, label: text.modes[option] }))}
            value={now.mode}
            onChange={(event) => change({ mode: MeetingMode.parse(event.currentTarget.value) })}
          />
          <NumberInput
            label={text.minutes}
            required
            min={0}
            max={480}
            step={5}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="strict"
            inputMode="numeric"
            value={now.minutes ?? ''}
            onChange={(minutes) => change({ minutes: typeof minutes === 'number' ? minutes : null })}
          />
        </Group>
      )}
      {now.attendance === 'moved' && (
        <Group grow align="flex-start">
          <TextInput
            type="date"
            required
            label={text.newTime}
            value={now.movedTo?.date ?? ''}
            onChange={(event) => change({ movedTo: { ...movedTo(now), date: event.currentTarget.value || null } })}
          />
          <TextInput
            type="time"
            required
            label={text.newClock}
            value={now.movedTo?.time ?? ''}
            onChange={(event) => change({ movedTo: { ...movedTo(now), time: event.currentTarget.value || null } })}
          />
        </Group>
      )}
      {now.attendance !== null && now.attendance !== 'held' && (
        <Textarea
          label={text.reason}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={500}
          value={now.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
      {now.attendance === 'held' && assessment !== null && (
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <NativeSelect
            label={text.perspective}
            data={(['mentor', 'joint'] as const).map((option) => ({ value: option, label: text.perspectives[option] }))}
            value={assessment.perspective}
            onChange={(event) =>
              enter('assessment', { ...assessment, perspective: event.currentTarget.value === 'joint' ? 'joint' : 'mentor' })
            }
          />
          <NativeSelect
            label={text.point}
            data={Point.options.map((option) => ({ value: option, label: text.points[option] }))}
            value={assessment.point}
            onChange={(event) => enter('assessment', { ...assessment, point: Point.parse(event.currentTarget.value) })}
          />
        </Group>
      )}
    </Stack>
  );
}

function movedTo(now: AttendanceAnswer) {
  return now.movedTo ?? { meetingId: uuidv7(), date: null, time: null };
}
