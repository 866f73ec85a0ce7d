import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle, IconDeviceMobile } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import type { Room } from '@waymark/contract/meeting-room.ts';
import { useVault } from '../offline/useVault.ts';
import { withdraw, type Waiting } from '../offline/outbox.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { sendFinished } from './finishing.ts';
import { roomKey } from './readRoom.ts';
import classes from './Outcome.module.css';

const text = t.meetingRoom.waiting;

/** A finished meeting that has not reached the server, or that the server would not record: either way all of it is still here. */
export function WaitingView({ waiting, room }: { waiting: Waiting; room: Room }) {
  const { vault } = useVault();
  const queries = useQueryClient();
  const [, setSearch] = useSearchParams();
  const { problem } = waiting;
  const change = async () => {
    setSearch({ at: 'finish' }, { replace: true });
    // what was entered elsewhere meanwhile is to be seen before finishing again
    await queries.refetchQueries({ queryKey: roomKey(room.meeting.id) });
    await withdraw(waiting.id);
  };
  return (
    <div className={classes.outcome}>
      <Page
        title={problem ? text.refused : text.title}
        lead={t.meetingRoom.meetingOn(formatDateTime(room.meeting.startsAt))}
        parents={[]}
        width="normal"
      >
        <Stack gap="md">
          {problem ? (
            <Alert color="red" role="alert" icon={<IconAlertTriangle />} title={problem.title}>
              {problem.detail}
              {(problem.errors ?? []).length > 0 && (
                <ul>
                  {problem.errors?.map(({ field, message }) => (
                    <li key={field}>{message}</li>
                  ))}
                </ul>
              )}
              <Text mt="xs">{text.refusedLead}</Text>
            </Alert>
          ) : (
            <Alert icon={<IconDeviceMobile />}>{text.lead}</Alert>
          )}
          <Group>
            {!problem && <Button onClick={() => vault && void sendFinished(vault, queries)}>{t.shell.retry}</Button>}
            <Button variant={problem ? 'filled' : 'default'} onClick={() => void change()}>
              {text.again}
            </Button>
            <Button variant="subtle" component={Link} to="/">
              {t.meetingRoom.recorded.day}
            </Button>
          </Group>
        </Stack>
      </Page>
    </div>
  );
}
