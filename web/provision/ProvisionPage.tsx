import { Button, Stack, Text } from '@mantine/core';
import { IconDownload, IconFileDescription } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { getProvision, getProvisionFile, type Provision } from '@waymark/contract/provision.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { useFilters } from '../ui/useFilters.ts';
import { filtersOf, kept } from './filters.ts';
import { FigureTable } from './FigureTable.tsx';
import { ProvisionFilters } from './ProvisionFilters.tsx';

const words = t.provision;

export const handle = { crumb: words.title };

/** The lead's evidence: who was referred and why, what was done and how it ended, and where students stand. */
export function Component() {
  const { can } = useSession();
  const { search } = useLocation();
  const [filters, set] = useFilters(...kept);
  const [saving, setSaving] = useState(false);
  const query = filtersOf(filters);
  const provision = useRead(getProvision, { query }, { keep: true });

  const save = async () => {
    setSaving(true);
    await download(getProvisionFile, { query });
    setSaving(false);
  };

  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <Button
            variant="default"
            loading={saving}
            leftSection={<IconDownload size={18} aria-hidden="true" />}
            onClick={() => void save()}
          >
            {words.download}
          </Button>
          {can('lead', 'admin') && (
            <Button component={Link} to={`/provision/pack${search}`} leftSection={<IconFileDescription size={18} aria-hidden="true" />}>
              {words.toPack}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="lg" align="stretch">
        <ProvisionFilters filters={filters} period={provision.data} set={set} />
        <Reading query={provision}>{(data) => <Figures provision={data} />}</Reading>
      </Stack>
    </Page>
  );
}

function Figures({ provision: { from, to, about, asOf, sections } }: { provision: Provision }) {
  return (
    <Stack gap="lg" align="stretch">
      <div aria-live="polite">
        <Text>{words.period(formatDate(from), formatDate(to), about)}</Text>
        <Text size="sm" c="dimmed">
          {words.asOf(formatDateTime(asOf))} {words.fewMeaning}
        </Text>
      </div>
      {sections.map(({ key, heading, tables }) => (
        <Section key={key} title={heading}>
          <Stack gap="xl" align="stretch">
            {tables.map((table) => (
              <FigureTable key={table.key} table={table} />
            ))}
          </Stack>
        </Section>
      ))}
    </Stack>
  );
}
