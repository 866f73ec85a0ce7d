import { Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { disclosureSentences } from '@waymark/contract/disclosure.ts';
import { getRelease, getReleaseFile, listReleases, makeReleaseAgain, putAwayRelease, type Release } from '@waymark/contract/releases.ts';
import { invalidate, queryClient, useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatDateTime, formatList, formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.releases.page;
const reads = [getRelease, listReleases];
const atWork = ({ status }: Release): boolean => status === 'waiting' || status === 'making';

/** `/releases/:id`: the file or how far it is, what it is for, and what people could still be told by. */
export function Component() {
  const { id = '' } = useParams();
  // asked again every other second while it is made
  const [watched, setWatched] = useState(true);
  const release = useRead(getRelease, { params: { id } }, watched ? { refetchInterval: 2000 } : {});
  const busy = release.data === undefined || atWork(release.data);
  if (busy !== watched) setWatched(busy);
  return (
    <Reading query={release} loading={<Page title={t.releases.title} />}>
      {(data) => <Whole release={data} />}
    </Reading>
  );
}

function Whole({ release }: { release: Release }) {
  const { purpose, asOf, createdAt, createdBy, formats, disclosure, rareBelow, tables, status } = release;
  const facts = [
    words.by(formatDateTime(createdAt), createdBy),
    words.asOf(formatDateTime(asOf)),
    formatList(formats.map((one) => words.formats[one])),
  ];
  return (
    <Page title={purpose} lead={`${facts.join('. ')}.`}>
      <Stack gap="lg" align="stretch">
        <FileSection release={release} />
        {disclosure !== null && (
          <Section title={words.risk} lead={words.riskLead(formatNumber(rareBelow))}>
            <List spacing="xs" maw="44rem">
              {disclosureSentences(disclosure, rareBelow).map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </Section>
        )}
        {tables.length > 0 && status === 'ready' && (
          <Section title={words.tables}>
            <StackedTable
              caption={words.tables}
              rows={tables}
              rowKey={({ name }) => name}
              columns={[
                { label: words.table, cell: ({ name }) => name },
                { label: words.rowCount, numeric: true, cell: ({ rows }) => formatNumber(rows) },
              ]}
            />
          </Section>
        )}
      </Stack>
    </Page>
  );
}

function FileSection({ release }: { release: Release }) {
  const { id, status, progress, bytes, keptUntil, error } = release;
  const [saving, setSaving] = useState(false);
  const again = useWrite(makeReleaseAgain, { invalidates: reads, onDone: () => toast.done(words.againDone) });
  const putAway = useWrite(putAwayRelease, { invalidates: reads, onDone: () => toast.done(words.putAwayDone) });
  const save = async () => {
    setSaving(true);
    await download(getReleaseFile, { params: { id } });
    await invalidate(queryClient, reads);
    setSaving(false);
  };
  const remove = (label: string) => (
    <Button variant="default" loading={putAway.isPending} onClick={() => putAway.mutate({ params: { id } })}>
      {label}
    </Button>
  );
  return (
    <Section title={words.file}>
      {/* whoever does not see the bar hears when it is ready */}
      <Text role="status">{said(release)}</Text>
      {atWork(release) && (
        <>
          <Progress value={progress * 100} aria-label={t.releases.status.making} />
          <Group>{remove(words.stop)}</Group>
        </>
      )}
      {status === 'ready' && (
        <>
          {bytes !== null && keptUntil !== null && (
            <Text c="dimmed" size="sm">
              {words.keptUntil(sizeOf(bytes), formatDate(keptUntil))} {words.downloadLogged}
            </Text>
          )}
          <Group>
            <Button loading={saving} leftSection={<IconDownload size={18} aria-hidden="true" />} onClick={() => void save()}>
              {words.download}
            </Button>
            {remove(words.putAway)}
          </Group>
        </>
      )}
      {(status === 'failed' || status === 'put_away') && (
        <>
          <Text>{error ?? words.putAwayLead}</Text>
          <Group>
            <Button loading={again.isPending} onClick={() => again.mutate({ params: { id } })}>
              {words.again}
            </Button>
          </Group>
        </>
      )}
    </Section>
  );
}

const said = ({ status, progress }: Release): string =>
  status === 'making' ? t.releases.progress(formatNumber(progress, { style: 'percent' })) : t.releases.status[status];

const sizeOf = (bytes: number): string =>
  bytes < 1e6
    ? formatNumber(Math.max(1, Math.round(bytes / 1e3)), { style: 'unit', unit: 'kilobyte' })
    : formatNumber(bytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
