import { Badge, Group, Paper, Radio, Text, TextInput, Textarea } from '@mantine/core';
import type { Ref } from 'react';
import type { DueAction } from '@waymark/contract/meeting-room.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { useHeld } from './held.ts';
import classes from './MeetingRoom.module.css';
import { Overruled } from './Overruled.tsx';

const text = t.meetingRoom.due;

/** What was agreed before and is due by now: asked first, as anybody would. */
export function FollowUpStep({ ref }: { ref: Ref<HTMLHeadingElement> }) {
  const { room } = useHeld();
  return (
    <div className={classes.step}>
      <p className={classes.kicker}>{text.title}</p>
      <h2 className={classes.question} tabIndex={-1} ref={ref}>
        {text.lead}
      </h2>
      {room.dueActions.map((action) => (
        <Due key={action.id} action={action} />
      ))}
    </div>
  );
}

function Due({ action }: { action: DueAction }) {
  const { value, enter } = useHeld();
  const key = `action_outcome:${action.id}` as const;
  const answer = value(key);
  return (
    <Paper withBorder p="md">
      <Radio.Group
        label={<Text fw={650}>{action.title}</Text>}
        description={
          <>
            {action.detail !== '' && <span className={classes.before}>{action.detail}</span>}
            <Group gap="xs" component="span" mt={4}>
              {text.owner[action.owner]}
              {action.dueOn !== null && <span>{text.dueOn(formatShortDate(action.dueOn))}</span>}
              {action.overdue && (
                <Badge component="span" color="orange">
                  {text.overdue}
                </Badge>
              )}
            </Group>
          </>
        }
        inputWrapperOrder={['label', 'description', 'input']}
        value={answer?.outcome ?? 'not_asked'}
        onChange={(next) =>
          enter(
            key,
            next === 'not_asked'
              ? null
              : {
                  outcome: next as 'done',
                  note: answer?.note ?? '',
                  dueOn: next === 'carried_on' ? (answer?.dueOn ?? action.dueOn) : null,
                },
          )
        }
      >
        <Group gap="sm" mt="sm">
          {(['done', 'not_done', 'carried_on'] as const).map((outcome) => (
            <Radio key={outcome} value={outcome} label={text[outcome]} />
          ))}
          <Radio value="not_asked" label={text.clear} />
        </Group>
      </Radio.Group>
      {answer !== null && (
        <Textarea
          mt="sm"
          label={text.note}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          value={answer.note}
          onChange={(event) => enter(key, { ...answer, note: event.currentTarget.value })}
        />
      )}
      {answer?.outcome === 'carried_on' && (
        <TextInput
          mt="sm"
          type="date"
          label={text.newDate}
          value={answer.dueOn ?? ''}
          onChange={(event) => enter(key, { ...answer, dueOn: event.currentTarget.value || null })}
        />
      )}
      <Overruled answerKey={key} />
    </Paper>
  );
}
