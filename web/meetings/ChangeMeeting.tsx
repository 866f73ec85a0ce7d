import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { type Meeting, planMeetings, type Reach, reviseMeeting } from '@waymark/contract/meetings.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfMeetings } from './changed.ts';
import { MeetingFields, type MeetingValues, whenValid } from './MeetingFields.tsx';
import { PlanPreview } from './PlanPreview.tsx';
import { ReachChoice } from './ReachChoice.tsx';

const text = t.meetings.change;

interface ChangeMeetingProps {
  meeting: Meeting;
  /** There are later ones of its repeat still to be held. */
  hasFollowing: boolean;
  onClose: () => void;
}

/** Moves a meeting or changes how it is held, alone or with those that follow it. */
export default function ChangeMeeting({ meeting, hasFollowing, onClose }: ChangeMeetingProps) {
  const { date, time, plannedMinutes, mode, place } = meeting;
  const form = useForm<MeetingValues>({ initialValues: { date, time, plannedMinutes, mode, place }, validate: whenValid });
  const [reach, setReach] = useState<Reach>('this');
  const values = form.getValues();
  const moved = values.date !== date || values.time !== time || values.plannedMinutes !== plannedMinutes;
  const [wish] = useDebouncedValue(JSON.stringify({ date: values.date, time: values.time, plannedMinutes: values.plannedMinutes }), 250);
  const asked = JSON.parse(wish) as Pick<MeetingValues, 'date' | 'time' | 'plannedMinutes'>;
  const plan = useRead(
    planMeetings,
    { query: { ...asked, matchId: meeting.matchId, except: meeting.id } },
    { enabled: moved && asked.date !== '' && asked.time !== '', keep: true },
  );
  const revise = useWrite(reviseMeeting, {
    invalidates: readsOfMeetings,
    form,
    onDone: ({ items }) => {
      toast.done(text.done(items.length));
      onClose();
    },
  });
  const submit = form.onSubmit((body) => revise.mutate({ params: { id: meeting.id }, ifMatch: meeting.version, body: { ...body, reach } }));
  return (
    <Modal opened onClose={onClose} title={text.title} size="lg" closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <MeetingFields form={form} />
          {hasFollowing && <ReachChoice value={reach} onChange={setReach} />}
          {moved && plan.data !== undefined && <PlanPreview planned={plan.data.items} left={new Set()} onLeave={() => undefined} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={revise.isPending}>
              {text.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
