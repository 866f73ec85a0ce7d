import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { type Action, type ActionProposal, listActions } from '@waymark/contract/actions.ts';
import { useRead, useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Loading } from '../ui/Loading.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { ActionItem, ActionList } from './ActionItem.tsx';
import { Proposals } from './Proposals.tsx';
import { useClosing } from './useClosing.ts';

const ActionForm = lazy(() => import('./ActionForm.tsx'));
const ActionHistory = lazy(() => import('./ActionHistory.tsx'));
const text = t.actions;

/** A student's actions: open ones, what the library proposes, closed ones when asked for. A section of a page. */
export function StudentActions({ studentId }: { studentId: string }) {
  const { can } = useSession();
  const [form, setForm] = useState<{ edit?: Action; from?: ActionProposal }>();
  const [past, setPast] = useState<Action>();
  const [closedShown, setClosedShown] = useState(false);
  const open = useRead(listActions, { query: { studentId, state: 'open', limit: 100 } });
  const closed = useReadPages(listActions, { query: { studentId, state: 'closed', limit: 20 } }, { enabled: closedShown });
  const closing = useClosing();
  const agrees = can('mentor', 'lead');
  const more = can('student') ? {} : { onHistory: setPast, ...(agrees ? { onEdit: (edit: Action) => setForm({ edit }) } : {}) };
  const items = closed.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <section aria-labelledby="student-actions">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="student-actions">
          {text.title}
        </Title>
        {agrees && (
          <Button variant="default" onClick={() => setForm({})}>
            {text.add}
          </Button>
        )}
      </Group>
      <Stack gap="md" align="stretch">
        <Reading
          query={open}
          loading={<Loading lines={2} />}
          empty={<Text c="dimmed">{can('student') ? text.noneStudent : `${text.none} ${agrees ? text.noneHint : ''}`}</Text>}
        >
          {(data) => (
            <ActionList>
              {data.items.map((action) => (
                <ActionItem key={action.id} action={action} closing={closing} {...more} />
              ))}
            </ActionList>
          )}
        </Reading>
        {agrees && <Proposals studentId={studentId} onTake={(from) => setForm({ from })} />}
        <div>
          <Button variant="subtle" aria-expanded={closedShown} onClick={() => setClosedShown((shown) => !shown)}>
            {closedShown ? text.hideClosed : text.showClosed}
          </Button>
          {closedShown && (
            <Reading query={closed} loading={<Loading lines={2} />}>
              {() =>
                items.length === 0 ? (
                  <Text c="dimmed">{text.noneClosed}</Text>
                ) : (
                  <ActionList>
                    {items.map((action) => (
                      <ActionItem key={action.id} action={action} closing={closing} {...more} />
                    ))}
                  </ActionList>
                )
              }
            </Reading>
          )}
          {closedShown && closed.hasNextPage && (
            <Button variant="subtle" loading={closed.isFetchingNextPage} onClick={() => void closed.fetchNextPage()}>
              {t.shell.showMore}
            </Button>
          )}
        </div>
      </Stack>
      <Suspense>
        {form && <ActionForm studentId={studentId} edit={form.edit} from={form.from} onClose={() => setForm(undefined)} />}
        {past && <ActionHistory action={past} onClose={() => setPast(undefined)} />}
      </Suspense>
    </section>
  );
}
