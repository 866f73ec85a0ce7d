import { ActionIcon, Badge, Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { type FeedbackRequest, readFeedbackLink, remindTeacher, withdrawFeedbackRequest } from '@waymark/contract/feedback.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { formatRelativeDay } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfFeedback } from './changed.ts';
import classes from './Feedback.module.css';

const words = t.feedback.requests;
const colours = { sent: 'blue', answered: 'green', declined: 'gray', expired: 'orange', withdrawn: 'gray' } as const;

interface RequestListProps {
  requests: readonly FeedbackRequest[];
  /** Asks the same teacher again, with a new link. */
  onAgain: (request: FeedbackRequest) => void;
}

/** Whom the mentor asked, and how each request stands; what waits can be sent again, copied or taken back. */
export function RequestList({ requests, onAgain }: RequestListProps) {
  const { can } = useSession();
  const [linkOf, setLinkOf] = useState<FeedbackRequest>();
  const remind = useWrite(remindTeacher, {
    invalidates: readsOfFeedback,
    onDone: ({ teacher }) => toast.done(words.reminded(teacher.name)),
  });
  const withdraw = useWrite(withdrawFeedbackRequest, {
    invalidates: readsOfFeedback,
    onDone: ({ teacher }) => toast.done(words.withdrawn(teacher.name)),
  });
  const askWithdraw = async ({ id, teacher }: FeedbackRequest) => {
    const asked = { title: words.withdrawTitle(teacher.name), body: words.withdrawText, confirmLabel: words.withdraw, danger: true };
    if (await confirm(asked)) withdraw.mutate({ params: { id } });
  };
  const mayAsk = can('mentor', 'lead');
  return (
    <>
      <ul className={classes.list} style={{ gap: 0 }}>
        {requests.map((request) => (
          <li key={request.id} className={classes.request}>
            <div>
              <Group gap="xs">
                <Text fw={600}>{words.teacher(request.teacher.name, request.teacher.subject)}</Text>
                <Badge color={colours[request.status]}>{words.statuses[request.status]}</Badge>
              </Group>
              <Text size="sm" c="dimmed">
                {words.facts(
                  request.askedBy.name,
                  formatRelativeDay(request.askedAt),
                  request.reminders,
                  request.status === 'sent' ? formatRelativeDay(request.expiresAt) : null,
                )}
              </Text>
            </div>
            {mayAsk && request.status === 'sent' && (
              <Group gap="xs">
                <Button
                  variant="default"
                  disabled={remind.isPending}
                  onClick={() => remind.mutate({ params: { id: request.id } })}
                  aria-label={words.remindNamed(request.teacher.name)}
                >
                  {words.remind}
                </Button>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.more(request.teacher.name)}>
                      <IconDots size={20} aria-hidden="true" />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => setLinkOf(request)}>{words.copy}</Menu.Item>
                    <Menu.Item onClick={() => void askWithdraw(request)}>{words.withdraw}</Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </Group>
            )}
            {mayAsk && (request.status === 'expired' || request.status === 'withdrawn') && (
              <Button variant="subtle" onClick={() => onAgain(request)} aria-label={words.againNamed(request.teacher.name)}>
                {words.again}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {linkOf !== undefined && <LinkOf request={linkOf} onClose={() => setLinkOf(undefined)} />}
    </>
  );
}

/** The link itself, for handing it over another way. */
function LinkOf({ request, onClose }: { request: FeedbackRequest; onClose: () => void }) {
  const link = useRead(readFeedbackLink, { params: { id: request.id } });
  return (
    <Modal opened onClose={onClose} title={words.linkTitle(request.teacher.name)}>
      <Stack>
        <Text>{words.linkLead}</Text>
        <Reading query={link}>{({ url }) => <CopyText label={words.linkLabel} value={url} />}</Reading>
      </Stack>
    </Modal>
  );
}
