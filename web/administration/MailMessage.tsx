import { Alert, Modal, Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import type { Mail } from '@waymark/contract/mail.ts';
import * as t from '../strings/catalogue.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { formatDateTime } from '../ui/format.ts';
import classes from './administration.module.css';

const words = t.administration.outbox;
// a private link whose secret is hidden is nothing to copy
const address = /https?:\/\/[^\s<>"]+(?<!…)(?=[\s<>"]|$)/;

/** One message as its reader gets it, and its link to pass on. */
export function MailMessage({ mail, onClose }: { mail: z.infer<typeof Mail>; onClose: () => void }) {
  const link = address.exec(mail.body)?.[0];
  return (
    <Modal opened onClose={onClose} title={mail.subject} size="lg">
      <Stack>
        <Text size="sm" c="dimmed">
          {words.to} {mail.to}, {formatDateTime(mail.createdAt)}
        </Text>
        {mail.error !== null && <Alert color="red">{words.error(mail.error)}</Alert>}
        <div className={classes.message}>{mail.body}</div>
        {link !== undefined && <CopyText label={words.link} value={link} />}
      </Stack>
    </Modal>
  );
}
