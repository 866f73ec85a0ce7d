import { Anchor, Button, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listOwnReferrals } from '@waymark/contract/referrals.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { studentOf } from '../strings/referrals.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatList, formatShortDate } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { StatusBadge } from './StatusBadge.tsx';

const words = t.referrals.own;

export const handle = { crumb: words.title };

/** The referrals one has made oneself, and what became of each. */
export function Component() {
  const referrals = useReadPages(listOwnReferrals, { query: {} });
  const rows = referrals.data?.pages.flatMap((page) => page.items) ?? [];
  const refer = (
    <Button component={Link} to="/referrals/new" leftSection={<IconUserPlus size={20} aria-hidden="true" />}>
      {t.referrals.refer}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={refer} parents={[]}>
      <Reading
        query={referrals}
        isEmpty={() => rows.length === 0}
        empty={<EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>}
      >
        {() => (
          <StackedTable
            caption={words.caption}
            rows={rows}
            rowKey={(one) => one.id}
            columns={[
              {
                label: words.student,
                cell: (one) => (
                  <>
                    <Anchor component={Link} to={`/referrals/own/${one.id}`} inherit fw={600} aria-label={words.open(studentOf(one))}>
                      {studentOf(one)}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                      {t.referrals.reference(one.reference)}
                    </Text>
                  </>
                ),
              },
              { label: words.reasons, cell: ({ reasons }) => formatList(reasons) },
              { label: words.received, cell: ({ receivedAt }) => formatShortDate(receivedAt) },
              { label: words.status, cell: ({ status }) => <StatusBadge status={status} /> },
            ]}
          />
        )}
      </Reading>
      <MorePages query={referrals} />
    </Page>
  );
}
