import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { ActionAnswer, AnswerKey } from '@waymark/contract/meeting-answers.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { ActionEditor } from './ActionEditor.tsx';
import { daysAfter } from '@waymark/contract/days.ts';
import { useHeld } from './held.ts';
import classes from './MeetingRoom.module.css';
import { newActions } from './record.ts';

const text = t.meetingRoom.actions;
const usualDays = 14;

/** The actions agreed so far, and one more. Proposals that were taken up stand among them. */
export function ActionsPanel() {
  const { room, answers, enter } = useHeld();
  const [editing, setEditing] = useState<string>();
  const keys = keysOf(answers);
  const inEditing = [...answers.values()].find(({ key }) => key === keys.get(editing ?? ''))?.value;
  const agreed = newActions(answers).filter(({ id }) => id !== editing);

  const change = (action: ActionAnswer) => {
    const key = keys.get(action.id) ?? (`action:${action.id}` as const);
    if (key.startsWith('proposal:')) enter(key as `proposal:${string}:${string}`, { decision: 'accepted', action });
    else enter(key as `action:${string}`, action);
  };
  const remove = (id: string) => {
    const key = keys.get(id);
    if (key) enter(key, null);
    setEditing(undefined);
  };
  const add = () => {
    const id = uuidv7();
    enter(`action:${id}`, {
      id,
      seriesId: null,
      libraryId: null,
      title: '',
      detail: '',
      owner: 'student',
      dueOn: daysAfter(room.today, usualDays),
    });
    setEditing(id);
  };

  return (
    <Stack gap="md">
      {agreed.length === 0 && editing === undefined && <Text c="dimmed">{text.none}</Text>}
      <ul className={classes.plain}>
        {agreed.map((action) => (
          <li key={action.id} className={classes.proposal} data-agreed>
            <Text fw={600}>{action.title || text.whatMissing}</Text>
            {action.detail !== '' && <Text size="sm">{action.detail}</Text>}
            <Text size="sm" c="dimmed">
              {text.line(action.owner, action.dueOn && formatShortDate(action.dueOn))}
            </Text>
            <Group gap="xs" mt="xs">
              <Button variant="default" onClick={() => setEditing(action.id)} aria-label={text.editNamed(action.title)}>
                {text.edit}
              </Button>
              <Button variant="subtle" color="red" onClick={() => remove(action.id)} aria-label={text.removeNamed(action.title)}>
                {text.remove}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      {editing !== undefined && inEditing != null ? (
        <ActionEditor
          action={actionIn(inEditing)}
          onChange={change}
          onDone={() => setEditing(undefined)}
          onRemove={() => remove(editing)}
        />
      ) : (
        <Button leftSection={<IconPlus size={20} />} variant="default" onClick={add}>
          {text.add}
        </Button>
      )}
    </Stack>
  );
}

function actionIn(value: unknown): ActionAnswer {
  const { action } = value as { action?: ActionAnswer };
  return action ?? (value as ActionAnswer);
}

/** Under which answer an action is kept: its own, or the proposal it came from. */
function keysOf(answers: ReadonlyMap<AnswerKey, { key: AnswerKey; value: unknown }>): Map<string, AnswerKey> {
  return new Map(
    [...answers.values()].flatMap(({ key, value }): [string, AnswerKey][] => {
      if (value === null || !(key.startsWith('action:') || key.startsWith('proposal:'))) return [];
      const action = actionIn(value) as ActionAnswer | null;
      return action?.id === undefined ? [] : [[action.id, key]];
    }),
  );
}
