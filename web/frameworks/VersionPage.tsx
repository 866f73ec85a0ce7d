import { Alert, Anchor, Badge, Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { exportFrameworkVersion, getFramework, getFrameworkVersion } from '@waymark/contract/frameworks.ts';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { Link, useParams } from 'react-router';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { frameworkParents } from './parents.ts';
import { Rubric } from './Rubric.tsx';

/** A published version as a rubric to read and to print. */
export function Component() {
  const { versionId = '' } = useParams();
  const version = useRead(getFrameworkVersion, { params: { id: versionId } });
  const data = version.data;
  return (
    <Page
      title={data ? t.frameworks.versionNamed(data.frameworkName, data.number) : t.frameworks.title}
      lead={data?.frameworkDescription}
      parents={frameworkParents(data)}
      actions={data && <Actions version={data} />}
    >
      <Reading query={version} isEmpty={() => false}>
        {(shown) => (
          <>
            <About version={shown} />
            <Rubric version={shown} />
          </>
        )}
      </Reading>
    </Page>
  );
}

function About({ version }: { version: FrameworkVersion }) {
  const framework = useRead(getFramework, { params: { id: version.frameworkId } });
  const text = t.frameworks;
  const older = framework.data !== undefined && version.status === 'published' && framework.data.currentVersionId !== version.id;
  return (
    <>
      <Group gap="sm" mb="md">
        <Badge color={version.status === 'published' ? 'waymark' : 'gray'}>{text.statuses[version.status]}</Badge>
        {version.publishedAt !== null && (
          <Text c="dimmed" size="sm">
            {text.publishedOn(formatDate(version.publishedAt), version.publishedByName)}
          </Text>
        )}
      </Group>
      {version.status === 'retired' && <Alert mb="md">{text.view.retiredNote}</Alert>}
      {older && (
        <Alert mb="md">
          {text.view.olderNote}{' '}
          <Anchor component={Link} to={`/frameworks/versions/${framework.data?.currentVersionId}`}>
            {text.read}
          </Anchor>
        </Alert>
      )}
      {version.note !== '' && (
        <Text mb="md" maw="44rem">
          <strong>{text.view.note}:</strong> {version.note}
        </Text>
      )}
    </>
  );
}

function Actions({ version }: { version: FrameworkVersion }) {
  const { view } = t.frameworks;
  const get = (format: 'yaml' | 'json') => void download(exportFrameworkVersion, { params: { id: version.id }, query: { format } });
  return (
    <>
      <Button component={Link} to={`/frameworks/versions/${version.id}/preview`} variant="default">
        {view.preview}
      </Button>
      {version.number > 1 && (
        <Button component={Link} to={`/frameworks/versions/${version.id}/compare`} variant="default">
          {view.compare}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
            {view.download}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => get('yaml')}>{view.downloadYaml}</Menu.Item>
          <Menu.Item onClick={() => get('json')}>{view.downloadJson}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => window.print()}>
        {view.print}
      </Button>
    </>
  );
}
