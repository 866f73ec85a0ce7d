import { Anchor, Badge, Button, Group, Switch } from '@mantine/core';
import { lazy, useState } from 'react';
import { Link } from 'react-router';
import { attendedShare, listInterventions } from '@waymark/contract/interventions.ts';
import { exportParticipations } from '@waymark/contract/participations.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Fetched } from '../ui/Fetched.tsx';
import { formatNumber, formatShortDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { notFetched } from '../ui/toast.tsx';

const InterventionForm = lazy(() => import('./InterventionForm.tsx'));
const words = t.help;

/** `/interventions`: what students receive beside mentoring, and how much of it. */
export function Component() {
  const { can } = useSession();
  const [adding, setAdding] = useState(false);
  const [archived, setArchived] = useState(false);
  const interventions = useRead(listInterventions, { query: { archived: String(archived) } }, { keep: true });
  const keeps = can('lead', 'admin');
  const add = keeps && <Button onClick={() => setAdding(true)}>{words.add}</Button>;
  const codes = [...new Set((interventions.data?.items ?? []).flatMap(({ tasoCode }) => tasoCode ?? []))];
  return (
    <Page
      title={words.title}
      lead={can('mentor') ? `${words.lead} ${words.page.ofYours}` : words.lead}
      actions={
        <>
          {can('lead', 'mentor') && (
            <Button variant="default" onClick={() => void download(exportParticipations, { query: {} })}>
              {words.csv}
            </Button>
          )}
          {add}
        </>
      }
    >
      <Reading
        query={interventions}
        empty={
          <EmptyState title={words.empty} action={add}>
            {keeps ? words.emptyText : words.emptyReader}
          </EmptyState>
        }
      >
        {({ items }) => (
          <StackedTable
            caption={words.caption}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                label: words.columns.name,
                cell: ({ id, name, archived: out }) => (
                  <Group gap="xs">
                    <Anchor component={Link} to={`/interventions/${id}`} fw={600}>
                      {name}
                    </Anchor>
                    {out && <Badge color="gray">{words.outOfUse}</Badge>}
                  </Group>
                ),
              },
              { label: words.columns.kind, cell: ({ kind }) => words.kinds[kind] },
              { label: words.columns.onList, numeric: true, cell: ({ onList }) => formatNumber(onList) },
              { label: words.columns.sessions, numeric: true, cell: ({ dose }) => formatNumber(dose.sessions) },
              { label: words.columns.minutes, numeric: true, cell: ({ dose }) => words.minutes(dose.minutes) },
              { label: words.columns.attended, numeric: true, cell: ({ dose }) => words.share(attendedShare(dose)) },
              { label: words.columns.last, cell: ({ lastHeldOn }) => (lastHeldOn === null ? words.never : formatShortDate(lastHeldOn)) },
            ]}
          />
        )}
      </Reading>
      <Switch mt="lg" label={words.archived} checked={archived} onChange={(event) => setArchived(event.currentTarget.checked)} />
      <Fetched onFailure={notFetched}>{adding && <InterventionForm codes={codes} onClose={() => setAdding(false)} />}</Fetched>
    </Page>
  );
}
