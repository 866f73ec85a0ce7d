import { Badge, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { compareFrameworkDraft } from '@waymark/contract/framework-drafts.ts';
import type { FrameworkChange, FrameworkComparison } from '@waymark/contract/framework-content.ts';
import { compareFrameworkVersions, getFramework } from '@waymark/contract/frameworks.ts';
import { useParams, useSearchParams } from 'react-router';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import classes from './Compare.module.css';
import { frameworkParents } from './parents.ts';
import { useVersion } from './useVersion.ts';

/** What changed in a version, or changes in a draft, from another version; from the one before when not said. */
export function Component() {
  const { draftId } = useParams();
  const [search, setSearch] = useSearchParams();
  const version = useVersion();
  const text = t.frameworkDrafts;
  const frameworkId = version.data?.frameworkId ?? '';
  const framework = useRead(getFramework, { params: { id: frameworkId } }, { enabled: version.data !== undefined });
  const others = framework.data?.versions.filter(({ id }) => id !== version.data?.id) ?? [];
  const before = others.find(({ number }) => number < (version.data?.number ?? 0)) ?? others[0];
  const from = search.get('with') ?? before?.id;
  const input = { params: { id: version.data?.id ?? '' }, query: { with: from ?? '' } };
  const enabled = version.data !== undefined && from !== undefined;
  const ofDraft = useRead(compareFrameworkDraft, input, { enabled: enabled && draftId !== undefined });
  const ofVersion = useRead(compareFrameworkVersions, input, { enabled: enabled && draftId === undefined });
  return (
    <Page
      title={text.compareTitle}
      lead={
        version.data &&
        (draftId === undefined
          ? t.frameworks.versionNamed(version.data.frameworkName, version.data.number)
          : t.frameworks.draftOf(version.data.frameworkName, version.data.number))
      }
      width="normal"
      parents={frameworkParents(version.data, true)}
    >
      <Stack gap="lg">
        {others.length > 0 && (
          <Select
            label={text.compareWith}
            maw="20rem"
            data={others.map(({ id, number }) => ({ value: id, label: t.frameworks.version(number) }))}
            value={from ?? null}
            allowDeselect={false}
            onChange={(id) => id !== null && setSearch({ with: id }, { replace: true })}
          />
        )}
        <Reading query={draftId === undefined ? ofVersion : ofDraft} isEmpty={() => false}>
          {(comparison) => <Comparison comparison={comparison} />}
        </Reading>
      </Stack>
    </Page>
  );
}

function Comparison({ comparison }: { comparison: FrameworkComparison }) {
  const text = t.frameworkDrafts;
  const { from, to, changes } = comparison;
  const rescaled = from.levels !== to.levels;
  if (changes.length === 0 && !rescaled) return <EmptyState title={text.same} />;
  return (
    <Stack gap="md">
      <Text>
        {rescaled && `${text.levelsChanged(from.levels, to.levels)} `}
        {text.unchanged(comparison.unchangedOutcomes)}
      </Text>
      {changes.map((change) => (
        <Change key={`${change.kind} ${change.about} ${change.code}`} change={change} />
      ))}
    </Stack>
  );
}

const colours = { added: 'waymark', removed: 'red', changed: 'orange' } as const;

function Change({ change }: { change: FrameworkChange }) {
  const text = t.frameworkDrafts;
  return (
    <Card component="article" padding="md">
      <Group gap="xs">
        <Badge color={colours[change.kind]}>{text.kinds[change.kind]}</Badge>
        <Text c="dimmed" size="sm">
          {change.about === 'outcome' ? text.inTypeNamed(change.outcomeTypeName) : text.about.outcomeType}
        </Text>
      </Group>
      <Title order={2} size="h4" mt="xs">
        {change.about === 'outcome' ? `${change.code} · ` : ''}
        {change.title || text.untitledOutcome}
      </Title>
      {change.moved && <Text size="sm">{change.movedFrom === null ? text.moved : text.movedFrom(change.movedFrom)}</Text>}
      {change.rewordings.length > 0 && (
        <dl className={classes.rewordings}>
          {change.rewordings.map(({ field, level, before, after }) => (
            <div key={`${field} ${level}`}>
              <dt>{level === null ? t.frameworks.fields[field] : text.descriptorOf(level)}</dt>
              <dd>
                <span className={classes.side}>{text.before}</span> <del>{before || text.nothing}</del>
              </dd>
              <dd>
                <span className={classes.side}>{text.after}</span> <ins>{after || text.nothing}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
