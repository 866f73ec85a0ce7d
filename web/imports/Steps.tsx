import { VisuallyHidden } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import classes from './Steps.module.css';

const order = ['file', 'columns', 'preview', 'result'] as const;
export type Step = (typeof order)[number];

/** Where the person is in the import. */
export function Steps({ current }: { current: Step }) {
  const words = t.imports.steps;
  const at = order.indexOf(current);
  return (
    <ol className={classes.steps} aria-label={words.label}>
      {order.map((step, index) => (
        <li key={step} className={classes.step} data-current={index === at || undefined} aria-current={index === at ? 'step' : undefined}>
          <span className={classes.number} aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          <span>
            <VisuallyHidden>{words.number(index + 1, order.length)}</VisuallyHidden>
            {words[step]}
            {index < at && <VisuallyHidden>{words.done}</VisuallyHidden>}
          </span>
        </li>
      ))}
    </ol>
  );
}
