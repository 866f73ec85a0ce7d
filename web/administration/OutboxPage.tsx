import { Alert, Badge, Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { listMail, type Mail as MailSchema, MailStatus, resendMail } from '@waymark/contract/mail.ts';
import { useReadPages, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { MailMessage } from './MailMessage.tsx';

type Mail = z.infer<typeof MailSchema>;
const words = t.administration.outbox;
const colours = { queued: 'gray', sent: 'waymark', failed: 'red', kept: 'orange' } as const;

export const handle = { crumb: words.title };

export function Component() {
  const { mailIsSent } = useSession();
  const [filters, setFilters] = useFilters('status');
  const status = MailStatus.safeParse(filters.status).data;
  const mail = useReadPages(listMail, { query: { status } });
  const [reading, setReading] = useState<Mail>();
  const retry = useWrite(resendMail, { invalidates: [listMail], onDone: () => toast.done(words.retried) });

  return (
    <Page title={words.title} lead={words.lead}>
      {!mailIsSent && (
        <Alert color="orange" mb="lg">
          {words.kept}
        </Alert>
      )}
      <Select
        label={words.status}
        placeholder={words.any}
        clearable
        data={MailStatus.options.map((value) => ({ value, label: words.statuses[value] }))}
        value={status ?? null}
        onChange={(value) => setFilters({ status: value })}
        maw="16rem"
        mb="lg"
      />
      <Reading
        query={mail}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={<EmptyState title={status === undefined ? words.empty : words.emptyFiltered}>{words.emptyNext}</EmptyState>}
      >
        {(data) => (
          <StackedTable
            caption={words.caption}
            rows={data.pages.flatMap((page) => page.items)}
            rowKey={(one) => one.id}
            columns={[
              { label: words.subject, cell: (one) => <Text fw={600}>{one.subject}</Text> },
              { label: words.to, cell: (one) => one.to },
              { label: words.when, cell: (one) => formatDateTime(one.createdAt) },
              { label: words.status, cell: (one) => <Badge color={colours[one.status]}>{words.statuses[one.status]}</Badge> },
              {
                label: words.read,
                hidden: true,
                cell: (one) => (
                  <Group gap="xs" justify="flex-end">
                    <Button size="xs" variant="default" aria-label={words.readLabel(one.subject, one.to)} onClick={() => setReading(one)}>
                      {words.read}
                    </Button>
                    {one.status === 'failed' && (
                      <Button size="xs" variant="default" onClick={() => retry.mutate({ params: { id: one.id }, body: {} })}>
                        {words.retry}
                      </Button>
                    )}
                  </Group>
                ),
              },
            ]}
          />
        )}
      </Reading>
      <MorePages query={mail} />
      {reading && <MailMessage mail={reading} onClose={() => setReading(undefined)} />}
    </Page>
  );
}
