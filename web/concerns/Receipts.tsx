import { Text } from '@mantine/core';
import { listReceipts } from '@waymark/contract/concerns.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.concerns.receipts;

/** What remains with whoever raised a concern. */
export function Receipts() {
  const receipts = useRead(listReceipts, {});
  return (
    <Page title={words.title} lead={words.lead}>
      <Reading query={receipts}>
        {(data) => (
          <>
            {data.receipts.length === 0 ? (
              <EmptyState title={words.empty}>{words.emptyNext}</EmptyState>
            ) : (
              <StackedTable
                caption={words.caption}
                rows={data.receipts}
                rowKey={(receipt) => String(receipt.number)}
                columns={[
                  { label: words.number, cell: (receipt) => t.concerns.list.numbered(receipt.number) },
                  { label: words.raised, cell: (receipt) => formatDateTime(receipt.raisedAt) },
                  {
                    label: words.read,
                    cell: (receipt) => (receipt.firstReadAt === null ? words.notYet : formatDateTime(receipt.firstReadAt)),
                  },
                ]}
              />
            )}
            <Text mt="lg" c="dimmed">
              {data.safeguardingLeads.length === 0 ? words.noLeads : words.leads(data.safeguardingLeads)}
            </Text>
          </>
        )}
      </Reading>
    </Page>
  );
}
