import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { type AdjustedLevels as Adjusted, getAdjustedLevels } from '@waymark/contract/severity.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import classes from './Calibration.module.css';
import { showFigure } from './FindingText.tsx';

const words = t.calibration.adjusted;

/** For leads, folded: a student's levels as given beside an estimate without the leanings of who gave them. Read when it is opened. */
export default function AdjustedLevels({ studentId }: { studentId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={`${classes.more} no-print`} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.title}</summary>
      {open && <Table studentId={studentId} />}
    </details>
  );
}

function Table({ studentId }: { studentId: string }) {
  const adjusted = useRead(getAdjustedLevels, { params: { id: studentId } });
  return (
    <Reading query={adjusted}>
      {({ says, wouldNeed, toFit, fittedAt, types }) =>
        toFit && fittedAt === null ? (
          <Text size="sm" maw="44rem">
            {words.notCompared}{' '}
            <Anchor component={Link} to="/calibration">
              {words.calibration}
            </Anchor>
            .
          </Text>
        ) : (
          <>
            <Text size="sm" maw="44rem">
              {wouldNeed === null ? words.lead : words.refused(says, wouldNeed)}
            </Text>
            {wouldNeed === null && types.length === 0 && <Text mt="xs">{words.nothing}</Text>}
            {wouldNeed === null && types.length > 0 && (
              <>
                <StackedTable
                  caption={words.title}
                  rows={types}
                  rowKey={({ code }) => code}
                  columns={[
                    { label: words.type, cell: ({ name, outcomes }) => words.typeOf(name, outcomes) },
                    { label: words.scoredBy, cell: ({ assessors }) => assessors.join(', ') },
                    { label: words.asGiven, numeric: true, cell: ({ asGiven }) => showFigure(asGiven, 'plain') },
                    { label: words.adjusted, numeric: true, cell: ({ adjusted: estimate }) => shown(estimate) },
                  ]}
                />
                <Text size="sm" c="dimmed" mt="xs" maw="44rem">
                  {words.restsOn(says)}
                  {fittedAt !== null && ` ${words.earlier(formatDateTime(fittedAt))}`}
                </Text>
              </>
            )}
          </>
        )
      }
    </Reading>
  );
}

const shown = (adjusted: Adjusted['types'][number]['adjusted']): string =>
  adjusted === null
    ? words.notLinked
    : words.estimate(showFigure(adjusted.estimate, 'plain'), showFigure(adjusted.ci[0], 'plain'), showFigure(adjusted.ci[1], 'plain'));
