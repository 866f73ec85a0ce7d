import { Button, Card, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { type LibraryAction, type LibraryOutcome, listActionLibrary } from '@waymark/contract/action-library.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { ActionList } from './ActionItem.tsx';
import { LibraryActionForm } from './LibraryActionForm.tsx';
import { LibraryActionItem } from './LibraryActionItem.tsx';
import { groupLibrary } from './groupLibrary.ts';

const text = t.actions.library;

/** The organisation's own actions, by the outcome they answer. */
export function Component() {
  const { can } = useSession();
  const [archived, setArchived] = useState(false);
  const [form, setForm] = useState<{ edit?: LibraryAction; seriesId?: string | null }>();
  const library = useRead(listActionLibrary, { query: { archived: String(archived) } }, { keep: true });
  const keeps = can('lead', 'admin');
  return (
    <Page
      title={text.title}
      lead={text.lead}
      width="normal"
      actions={
        keeps && (
          <Button size="md" onClick={() => setForm({})}>
            {text.add}
          </Button>
        )
      }
    >
      <Reading
        query={library}
        isEmpty={({ items, outcomes }) => items.length === 0 && outcomes.length === 0}
        empty={<EmptyState title={text.emptyTitle}>{text.empty}</EmptyState>}
      >
        {(data) => (
          <Library
            {...data}
            archived={archived}
            onArchived={setArchived}
            {...(keeps
              ? { onEdit: (edit: LibraryAction) => setForm({ edit }), onAdd: (seriesId: string | null) => setForm({ seriesId }) }
              : {})}
          />
        )}
      </Reading>
      {form && library.data && (
        <LibraryActionForm
          outcomes={library.data.outcomes}
          edit={form.edit}
          seriesId={form.seriesId ?? null}
          onClose={() => setForm(undefined)}
        />
      )}
    </Page>
  );
}

interface LibraryProps {
  items: LibraryAction[];
  outcomes: LibraryOutcome[];
  archived: boolean;
  onArchived: (shown: boolean) => void;
  onEdit?: (action: LibraryAction) => void;
  onAdd?: (seriesId: string | null) => void;
}

function Library({ items, outcomes, archived, onArchived, onEdit, onAdd }: LibraryProps) {
  const [search, setSearch] = useState('');
  const groups = groupLibrary(items, outcomes, search);
  const without = outcomes.filter(({ seriesId }) => !items.some((item) => item.seriesId === seriesId && !item.archived)).length;
  return (
    <Stack gap="lg">
      <Group align="flex-end" gap="md">
        <TextInput
          type="search"
          label={text.filter}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          style={{ flex: '1 1 14rem' }}
          maw="28rem"
        />
        <Switch label={text.archived} checked={archived} onChange={(event) => onArchived(event.currentTarget.checked)} my="xs" />
      </Group>
      <Text size="sm" c="dimmed">
        {text.coverage(without)}
      </Text>
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <Title order={2} size="h3" mb="sm">
            {group.title}
          </Title>
          <Stack gap="md">
            {group.outcomes.map((outcome) => (
              <Card key={outcome.seriesId ?? 'any'}>
                <Group justify="space-between" align="flex-start" wrap="nowrap">
                  <Title order={3} size="h4">
                    {outcome.statement}
                  </Title>
                  {onAdd && outcome.inUse && (
                    <Button
                      variant="subtle"
                      onClick={() => onAdd(outcome.seriesId)}
                      aria-label={text.addFor(outcome.statement)}
                      style={{ flex: 'none' }}
                    >
                      {text.form.add}
                    </Button>
                  )}
                </Group>
                {outcome.actions.length === 0 ? (
                  <Text c="dimmed" size="sm">
                    {text.none}
                  </Text>
                ) : (
                  <ActionList>
                    {outcome.actions.map((action) => (
                      <LibraryActionItem key={action.id} action={action} {...(onEdit ? { onEdit } : {})} />
                    ))}
                  </ActionList>
                )}
              </Card>
            ))}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}
