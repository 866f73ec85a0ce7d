import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import * as t from '../strings/catalogue.ts';
import classes from './working.module.css';
import { type Step, steps } from './steps.ts';

const words = t.reports.steps;

interface StepListProps {
  current: Step;
  /** What was chosen at a step, in a few words. */
  chosen: Partial<Record<Step, string>>;
  /** How many things are to be mended there. */
  toMend: Partial<Record<Step, number>>;
}

/** The steps, to be gone through in any order. On a phone they fold into the one that is open. */
export function StepList({ current, chosen, toMend }: StepListProps) {
  const [open, setOpen] = useState(false);
  return (
    <nav aria-label={words.label} className={classes.steps} data-open={open || undefined}>
      <UnstyledButton className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{words.of(steps.indexOf(current) + 1, steps.length, words[current])}</span>
        <IconChevronDown size={20} aria-hidden="true" />
      </UnstyledButton>
      <ol>
        {steps.map((step, at) => (
          <li key={step}>
            <Link
              to={`?step=${step}`}
              className={classes.step}
              aria-current={step === current ? 'step' : undefined}
              preventScrollReset
              onClick={() => setOpen(false)}
            >
              <span className={classes.stepNumber} data-mend={toMend[step] === undefined ? undefined : true} aria-hidden="true">
                {toMend[step] === undefined ? at + 1 : '!'}
              </span>
              <span className={classes.stepName}>
                <VisuallyHidden>{words.number(at + 1)} </VisuallyHidden>
                {words[step]}
                {(toMend[step] !== undefined || chosen[step] !== undefined) && (
                  <span className={classes.chosen} data-mend={toMend[step] === undefined ? undefined : true}>
                    {toMend[step] === undefined ? chosen[step] : words.problems(toMend[step])}
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
