import { Anchor, Badge, Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import * as t from '../strings/catalogue.ts';
import { apiFetch } from '../transport.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import classes from './administration.module.css';
import { EndpointDetails } from './EndpointDetails.tsx';
import { type DescribedEndpoint, endpointsByNoun, type OpenApi } from './openApi.ts';

const words = t.administration.api;
const address = '/api/openapi.json';

export const handle = { crumb: words.title };

/** The whole API, from its own description. */
export function Component() {
  const [wanted, setWanted] = useState('');
  const description = useQuery({ queryKey: [address], queryFn: readDescription, staleTime: Number.POSITIVE_INFINITY });
  return (
    <Page
      title={words.title}
      lead={
        <>
          {words.lead}{' '}
          <Anchor component={Link} to="/account">
            {words.token}
          </Anchor>
          .
        </>
      }
      actions={
        <Button component="a" href={address} download="waymark-openapi.json" variant="default">
          {words.openapi}
        </Button>
      }
    >
      <Text mb="lg">{words.problems}</Text>
      <TextInput
        type="search"
        label={words.find}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        maw="24rem"
        mb="lg"
      />
      <Reading query={description}>{(data) => <Nouns nouns={endpointsByNoun(data)} wanted={wanted.trim().toLowerCase()} />}</Reading>
    </Page>
  );
}

async function readDescription(): Promise<OpenApi> {
  const response = await apiFetch(new Request(`${location.origin}${address}`)).catch((error: unknown) => {
    throw new OfflineError(error);
  });
  if (!response.ok) throw new ApiError({ type: 'about:blank', code: 'unreadable', title: t.shell.error.title, status: response.status });
  return (await response.json()) as OpenApi;
}

function Nouns({ nouns, wanted }: { nouns: Map<string, DescribedEndpoint[]>; wanted: string }) {
  const fits = ({ method, path, summary }: DescribedEndpoint) => `${method} ${path} ${summary}`.toLowerCase().includes(wanted);
  const found = [...nouns].map(([noun, all]) => [noun, all.filter(fits)] as const).filter(([, all]) => all.length > 0);
  if (found.length === 0) return <EmptyState title={words.nothing} />;
  return (
    <>
      <nav aria-label={words.noun}>
        <ul className={classes.contents}>
          {found.map(([noun]) => (
            <li key={noun}>
              <Anchor href={`#${noun}`}>{noun}</Anchor>
            </li>
          ))}
        </ul>
      </nav>
      {found.map(([noun, all]) => (
        <section key={noun} aria-labelledby={noun}>
          <Group gap="xs" mt="xl" align="baseline">
            <Title order={2} size="h3" id={noun}>
              {noun}
            </Title>
            <Text size="sm" c="dimmed">
              {words.count(all.length)}
            </Text>
          </Group>
          {all.map((endpoint) => (
            <Endpoint key={endpoint.id} endpoint={endpoint} />
          ))}
        </section>
      ))}
    </>
  );
}

function Endpoint({ endpoint }: { endpoint: DescribedEndpoint }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className={classes.endpoint} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>
        <span className={classes.method} data-method={endpoint.method}>
          {endpoint.method}
        </span>
        <span className={classes.path}>{endpoint.path}</span>
        <span className={classes.summary}>
          {endpoint.summary} {endpoint.public && <Badge size="md">{words.public}</Badge>}
        </span>
      </summary>
      {/* made when it is opened: a hundred schemas at once would keep a phone busy */}
      {opened && <EndpointDetails endpoint={endpoint} />}
    </details>
  );
}
