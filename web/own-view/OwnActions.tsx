import { Stack, Text, Title } from '@mantine/core';
import { type Action, closeAction, listActions, reopenAction } from '@waymark/contract/actions.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatRelativeDay } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './OwnView.module.css';

const text = t.ownView.home;

/** What was agreed: the student ticks off their own, and the mentor sees it. */
export function OwnActions({ studentId }: { studentId: string }) {
  const open = useRead(listActions, { query: { studentId, state: 'open' } });
  const closed = useRead(listActions, { query: { studentId, state: 'closed', limit: 5 } });
  const done = closed.data?.items.filter(({ status }) => status === 'done') ?? [];
  return (
    <Section title={text.actions}>
      <Reading query={open} isEmpty={() => false}>
        {({ items }) => (
          <Stack gap="md">
            {items.length === 0 && <Text>{text.noActions}</Text>}
            <Owned title={text.mine} actions={items.filter(({ owner }) => owner === 'student')} />
            <Owned title={text.mentors} actions={items.filter(({ owner }) => owner === 'mentor')} />
          </Stack>
        )}
      </Reading>
      {done.length > 0 && (
        <details className={classes.all}>
          <summary>{text.recentlyDone}</summary>
          <ul>
            {done.map((action) => (
              <li key={action.id}>
                {action.title}
                {action.closedOn !== null && ` · ${text.doneOn(formatDate(action.closedOn))}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function Owned({ title, actions }: { title: string; actions: readonly Action[] }) {
  if (actions.length === 0) return null;
  return (
    <div>
      <Title order={3} size="h4" mb="xs">
        {title}
      </Title>
      <ul className={classes.ticks}>
        {actions.map((action) => (
          <li key={action.id}>
            {action.owner === 'student' ? (
              <Tick action={action} />
            ) : (
              <div className={classes.tick}>
                {<span aria-hidden="true">·</span>}
                <About action={action} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Tick({ action }: { action: Action }) {
  const params = { id: action.id };
  const reopen = useWrite(reopenAction, { invalidates: [listActions], onDone: () => toast.done(text.reopened) });
  const close = useWrite(closeAction, {
    invalidates: [listActions],
    onDone: (closed) => toast.done(text.done, { undo: () => reopen.mutate({ params, ifMatch: closed.version }) }),
  });
  return (
    <label className={classes.tick}>
      <input
        type="checkbox"
        aria-label={text.tick(action.title)}
        checked={close.isPending || close.isSuccess}
        disabled={close.isPending}
        onChange={() => close.mutate({ params, ifMatch: action.version, body: { ending: 'done' } })}
      />
      <About action={action} />
    </label>
  );
}

function About({ action }: { action: Action }) {
  return (
    <span>
      <b>{action.title}</b>
      {action.detail !== '' && <small>{action.detail}</small>}
      {action.dueOn !== null && (
        <small>{action.overdue ? text.overdue(formatRelativeDay(action.dueOn)) : text.due(formatRelativeDay(action.dueOn))}</small>
      )}
    </span>
  );
}
