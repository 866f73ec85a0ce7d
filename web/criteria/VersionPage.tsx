import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { type CriteriaVersion, getCriteriaReach, getCriteriaVersion, listCriteria } from '@waymark/contract/criteria.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { compareRules } from './compareRules.ts';
import { DraftEditor } from './DraftEditor.tsx';
import { Sentences } from './Sentences.tsx';

const words = t.criteria;

/** One version of the criteria: a draft to edit, or a published one to read; with what changed from the one before. */
export function Component() {
  const { id = '' } = useParams();
  const { can } = useSession();
  const criteria = useRead(getCriteriaVersion, { params: { id } });
  const parents = [
    { label: t.triage.title, to: '/referrals' },
    { label: words.title, to: '/referrals/criteria' },
  ];
  const { data } = criteria;
  if (data === undefined) {
    return (
      <Page title={words.title} parents={parents}>
        <Reading query={criteria}>{() => null}</Reading>
      </Page>
    );
  }
  const editable = data.status === 'draft' && can('lead', 'admin');
  return (
    <Page
      title={data.status === 'draft' ? words.editor.title(data.number) : words.versionOf(data.number)}
      lead={editable ? words.editor.lead : <Badge>{words.statuses[data.status]}</Badge>}
      width="normal"
      parents={parents}
    >
      <Stack gap="lg" align="stretch">
        {editable ? (
          <DraftEditor key={data.id} draft={data} />
        ) : (
          <Section
            title={words.rulesOf(data.rules.length)}
            lead={data.publishedAt && words.by(formatDate(data.publishedAt), data.publishedBy)}
          >
            <Sentences rules={data.rules} />
          </Section>
        )}
        {can('lead', 'admin') && data.rules.length > 0 && <Reach key={data.version} criteria={data} />}
        <Changes criteria={data} />
      </Stack>
    </Page>
  );
}

/** For how many students each rule holds today, on demand: it looks at everybody. */
function Reach({ criteria }: { criteria: CriteriaVersion }) {
  const [asked, setAsked] = useState(false);
  const reach = useRead(getCriteriaReach, { params: { id: criteria.id } }, { enabled: asked, staleTime: 0 });
  const text = words.reach;
  return (
    <Section title={text.title} lead={criteria.status === 'draft' ? words.editor.saveFirst : undefined}>
      {asked ? (
        <Reading query={reach}>
          {({ students, any, rules }) => (
            <>
              <Text component="output">{text.lead(students, any)}</Text>
              <StackedTable
                caption={text.caption}
                rows={rules}
                rowKey={(rule) => rule.ruleId}
                columns={[
                  { label: text.rule, cell: ({ sentence }) => sentence },
                  { label: text.holds, numeric: true, cell: ({ holds }) => formatNumber(holds) },
                  { label: text.not, numeric: true, cell: ({ not }) => formatNumber(not) },
                  { label: text.unknown, numeric: true, cell: ({ unknown }) => formatNumber(unknown) },
                ]}
              />
            </>
          )}
        </Reading>
      ) : (
        <div>
          <Button variant="default" onClick={() => setAsked(true)}>
            {text.count}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** What changed from the version before. */
function Changes({ criteria }: { criteria: CriteriaVersion }) {
  const versions = useRead(listCriteria, {});
  const before = versions.data?.items.find((one) => one.number < criteria.number);
  const former = useRead(getCriteriaVersion, { params: { id: before?.id ?? '' } }, { enabled: before !== undefined });
  if (before === undefined || former.data === undefined) return null;
  const changes = compareRules(former.data.rules, criteria.rules);
  const text = words.changes;
  const none = changes.added.length + changes.removed.length + changes.changed.length === 0;
  const line = (label: string, colour: string, sentence: string, more?: string) => (
    <li key={`${label} ${sentence}`}>
      <Group gap="xs" align="baseline">
        <Badge color={colour}>{label}</Badge>
        <Text span inherit>
          {sentence}
        </Text>
      </Group>
      {more !== undefined && (
        <Text size="sm" c="dimmed">
          {more}
        </Text>
      )}
    </li>
  );
  return (
    <Section title={text.title(before.number)}>
      {none ? (
        <Text c="dimmed">{text.none}</Text>
      ) : (
        <Stack component="ul" gap="sm" align="stretch" pl={0} m={0} style={{ listStyle: 'none' }}>
          {changes.added.map((rule) => line(text.added, 'waymark', rule.sentence))}
          {changes.changed.map((rule) => line(text.changed, 'orange', rule.after, text.from(rule.before)))}
          {changes.removed.map((rule) => line(text.removed, 'gray', rule.sentence))}
        </Stack>
      )}
    </Section>
  );
}
