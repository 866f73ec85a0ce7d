import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { listFrameworkDrafts } from '@waymark/contract/framework-drafts.ts';
import type { Framework } from '@waymark/contract/framework-content.ts';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { Link } from 'react-router';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatList } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';

/** All frameworks of the organisation, and the drafts being written. */
export function Component() {
  const { can } = useSession();
  const edits = can('admin', 'lead');
  const frameworks = useRead(listFrameworks, {});
  const text = t.frameworks;
  const create = (
    <Button component={Link} to="/frameworks/new">
      {text.create}
    </Button>
  );
  return (
    <Page title={text.title} lead={text.lead} actions={edits ? create : undefined}>
      <Stack gap="lg">
        {edits && <Drafts />}
        <Reading
          query={frameworks}
          empty={
            <EmptyState title={text.empty} action={edits ? create : undefined}>
              {edits ? text.emptyLead : text.emptyForReaders}
            </EmptyState>
          }
        >
          {({ items }) => (
            <Stack gap="md">
              {items.map((framework) => (
                <FrameworkCard key={framework.id} framework={framework} />
              ))}
            </Stack>
          )}
        </Reading>
      </Stack>
    </Page>
  );
}

function Drafts() {
  const drafts = useRead(listFrameworkDrafts, {});
  if (!drafts.data || drafts.data.items.length === 0) return null;
  return (
    <section aria-labelledby="drafts">
      <Title order={2} id="drafts" mb="sm">
        {t.frameworks.drafts}
      </Title>
      <Stack gap="sm">
        {drafts.data.items.map((draft) => (
          <Card key={draft.id} padding="md">
            <Group justify="space-between" gap="sm">
              <div>
                <Text fw={600}>{t.frameworks.draftOf(draft.frameworkName, draft.number)}</Text>
                <Text c="dimmed" size="sm">
                  {t.frameworks.draftBegun(formatDate(draft.createdAt))} ·{' '}
                  {t.frameworks.contents(draft.outcomeTypeCount, draft.outcomeCount, draft.levels)}
                </Text>
              </div>
              <Button component={Link} to={`/frameworks/drafts/${draft.id}`} variant="light">
                {t.frameworks.openDraft}
              </Button>
            </Group>
          </Card>
        ))}
      </Stack>
    </section>
  );
}

function FrameworkCard({ framework }: { framework: Framework }) {
  const text = t.frameworks;
  const current = framework.versions.find((version) => version.id === framework.currentVersionId) ?? framework.versions[0];
  return (
    <Card component="article" aria-labelledby={framework.id}>
      <Group gap="sm" align="center">
        <Title order={2} size="h3" id={framework.id}>
          {framework.name}
        </Title>
        {framework.retiredAt !== null && <Badge color="gray">{text.retired}</Badge>}
      </Group>
      {framework.description !== '' && (
        <Text mt={4} maw="44rem" lineClamp={3}>
          {framework.description}
        </Text>
      )}
      {current && (
        <Text c="dimmed" size="sm" mt="xs">
          {text.version(current.number)} · {text.contents(current.outcomeTypeCount, current.outcomeCount, current.levels)}
          {current.publishedAt !== null && ` · ${text.publishedOn(formatDate(current.publishedAt), null)}`}
        </Text>
      )}
      <Text c="dimmed" size="sm">
        {framework.programmes.length === 0 ? text.notUsed : text.usedBy(formatList(framework.programmes))}
      </Text>
      <Group mt="md" gap="sm">
        {current && (
          <Button component={Link} to={`/frameworks/versions/${current.id}`} variant="light" aria-label={`${text.read}: ${framework.name}`}>
            {text.read}
          </Button>
        )}
        <Button component={Link} to={`/frameworks/${framework.id}`} variant="subtle" aria-label={`${text.details}: ${framework.name}`}>
          {text.details}
        </Button>
      </Group>
    </Card>
  );
}
