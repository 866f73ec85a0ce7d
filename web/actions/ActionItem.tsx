import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { lazy, useState } from 'react';
import { Link } from 'react-router';
import type { Action } from '@waymark/contract/actions.ts';
import * as t from '../strings/catalogue.ts';
import { Fetched } from '../ui/Fetched.tsx';
import { formatRelativeDay, formatShortDate } from '../ui/format.ts';
import { MoreButton } from '../ui/MoreButton.tsx';
import type { MenuChoice } from '../ui/MoreMenu.tsx';
import { useSession } from '../ui/session.ts';
import { notFetched } from '../ui/toast.tsx';
import classes from './ActionItem.module.css';
import type { useClosing } from './useClosing.ts';

const text = t.actions;
const MoreMenu = lazy(() => import('../ui/MoreMenu.tsx'));

interface ActionItemProps {
  action: Action;
  closing: ReturnType<typeof useClosing>;
  /** Name the student and lead to their page: for lists of several students. */
  withStudent?: boolean;
  onEdit?: (action: Action) => void;
  onHistory?: (action: Action) => void;
}

/** An action: what, who, by when, and what became of it or can be done with it. */
export function ActionItem({ action, closing, withStudent = false, onEdit, onHistory }: ActionItemProps) {
  const { can } = useSession();
  const open = action.status === 'open';
  const student = can('student');
  const mayClose = can('mentor', 'lead') || (student && action.owner === 'student');
  const owner = student && action.owner === 'student' ? text.mine : text.owners[action.owner];
  return (
    <li className={classes.item}>
      <div className={classes.text}>
        <Text fw={600} component="div">
          {withStudent && (
            <>
              <Anchor component={Link} to={`/students/${action.studentId}`} inherit>
                {action.studentName}
              </Anchor>
              {': '}
            </>
          )}
          {action.title}
        </Text>
        {action.detail !== '' && (
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {action.detail}
          </Text>
        )}
        <Group gap="xs" mt={4}>
          {action.overdue && <Badge color="red">{text.overdue}</Badge>}
          <Text size="sm" c="dimmed">
            {[owner, open ? dueText(action) : text.closedAs(action.status, formatShortDate(action.closedOn ?? '')), action.outcome]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          {!action.sharedWithStudent && <Badge color="gray">{text.private}</Badge>}
        </Group>
        {action.closeNote !== '' && (
          <Text size="sm" c="dimmed">
            {action.closeNote}
          </Text>
        )}
      </div>
      <div className={classes.buttons}>
        {open && mayClose && (
          <Button
            variant="default"
            disabled={closing.busy}
            onClick={() => closing.close(action, 'done')}
            aria-label={text.doneNamed(action.title)}
          >
            {text.done}
          </Button>
        )}
        {open && !student && (
          <Button
            variant="subtle"
            disabled={closing.busy}
            onClick={() => closing.close(action, 'not_done')}
            aria-label={text.notDoneNamed(action.title)}
          >
            {text.notDone}
          </Button>
        )}
        {!open && mayClose && (!student || action.status === 'done') && (
          <Button
            variant="subtle"
            disabled={closing.busy}
            onClick={() => closing.reopen(action)}
            aria-label={text.reopenNamed(action.title)}
          >
            {text.reopen}
          </Button>
        )}
        {!student && (onEdit !== undefined || onHistory !== undefined) && (
          <More
            title={action.title}
            choices={[
              ...(open && onEdit ? [{ label: text.edit, onChoose: () => onEdit(action) }] : []),
              ...(open && can('mentor', 'lead') ? [{ label: text.drop, onChoose: () => closing.close(action, 'dropped') }] : []),
              ...(onHistory ? [{ label: text.history, onChoose: () => onHistory(action) }] : []),
            ]}
          />
        )}
      </div>
    </li>
  );
}

/** What else can be done with it. The menu is fetched when it is first asked for. */
function More({ title, choices }: { title: string; choices: readonly MenuChoice[] }) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <MoreButton aria-label={text.more(title)} onClick={() => setAsked(true)} />;
  return (
    <Fetched fallback={<MoreButton aria-label={text.more(title)} />} onFailure={notFetched}>
      <MoreMenu label={text.more(title)} choices={choices} />
    </Fetched>
  );
}

function dueText({ dueOn }: Action): string {
  return dueOn === null ? text.noDue : text.due(formatRelativeDay(dueOn));
}

export const ActionList = ({ children }: { children: React.ReactNode }) => <ul className={classes.list}>{children}</ul>;
