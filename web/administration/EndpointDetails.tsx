import { Stack, Text, Title } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import classes from './administration.module.css';
import { type DescribedEndpoint, describeSchema, exampleOf, type Schema } from './openApi.ts';

const words = t.administration.api;

/** One endpoint's parameters, body and answer, with an example of each. */
export function EndpointDetails({ endpoint: { id, parameters, body, response } }: { endpoint: DescribedEndpoint }) {
  return (
    <Stack className={classes.inside} gap="sm">
      {parameters.length > 0 && (
        <>
          <Title order={3} size="h4">
            {words.parameters}
          </Title>
          <StackedTable
            caption={words.parametersOf(id)}
            rows={parameters}
            rowKey={(parameter) => `${parameter.in} ${parameter.name}`}
            columns={[
              { label: words.parameter, cell: (parameter) => <span className={classes.path}>{parameter.name}</span> },
              {
                label: words.where,
                cell: (parameter) =>
                  `${words.wheres[parameter.in] ?? parameter.in}, ${parameter.required ? words.required : words.optional}`,
              },
              { label: words.type, cell: (parameter) => parameter.description ?? describeSchema(parameter.schema ?? {}) },
            ]}
          />
        </>
      )}
      {body && <Content title={words.body} type={body.type} schema={body.schema} />}
      {response && <Content title={words.response} type={response.type} schema={response.schema} />}
    </Stack>
  );
}

function Content({ title, type, schema }: { title: string; type: string; schema: Schema }) {
  const json = type.includes('json');
  return (
    <>
      <Title order={3} size="h4" mt="xs">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {json ? words.example : words.file} ({type})
      </Text>
      {json && (
        <>
          <Code label={`${title}, ${words.example}`} value={exampleOf(schema)} />
          <details>
            <summary>{words.schema}</summary>
            <Code label={`${title}, ${words.schema}`} value={schema} />
          </details>
        </>
      )}
    </>
  );
}

/** Scrolls in itself when it is long, so it can be reached and moved by keyboard. */
// oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard
const Code = ({ label, value }: { label: string; value: unknown }) => (
  <pre className={classes.code} tabIndex={0} role="region" aria-label={label}>
    {JSON.stringify(value, null, 2)}
  </pre>
);
