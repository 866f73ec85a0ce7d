import { Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { StudentOutcomes } from '@waymark/contract/assessments.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import type { LadderMark, LadderSpan } from './ladderPlan.ts';
import { OutcomeLadder } from './OutcomeLadder.tsx';
import classes from './StudentOutcomes.module.css';

const text = t.ladders;

type Type = StudentOutcomes['types'][number];

interface OutcomeTypeProps {
  type: Type;
  /** Until the reader folds or unfolds it. */
  openAtFirst: boolean;
  drawing: { span: LadderSpan; mentors: readonly LadderMark[]; showTable: boolean };
}

/** The outcomes of one type, folded to a line or open. Printed, it is open. */
export function OutcomeType({ type, openAtFirst, drawing }: OutcomeTypeProps) {
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? openAtFirst;
  const assessed = type.outcomes.filter((outcome) => outcome.scores.length > 0);
  const rest = type.outcomes.filter((outcome) => outcome.scores.length === 0);
  const last = lastScored(type);
  return (
    <section aria-label={type.name}>
      <details
        className={classes.type}
        open={open}
        // told of its own changes too, and of those inside it: only the reader's count
        onToggle={({ currentTarget, target }) => {
          if (target === currentTarget && currentTarget.open !== open) setChosen(currentTarget.open);
        }}
      >
        <summary>
          <Title order={3} size="h4">
            {type.name}
          </Title>
          <Text size="sm" c="dimmed">
            {last === '' ? text.never : text.typeLine(assessed.length, type.outcomes.length, formatShortDate(last))}
          </Text>
        </summary>
        <div className={classes.outcomes}>
          {assessed.map((outcome) => (
            <OutcomeLadder key={outcome.seriesId} outcome={outcome} {...drawing} />
          ))}
        </div>
        {rest.length > 0 && (
          <details className={classes.table}>
            <summary>{text.notAssessed(rest.length)}</summary>
            <ul>
              {rest.map((outcome) => (
                <li key={outcome.seriesId}>{outcome.statement}</li>
              ))}
            </ul>
          </details>
        )}
      </details>
    </section>
  );
}

/** The day the latest score of a type was given; '' where there is none. */
export function lastScored({ outcomes }: Type): string {
  return outcomes.flatMap(({ scores }) => scores.map(({ assessedOn }) => assessedOn)).reduce((last, on) => (on > last ? on : last), '');
}
