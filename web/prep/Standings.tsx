import { Table, Text, Title } from '@mantine/core';
import type { Prep, PrepOutcome, View } from '@waymark/contract/prep.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import classes from './Prepare.module.css';

const text = t.prep.stands;

/** Where the student stands on every outcome, by type, with the steps to there; the student's own view beside. */
export function Standings({ types, levels }: { types: Prep['types']; levels: number }) {
  return (
    <div className={classes.types}>
      {types.map((type) => (
        <section key={type.code} className={classes.type}>
          <Title order={3} size="h5">
            {type.name}
          </Title>
          <Text size="sm" c="dimmed">
            {summary(type.outcomes, levels)}
          </Text>
          <Table className={classes.table} aria-label={type.name}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{text.columns.outcome}</Table.Th>
                <Table.Th scope="col">{text.columns.mentor}</Table.Th>
                <Table.Th scope="col">{text.columns.student}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {type.outcomes.map((outcome) => (
                <Table.Tr key={outcome.seriesId}>
                  <Table.Td>
                    {outcome.statement}
                    <Steps outcome={outcome} />
                  </Table.Td>
                  <Table.Td>
                    <Stand view={outcome.mentor} levels={levels} />
                  </Table.Td>
                  <Table.Td>
                    <Stand view={outcome.student} levels={levels} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </div>
  );
}

/** `2 at level 1 · 3 at level 3 · 1 not assessed`: the whole distribution, no average. */
function summary(outcomes: readonly PrepOutcome[], levels: number): string {
  const at = (level: number) => outcomes.filter((outcome) => outcome.mentor?.level === level).length;
  const counted = Array.from({ length: levels }, (_, index) => index + 1).flatMap((level) =>
    at(level) === 0 ? [] : [text.at(at(level), level)],
  );
  const without = outcomes.filter((outcome) => outcome.mentor?.level == null).length;
  return [...counted, ...(without === 0 ? [] : [text.unassessed(without)])].join(' · ');
}

function Stand({ view, levels }: { view: View | null; levels: number }) {
  return (
    <>
      <LevelBadge level={view?.level ?? null} levels={levels} />
      {view?.on != null && (
        <Text size="xs" c="dimmed" className={classes.when}>
          {formatShortDate(view.on)}
        </Text>
      )}
      {view?.missingReason != null && (
        <Text size="xs" c="dimmed" className={classes.when}>
          {t.levelChoice.missing[view.missingReason]}
        </Text>
      )}
    </>
  );
}

/** The mentor's steps so far, when there is more than one. */
function Steps({ outcome }: { outcome: PrepOutcome }) {
  const levels = outcome.history.filter((step) => step.perspective !== 'student').map((step) => step.level);
  if (levels.length < 2) return null;
  return (
    <Text size="xs" c="dimmed">
      {text.columns.history}: {text.history(levels)}
    </Text>
  );
}
