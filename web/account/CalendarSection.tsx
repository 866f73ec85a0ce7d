import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type CalendarNames, getCalendarLink, renewCalendarLink, revokeCalendarLink } from '@waymark/contract/calendar.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { newSecret } from './newSecret.ts';

const words = t.account.calendar;

/** The secret address of a mentor's meetings, for the calendar they already use. */
export function CalendarSection() {
  const link = useRead(getCalendarLink, {});
  const [address, setAddress] = useState<string>();
  const [names, setNames] = useState<CalendarNames>('first');
  const renew = useWrite(renewCalendarLink, {
    invalidates: [getCalendarLink],
    onDone: ({ pathPrefix }, { body }) => setAddress(`${location.origin}${pathPrefix}${body.secret}.ics`),
  });
  const revoke = useWrite(revokeCalendarLink, {
    invalidates: [getCalendarLink],
    onDone: () => {
      setAddress(undefined);
      toast.done(words.revoked);
    },
  });
  const make = async (active: boolean) => {
    if (active && !(await confirm({ title: words.renewTitle, body: words.renewBody, confirmLabel: words.renew, danger: true }))) return;
    renew.mutate({ body: { secret: newSecret() } });
  };
  const end = async () => {
    if (await confirm({ title: words.revokeTitle, body: words.revokeBody, confirmLabel: words.revoke, danger: true })) revoke.mutate({});
  };

  return (
    <Section title={words.title} lead={words.lead}>
      <Reading query={link}>
        {({ active }) => (
          <Stack>
            {address !== undefined ? (
              <Alert color="waymark" role="status">
                <Stack gap="sm">
                  <Text>{words.shown}</Text>
                  <CopyText label={words.link} value={names === 'first' ? address : `${address}?names=${names}`} />
                </Stack>
              </Alert>
            ) : (
              active && <Text>{words.active}</Text>
            )}
            {address !== undefined && (
              <FieldsetRadios
                legend={words.names}
                value={names}
                onChange={setNames}
                choices={(['first', 'initials', 'none'] as const).map((value) => ({ value, label: words.nameChoices[value] }))}
              />
            )}
            <Group>
              <Button variant="default" loading={renew.isPending} onClick={() => void make(active)}>
                {active ? words.renew : words.make}
              </Button>
              {active && (
                <Button variant="default" loading={revoke.isPending} onClick={() => void end()}>
                  {words.revoke}
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </Reading>
    </Section>
  );
}
