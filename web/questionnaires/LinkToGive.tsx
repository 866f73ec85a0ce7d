import { Button, Divider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { QrCode } from '../account/QrCode.tsx';
import * as t from '../strings/catalogue.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { useSession } from '../ui/session.ts';
import classes from './questionnaires.module.css';
import { handOver } from './handOver.ts';

const words = t.questionnaires.ask;

/** A private link for the student: to copy, to scan, or to open here on the device that is handed over. */
export function LinkToGive({ url, lead }: { url: string; lead: string }) {
  const { seat } = useSession();
  const [going, setGoing] = useState(false);
  const hand = async () => {
    setGoing(true);
    // signing out was not possible, or not wanted because of what is still unsent
    if (!(await handOver(url, seat.memberId))) setGoing(false);
  };
  return (
    <Stack>
      <Text role="status" fw={600}>
        {lead}
      </Text>
      <CopyText label={words.copy} value={url} />
      <Text>{words.scan}</Text>
      <div className={classes.qr}>
        <QrCode text={url} label={words.qr} />
      </div>
      <Divider />
      <Text c="dimmed">{words.hereHint}</Text>
      <Button variant="default" loading={going} onClick={() => void hand()}>
        {words.hand}
      </Button>
    </Stack>
  );
}
