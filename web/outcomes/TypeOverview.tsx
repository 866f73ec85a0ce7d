import { Anchor, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { OutcomeTypeSummary } from '@waymark/contract/outcomes.ts';
import { ChartWithTable } from '../charts/ChartWithTable.tsx';
import { StackedBars } from '../charts/StackedBars.tsx';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import { behindAddress, CountLink } from './CountLink.tsx';
import { changeFilters } from './filters.ts';
import { movedGroups, movedSegments } from './groups.ts';
import classes from './Outcomes.module.css';

const text = t.outcomes;

/** The outcomes of a type: for each, how many moved up, stayed, moved down, or cannot be compared. */
export function TypeOverview({ type }: { type: OutcomeTypeSummary }) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const rows = useMemo(
    () => type.outcomes.map((outcome) => ({ key: outcome.seriesId, label: outcome.statement, segments: movedSegments(outcome) })),
    [type],
  );
  return (
    <Section title={text.moved.title(type.name)} lead={type.framework}>
      <ChartWithTable
        stacked
        legend={movedGroups}
        chart={
          <StackedBars
            rows={rows}
            label={text.moved.chart(type.name)}
            onPick={(seriesId, bar) => {
              if (bar === 'missing') void navigate(`?${changeFilters(search, { outcome: seriesId }).toString()}`);
              else void navigate(behindAddress(search, bar, seriesId), { preventScrollReset: true });
            }}
          />
        }
        table={
          <Table.ScrollContainer minWidth={560} type="native">
            <Table aria-label={type.name} className={`${classes.numbers} ${classes.statements}`}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{text.columns.outcome}</Table.Th>
                  {movedGroups.map(({ bar, label }) => (
                    <Table.Th key={bar} scope="col">
                      {label}
                    </Table.Th>
                  ))}
                  <Table.Th scope="col">{text.columns.of}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {type.outcomes.map((outcome) => (
                  <Table.Tr key={outcome.seriesId}>
                    <Table.Th scope="row">
                      <Anchor component={Link} to={`?${changeFilters(search, { outcome: outcome.seriesId }).toString()}`} size="sm">
                        {outcome.statement}
                      </Anchor>
                      {outcome.retired && (
                        <Text size="xs" c="dimmed">
                          {text.retired}
                        </Text>
                      )}
                    </Table.Th>
                    {movedGroups.map(({ bar, label, count }) => (
                      <Table.Td key={bar}>
                        <CountLink n={count(outcome)} bar={bar} group={label} outcome={outcome.statement} seriesId={outcome.seriesId} />
                      </Table.Td>
                    ))}
                    <Table.Td>{formatNumber(outcome.of)}</Table.Td>
                  </Table.Tr>
                ))}
                {type.outcomes.length > 1 && (
                  <Table.Tr className={classes.total}>
                    <Table.Th scope="row">
                      {text.all(type.name)}
                      <Text size="xs" c="dimmed">
                        {text.once}
                      </Text>
                    </Table.Th>
                    {movedGroups.map(({ bar, count }) => (
                      <Table.Td key={bar}>{formatNumber(count(type))}</Table.Td>
                    ))}
                    <Table.Td>{formatNumber(type.of)}</Table.Td>
                  </Table.Tr>
                )}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        }
      />
    </Section>
  );
}
