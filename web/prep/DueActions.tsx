import { Text } from '@mantine/core';
import type { PrepAction } from '@waymark/contract/prep.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import classes from './Prepare.module.css';

const text = t.prep.actions;

/** Open actions, the first due first; what is due or overdue says so in words. */
export function DueActions({ actions, today }: { actions: readonly PrepAction[]; today: string }) {
  if (actions.length === 0) return <Text c="dimmed">{text.none}</Text>;
  return (
    <ul className={classes.list}>
      {actions.map(({ id, title, detail, owner, dueOn }) => (
        <li key={id}>
          <Text fw={600}>{title}</Text>
          {detail !== '' && <Text size="sm">{detail}</Text>}
          <Text size="sm" c={dueOn !== null && dueOn <= today ? 'red' : 'dimmed'}>
            {dueText(dueOn, today)} · {text.owner[owner]}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function dueText(dueOn: string | null, today: string): string {
  if (dueOn === null) return text.undated;
  if (dueOn === today) return text.dueToday;
  return dueOn < today ? text.overdue(formatShortDate(dueOn)) : text.due(formatShortDate(dueOn));
}
