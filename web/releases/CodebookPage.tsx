import { Code, Stack, Text } from '@mantine/core';
import { getCodebook, type CodebookColumn } from '@waymark/contract/releases.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { type Column, StackedTable } from '../ui/StackedTable.tsx';
import classes from './Releases.module.css';

const words = t.releases.codebookPage;

export const handle = { crumb: words.title };

const columns: Column<CodebookColumn>[] = [
  { label: words.column, cell: ({ name }) => <Code>{name}</Code> },
  { label: words.type, cell: ({ type, unit }) => words.typeAndUnit(words.types[type], unit) },
  { label: words.meaning, cell: ({ meaning }) => meaning },
  { label: words.values, cell: Values },
  { label: words.missing, cell: ({ missing }) => missing },
];

/** `/releases/codebook`: what every column of a release means. */
export function Component() {
  const codebook = useRead(getCodebook, {});
  return (
    <Page title={words.title} lead={words.lead}>
      <Reading query={codebook}>
        {({ tables }) => (
          <Stack gap="lg" align="stretch">
            {tables.map((table) => (
              <Section key={table.name} title={table.name} lead={words.rowIs(table.rowIs)}>
                <details>
                  <summary className={classes.summary} aria-label={words.showColumnsOf(table.columns.length, table.name)}>
                    {words.showColumns(table.columns.length)}
                  </summary>
                  <StackedTable caption={words.caption(table.name)} columns={columns} rows={table.columns} rowKey={({ name }) => name} />
                </details>
              </Section>
            ))}
          </Stack>
        )}
      </Reading>
    </Page>
  );
}

function Values({ levels }: CodebookColumn) {
  if (levels.length === 0) return words.anyValue;
  return (
    <Stack gap={2}>
      {levels.map(({ value, means }) => (
        <Text key={value} span inherit>
          <Code>{value}</Code> {means}
        </Text>
      ))}
    </Stack>
  );
}
