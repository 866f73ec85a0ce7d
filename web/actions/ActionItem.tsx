import { ActionIcon, Anchor, Badge, Button, Group, Menu, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Action } from '@waymark/contract/actions.ts';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay, formatShortDate } from '../ui/format.ts';
import { useSession } from '../ui/session.ts';
import classes from './ActionItem.module.css';
import type { useClosing } from './useClosing.ts';

const text = t.actions;

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
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={text.more(action.title)}>
                <IconDots size={20} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {open && onEdit && <Menu.Item onClick={() => onEdit(action)}>{text.edit}</Menu.Item>}
              {open && can('mentor', 'lead') && <Menu.Item onClick={() => closing.close(action, 'dropped')}>{text.drop}</Menu.Item>}
              {onHistory && <Menu.Item onClick={() => onHistory(action)}>{text.history}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </li>
  );
}

function dueText({ dueOn }: Action): string {
  return dueOn === null ? text.noDue : text.due(formatRelativeDay(dueOn));
}

export const ActionList = ({ children }: { children: React.ReactNode }) => <ul className={classes.list}>{children}</ul>;
