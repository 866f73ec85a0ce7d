import { Anchor, Badge, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { createCriteriaDraft, getCriteriaVersion, listCriteria, retireCriteria } from '@waymark/contract/criteria.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';
import { Sentences } from './Sentences.tsx';

const words = t.criteria;

export const handle = { crumb: words.title };

/** The referral criteria: what is in force, in sentences, and every version there was. */
export function Component() {
  const { can } = useSession();
  const navigate = useNavigate();
  const [id] = useState(uuidv7);
  const versions = useRead(listCriteria, {});
  const items = versions.data?.items ?? [];
  const draft = items.find((one) => one.status === 'draft');
  const current = items.find((one) => one.status === 'published');
  const start = useWrite(createCriteriaDraft, {
    invalidates: [listCriteria],
    onDone: (made) => void navigate(`/referrals/criteria/${made.id}`),
  });
  const action = can('lead', 'admin') && versions.isSuccess && (
    <>
      {draft === undefined ? (
        <Button loading={start.isPending} onClick={() => start.mutate({ body: { id } })}>
          {items.length === 0 ? words.start : words.startNext}
        </Button>
      ) : (
        <Button component={Link} to={`/referrals/criteria/${draft.id}`}>
          {words.goOn}
        </Button>
      )}
    </>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={action} parents={[{ label: t.triage.title, to: '/referrals' }]}>
      <Reading query={versions}>
        {() => (
          <Stack gap="lg" align="stretch">
            {current === undefined ? (
              <EmptyState title={words.none}>{words.noneText}</EmptyState>
            ) : (
              <InForce id={current.id} number={current.number} since={current.publishedAt ?? current.createdAt} version={current.version} />
            )}
            {items.length > 0 && (
              <Section title={words.versions}>
                <StackedTable
                  caption={words.versionsCaption}
                  rows={items}
                  rowKey={(one) => one.id}
                  columns={[
                    {
                      label: words.version,
                      cell: (one) => (
                        <Group gap="xs">
                          <Anchor component={Link} to={`/referrals/criteria/${one.id}`} inherit fw={600} aria-label={words.see(one.number)}>
                            {words.versionOf(one.number)}
                          </Anchor>
                          <Badge color={one.status === 'published' ? 'waymark' : one.status === 'draft' ? 'orange' : 'gray'}>
                            {words.statuses[one.status]}
                          </Badge>
                        </Group>
                      ),
                    },
                    { label: words.rules, numeric: true, cell: ({ rules }) => formatNumber(rules) },
                    {
                      label: words.publishedOn,
                      cell: ({ publishedAt, publishedBy }) =>
                        publishedAt === null ? t.students.none : words.by(formatDate(publishedAt), publishedBy),
                    },
                  ]}
                />
              </Section>
            )}
          </Stack>
        )}
      </Reading>
    </Page>
  );
}

function InForce({ id, number, since, version }: { id: string; number: number; since: string; version: number }) {
  const { can } = useSession();
  const criteria = useRead(getCriteriaVersion, { params: { id } });
  const retire = useWrite(retireCriteria, { invalidates: [listCriteria, getCriteriaVersion], onDone: () => toast.done(words.retired) });
  const ask = async () => {
    if (await confirm({ title: words.retireTitle(number), body: words.retireText, confirmLabel: words.retire, danger: true }))
      retire.mutate({ params: { id }, ifMatch: version });
  };
  return (
    <Section title={words.inForce(number, formatDate(since))} lead={words.any}>
      <Reading query={criteria}>{({ rules }) => <Sentences rules={rules} />}</Reading>
      {can('lead', 'admin') && (
        <div>
          <Button variant="default" loading={retire.isPending} onClick={() => void ask()}>
            {words.retire}
          </Button>
        </div>
      )}
    </Section>
  );
}
