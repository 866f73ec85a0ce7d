import { Table, Text } from '@mantine/core';
import type { OutcomeFigures } from '@waymark/contract/outcomes.ts';
import * as t from '../strings/catalogue.ts';
import { CountLink } from './CountLink.tsx';
import { groupName, shareText } from './groups.ts';
import classes from './Outcomes.module.css';

const text = t.outcomes.detail;

/** First level by latest level, and how many began at the top, where there is no way up. */
export function PairTable({ figures, title, seriesId }: { figures: OutcomeFigures; title: string; seriesId?: string }) {
  const top = (figures.pairs.at(-1) ?? []).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <Table.ScrollContainer minWidth={420} type="native">
        <Table aria-label={text.pairs} className={classes.numbers}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {figures.pairs.map((_, latest) => (
                <Table.Th key={latest} scope="col">
                  {text.to(latest + 1)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {figures.pairs.map((row, first) => (
              <Table.Tr key={first}>
                <Table.Th scope="row">{text.from(first + 1)}</Table.Th>
                {row.map((n, latest) => {
                  const bar = `pair:${first + 1}-${latest + 1}`;
                  return (
                    <Table.Td key={bar} className={first === latest ? classes.diagonal : undefined}>
                      <CountLink n={n} bar={bar} group={groupName(bar)} outcome={title} seriesId={seriesId} />
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {top > 0 && (
        <Text size="sm" c="dimmed">
          {text.ceiling(top, figures.paired, shareText(top, figures.paired))}
        </Text>
      )}
    </>
  );
}
