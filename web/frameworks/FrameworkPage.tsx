import { Anchor, Badge, Button, Card, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { listFrameworkDrafts } from '@waymark/contract/framework-drafts.ts';
import type { Framework, FrameworkVersionLine } from '@waymark/contract/framework-content.ts';
import {
  bringBackFramework,
  bringBackFrameworkVersion,
  editFramework,
  getFramework,
  listFrameworks,
  retireFramework,
  retireFrameworkVersion,
} from '@waymark/contract/frameworks.ts';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate, formatList } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { NextDraft } from './NextDraft.tsx';

const lists = [getFramework, listFrameworks, listFrameworkDrafts];

/** A framework: its versions, its next draft, its name, and whether it is still in use. */
export function Component() {
  const { id = '' } = useParams();
  const { can } = useSession();
  const framework = useRead(getFramework, { params: { id } });
  const text = t.frameworks;
  const edits = can('admin', 'lead');
  return (
    <Page
      title={framework.data?.name ?? text.title}
      lead={framework.data?.description}
      width="normal"
      parents={[{ label: text.title, to: '/frameworks' }]}
    >
      <Reading query={framework} isEmpty={() => false}>
        {(data) => (
          <Stack gap="lg">
            <Group gap="sm">
              {data.retiredAt !== null && <Badge color="gray">{text.retired}</Badge>}
              <Text c="dimmed">{data.programmes.length === 0 ? text.notUsed : text.usedBy(formatList(data.programmes))}</Text>
            </Group>
            {edits && <NextDraft framework={data} />}
            <Section title={text.framework.versions}>
              <Stack gap="sm" component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {data.versions.map((version) => (
                  <VersionRow key={version.id} version={version} framework={data} edits={edits} />
                ))}
              </Stack>
            </Section>
            {edits && <Naming key={data.version} framework={data} />}
            {edits && <Retiring framework={data} />}
          </Stack>
        )}
      </Reading>
    </Page>
  );
}

function VersionRow({ version, framework, edits }: { version: FrameworkVersionLine; framework: Framework; edits: boolean }) {
  const text = t.frameworks;
  const options = { invalidates: lists };
  const retire = useWrite(retireFrameworkVersion, { ...options, onDone: () => toast.done(text.framework.versionRetired(version.number)) });
  const bringBack = useWrite(bringBackFrameworkVersion, {
    ...options,
    onDone: () => toast.done(text.framework.versionBack(version.number)),
  });
  const params = { id: version.id };
  const ask = async () => {
    const label = text.framework.retireVersion(version.number);
    if (await confirm({ title: `${label}?`, body: text.framework.retireVersionBody, confirmLabel: label })) retire.mutate({ params });
  };
  return (
    <Card component="li" padding="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Group gap="xs">
            <Anchor component={Link} to={`/frameworks/versions/${version.id}`}>
              {text.version(version.number)}
            </Anchor>
            {version.id === framework.currentVersionId && <Badge>{text.inUse}</Badge>}
            {version.status === 'retired' && <Badge color="gray">{text.retired}</Badge>}
          </Group>
          <Text c="dimmed" size="sm">
            {text.contents(version.outcomeTypeCount, version.outcomeCount, version.levels)}
            {version.publishedAt !== null && ` · ${text.publishedOn(formatDate(version.publishedAt), null)}`}
          </Text>
          {version.note !== '' && <Text size="sm">{version.note}</Text>}
        </div>
        {edits && version.status === 'published' && (
          <Button variant="subtle" color="gray" loading={retire.isPending} onClick={() => void ask()}>
            {text.framework.retireVersion(version.number)}
          </Button>
        )}
        {edits && version.status === 'retired' && (
          <Button variant="subtle" loading={bringBack.isPending} onClick={() => bringBack.mutate({ params })}>
            {text.framework.bringBackVersion(version.number)}
          </Button>
        )}
      </Group>
    </Card>
  );
}

function Naming({ framework }: { framework: Framework }) {
  const { framework: text } = t.frameworks;
  const [name, setName] = useState(framework.name);
  const [description, setDescription] = useState(framework.description);
  const save = useWrite(editFramework, { invalidates: lists, onDone: () => toast.done(text.saved) });
  return (
    <Section title={text.rename}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ params: { id: framework.id }, ifMatch: framework.version, body: { name, description } });
        }}
      >
        <Stack gap="md">
          <TextInput label={text.name} value={name} required maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
          <Textarea
            label={text.description}
            value={description}
            autosize
            minRows={2}
            maxLength={2000}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Group>
            <Button
              type="submit"
              variant="light"
              loading={save.isPending}
              disabled={name.trim() === '' || (name === framework.name && description === framework.description)}
            >
              {text.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Retiring({ framework }: { framework: Framework }) {
  const { framework: text } = t.frameworks;
  const params = { id: framework.id };
  const bringBack = useWrite(bringBackFramework, { invalidates: lists, onDone: () => toast.done(text.broughtBack) });
  const retire = useWrite(retireFramework, {
    invalidates: lists,
    onDone: () => toast.done(text.retiredDone, { undo: () => bringBack.mutate({ params }) }),
  });
  const ask = async () => {
    if (await confirm({ title: `${text.retire}?`, body: text.retireBody, confirmLabel: text.retire })) retire.mutate({ params });
  };
  return (
    <Group>
      {framework.retiredAt === null ? (
        <Button variant="default" loading={retire.isPending} onClick={() => void ask()}>
          {text.retire}
        </Button>
      ) : (
        <Button variant="default" loading={bringBack.isPending} onClick={() => bringBack.mutate({ params })}>
          {text.bringBack}
        </Button>
      )}
    </Group>
  );
}
