import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { raiseConcern } from '@waymark/contract/concerns.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { useFocusOnMount } from '../ui/useFocusOnMount.ts';

const words = t.concerns.raise;

interface ConcernSentProps {
  sent: ResponseOf<typeof raiseConcern>;
  urgent: boolean;
  onClose: () => void;
}

/** The receipt, and who has been told; or whom to tell in person, where no e-mail leaves. */
export function ConcernSent({ sent, urgent, onClose }: ConcernSentProps) {
  const focus = useFocusOnMount<HTMLHeadingElement>();
  const { safeguardingLeads: leads } = sent;
  return (
    <Stack>
      <Title order={3} tabIndex={-1} ref={focus}>
        {words.sent(sent.number)}
      </Title>
      <Text>{words.sentAt(formatDateTime(sent.raisedAt))}</Text>
      {urgent && <Alert color="red">{words.urgent}</Alert>}
      {leads.length === 0 && <Alert color="orange">{words.nobody}</Alert>}
      {leads.length > 0 && (sent.told > 0 ? <Text>{words.told(leads)}</Text> : <Alert color="orange">{words.notMailed(leads)}</Alert>)}
      <Group justify="space-between">
        <Anchor component={Link} to="/concerns" onClick={onClose}>
          {words.receipts}
        </Anchor>
        <Button onClick={onClose}>{words.done}</Button>
      </Group>
    </Stack>
  );
}
