import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { type MeetingChoice, planMeetings, scheduleMeetings } from '@waymark/contract/meetings.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfMeetings } from './changed.ts';
import { MeetingFields, type MeetingValues, whenValid } from './MeetingFields.tsx';
import { PlanPreview } from './PlanPreview.tsx';
import { repeatQuery, Repeats, type RepeatValues } from './Repeats.tsx';
import { wallClock } from './wallClock.ts';

const text = t.meetings.form;

interface ScheduleFormProps {
  /** With whom; undefined until that is chosen. */
  choice: MeetingChoice | undefined;
  onClose: () => void;
}

/** When to meet, once or repeatedly, with what that clashes with shown before anything is scheduled. */
export function ScheduleForm({ choice, onClose }: ScheduleFormProps) {
  const { organisation, role } = useSession();
  const navigate = useNavigate();
  const form = useForm<MeetingValues>({
    initialValues: {
      date: '',
      time: '',
      plannedMinutes: choice?.usual?.plannedMinutes ?? 30,
      mode: choice?.usual?.mode ?? 'in_person',
      place: choice?.usual?.place ?? '',
    },
    validate: whenValid,
  });
  const [repeat, setRepeat] = useState<RepeatValues>({ everyWeeks: 0, ends: 'times', times: 6, until: '' });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  // made once for each day: sending again is scheduling once
  const [ids] = useState(() => new Map<string, string>());
  const [repeatId] = useState(uuidv7);
  const idOf = (key: string) => {
    const id = ids.get(key) ?? uuidv7();
    ids.set(key, id);
    return id;
  };

  const { date, time, plannedMinutes } = form.getValues();
  const ends = repeatQuery(repeat);
  const complete = choice !== undefined && date !== '' && time !== '' && ends !== undefined;
  const [asked] = useDebouncedValue(
    JSON.stringify(complete ? { matchId: choice.matchId, date, time, plannedMinutes, ...ends } : null),
    250,
  );
  const wish = JSON.parse(asked) as { matchId: string; date: string; time: string; plannedMinutes: number } | null;
  const plan = useRead(planMeetings, { query: wish ?? { matchId: '', date: '', time: '' } }, { enabled: wish !== null, keep: true });
  const planned = complete && wish !== null ? (plan.data?.items ?? []) : [];
  const days = repeat.everyWeeks === 0 ? [date] : planned.map((one) => one.date).filter((day) => !left.has(day));

  const schedule = useWrite(scheduleMeetings, {
    invalidates: readsOfMeetings,
    form,
    onDone: ({ items }) => {
      toast.done(text.done(items.length, items[0]?.studentName ?? ''));
      onClose();
    },
  });
  const meetNow = useWrite(scheduleMeetings, {
    invalidates: readsOfMeetings,
    onDone: ({ items }) => void navigate(`/meetings/${items[0]?.id}/meet`),
  });
  const bodyOf = (values: MeetingValues, which: readonly string[], at: string) => ({
    matchId: choice?.matchId ?? '',
    plannedMinutes: values.plannedMinutes,
    mode: values.mode,
    place: values.place,
    repeatId: which.length > 1 ? repeatId : null,
    meetings: which.map((day) => ({ id: idOf(`${day} ${at}`), date: day, time: at })),
  });
  const startNow = () => {
    const now = wallClock(new Date(), organisation.timeZone);
    meetNow.mutate({ body: bodyOf(form.getValues(), [now.date], now.time) });
  };

  return (
    <form onSubmit={form.onSubmit((values) => schedule.mutate({ body: bodyOf(values, days, values.time) }))} noValidate>
      <Stack>
        <MeetingFields form={form} />
        <Repeats value={repeat} onChange={setRepeat} />
        {plan.error != null && wish !== null && <ErrorState error={plan.error} retry={() => void plan.refetch()} />}
        {plan.isSuccess && complete && wish !== null && (
          <PlanPreview
            planned={planned}
            left={left}
            onLeave={(day, leave) =>
              setLeft((before) => (leave ? new Set([...before, day]) : new Set([...before].filter((one) => one !== day))))
            }
          />
        )}
        <Group justify="flex-end" gap="sm">
          {role === 'mentor' && choice !== undefined && (
            <Button variant="subtle" onClick={startNow} loading={meetNow.isPending} mr="auto">
              {text.now}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" loading={schedule.isPending} disabled={choice === undefined || days.length === 0}>
            {text.submit(Math.max(1, days.length))}
          </Button>
        </Group>
        {choice === undefined && (
          <Text size="sm" c="dimmed" ta="right">
            {text.needStudent}
          </Text>
        )}
      </Stack>
    </form>
  );
}
