import { Anchor, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { OutcomeFigures } from '@waymark/contract/outcomes.ts';
import { ChartWithTable } from '../charts/ChartWithTable.tsx';
import { StackedBars } from '../charts/StackedBars.tsx';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import { levelColours } from '../ui/palette.ts';
import { Section } from '../ui/Section.tsx';
import { behindAddress, CountLink } from './CountLink.tsx';
import { changeFilters } from './filters.ts';
import { groupName, haveGroups, levelSegments, movedGroups, movedSegments, pointRows, shareText } from './groups.ts';
import classes from './Outcomes.module.css';
import { PairTable } from './PairTable.tsx';

const text = t.outcomes;

interface OutcomeDetailProps {
  title: string;
  figures: OutcomeFigures;
  /** Absent for a whole type. */
  seriesId?: string;
  retired?: boolean;
}

/** One outcome, or a type as a whole: who can be compared, the distribution at each point, and who moved from where to where. */
export function OutcomeDetail({ title, figures, seriesId, retired = false }: OutcomeDetailProps) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const points = pointRows(figures).filter((row) => row.n > 0);
  const pick =
    seriesId === undefined ? undefined : (bar: string) => void navigate(behindAddress(search, bar, seriesId), { preventScrollReset: true });
  const moved = useMemo(() => [{ key: 'moved', label: title, segments: movedSegments(figures) }], [figures, title]);
  const pointBars = useMemo(
    () =>
      pointRows(figures)
        .filter((row) => row.n > 0)
        .map(({ point, label, counts, n }) => ({ key: point, label: `${label}  (${text.detail.n(n)})`, segments: levelSegments(counts) })),
    [figures],
  );
  const levels = levelColours(figures.levels).map((colour, index) => ({ label: text.detail.level(index + 1), colour }));

  return (
    <>
      <Section
        title={title}
        lead={
          <>
            {seriesId !== undefined && (
              <Anchor component={Link} to={`?${changeFilters(search, { outcome: '' }).toString()}`} size="sm" className="no-print">
                {text.back}
              </Anchor>
            )}
            <div>{seriesId === undefined ? text.once : retired ? text.retired : text.detail.haveLead}</div>
          </>
        }
      >
        <ChartWithTable
          legend={movedGroups}
          chart={<StackedBars rows={moved} label={text.moved.chart(title)} onPick={pick && ((_, bar) => bar !== 'missing' && pick(bar))} />}
          table={
            <Table aria-label={text.detail.have} className={classes.numbers}>
              <Table.Thead>
                <Table.Tr>
                  {[text.columns.group, text.columns.students, text.columns.share].map((name) => (
                    <Table.Th key={name} scope="col">
                      {name}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {[
                  ...haveGroups(figures).slice(0, 1),
                  ...movedGroups.slice(0, 3).map(({ bar, label, count }) => ({ bar, label: `   ${label}`, n: count(figures) })),
                  ...haveGroups(figures).slice(1),
                ].map(({ bar, label, n }) => (
                  <Table.Tr key={bar}>
                    <Table.Th scope="row" className={bar.startsWith('moved') ? classes.part : undefined}>
                      {label.trim()}
                    </Table.Th>
                    <Table.Td>
                      <CountLink n={n} bar={bar} group={label.trim()} outcome={title} seriesId={seriesId} />
                    </Table.Td>
                    <Table.Td>{shareText(n, bar.startsWith('moved') ? figures.paired : figures.of)}</Table.Td>
                  </Table.Tr>
                ))}
                <Table.Tr className={classes.total}>
                  <Table.Th scope="row">{text.columns.of}</Table.Th>
                  <Table.Td>{formatNumber(figures.of)}</Table.Td>
                  <Table.Td>{shareText(figures.of, figures.of)}</Table.Td>
                </Table.Tr>
              </Table.Tbody>
            </Table>
          }
        />
      </Section>
      {points.length > 0 && (
        <Section title={text.detail.points} lead={text.detail.pointsLead}>
          <ChartWithTable
            legend={levels}
            chart={
              <StackedBars
                rows={pointBars}
                label={text.detail.pointsChart(title)}
                onPick={pick && ((point, level) => pick(`${point}:${level}`))}
              />
            }
            table={
              <Table.ScrollContainer minWidth={420} type="native">
                <Table aria-label={text.detail.points} className={classes.numbers}>
                  <Table.Thead>
                    <Table.Tr>
                      {[text.columns.point, ...levels.map(({ label }) => label), text.columns.students].map((name) => (
                        <Table.Th key={name} scope="col">
                          {name}
                        </Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {points.map(({ point, label, counts, n }) => (
                      <Table.Tr key={point}>
                        <Table.Th scope="row">{label}</Table.Th>
                        {counts.map((at, index) => {
                          const bar = `${point}:${index + 1}`;
                          return (
                            <Table.Td key={bar}>
                              <CountLink n={at} bar={bar} group={groupName(bar)} outcome={title} seriesId={seriesId} />{' '}
                              <Text span size="xs" c="dimmed">
                                {shareText(at, n)}
                              </Text>
                            </Table.Td>
                          );
                        })}
                        <Table.Td>{formatNumber(n)}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            }
          />
        </Section>
      )}
      {figures.paired > 0 && (
        <Section title={text.detail.pairs} lead={text.detail.pairsLead}>
          <PairTable figures={figures} title={title} seriesId={seriesId} />
        </Section>
      )}
    </>
  );
}
