import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { cancelMeeting, type Meeting, type Reach, reinstateMeeting } from '@waymark/contract/meetings.ts';
import { useQueryClient } from '@tanstack/react-query';
import { call, invalidate, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfMeetings } from './changed.ts';
import { ReachChoice } from './ReachChoice.tsx';

const text = t.meetings.cancel;

interface CancelMeetingProps {
  meeting: Meeting;
  hasFollowing: boolean;
  onClose: () => void;
}

/** Cancels a meeting, alone or with those that follow it; the toast takes it back. */
export default function CancelMeeting({ meeting, hasFollowing, onClose }: CancelMeetingProps) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [reach, setReach] = useState<Reach>('this');
  const cancel = useWrite(cancelMeeting, {
    invalidates: readsOfMeetings,
    onDone: ({ items }) => {
      const undo = async () => {
        for (const { id, version } of items) await call(reinstateMeeting, { params: { id }, ifMatch: version });
        await invalidate(queries, readsOfMeetings);
        toast.done(t.meetings.details.reinstated);
      };
      toast.done(text.done(items.length), { undo });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={text.title}>
      <Stack>
        <Text>{text.lead}</Text>
        {hasFollowing && <ReachChoice value={reach} onChange={setReach} />}
        <TextInput
          label={text.reason}
          description={text.reasonHint}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {text.keep}
          </Button>
          <Button
            color="red"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ params: { id: meeting.id }, ifMatch: meeting.version, body: { reason, reach } })}
          >
            {text.submit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
