import { Alert, Button, Chip, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { ApiError } from '@waymark/contract/client.ts';
import { getConcern, listConcerns, openConcern } from '@waymark/contract/concerns.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { ConcernDetails } from './ConcernDetails.tsx';

const words = t.concerns.one;

export const handle = { crumb: words.crumb };

/** One concern: first why it is read, then what it says. The reason holds for this page and for an hour. */
export function Component() {
  const { id = '' } = useParams();
  const [reading, setReading] = useState<string>();
  const concern = useRead(
    getConcern,
    { params: { id }, query: { reading: reading ?? '' } },
    { enabled: reading !== undefined, staleTime: 0 },
  );
  const over = concern.error instanceof ApiError && concern.error.problem.code === 'reason-needed';
  if (reading === undefined || over) {
    return (
      <Page title={words.crumb}>
        {over && (
          <Alert color="orange" mb="md">
            {words.over}
          </Alert>
        )}
        <Why concernId={id} onOpened={setReading} />
      </Page>
    );
  }
  return (
    <Page title={concern.data === undefined ? words.crumb : words.title(concern.data.number)}>
      <Reading query={concern}>{(data) => <ConcernDetails concern={data} reading={reading} />}</Reading>
    </Page>
  );
}

function Why({ concernId, onOpened }: { concernId: string; onOpened: (reading: string) => void }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const open = useWrite(openConcern, { invalidates: [listConcerns], onDone: ({ readingId }) => onOpened(readingId) });
  return (
    <Section title={words.why} lead={words.whyHint}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(reason.trim() === '');
          if (reason.trim() !== '') open.mutate({ params: { id: concernId }, body: { id: uuidv7(), reason: reason.trim() } });
        }}
      >
        <Stack align="flex-start">
          <Chip.Group value={reason} onChange={(value) => setReason(value)}>
            <Group gap="xs">
              {words.usual.map((usual) => (
                <Chip key={usual} value={usual}>
                  {usual}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <TextInput
            label={words.why}
            maxLength={200}
            w="100%"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={missing && reason.trim() === '' ? words.whyMissing : undefined}
          />
          <Button type="submit" loading={open.isPending}>
            {words.open}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
