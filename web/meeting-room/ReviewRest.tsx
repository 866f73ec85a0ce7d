import { Badge, Button, Group, Text } from '@mantine/core';
import type { MeetingRecord } from '@waymark/contract/meeting-room.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { useHeld } from './held.ts';
import { newActions } from './record.ts';
import classes from './ReviewStep.module.css';

const text = t.meetingRoom.review;

/** The rest of the record: what became of old actions, new ones, notes; and what of it all the student gets to see. */
export function ReviewRest({
  record,
  onNotes,
  onActions,
}: {
  record: MeetingRecord | undefined;
  onNotes: () => void;
  onActions: () => void;
}) {
  const { room, answers, value } = useHeld();
  const actions = newActions(answers);
  const followedUp = room.dueActions.flatMap((action) => {
    const answer = value(`action_outcome:${action.id}`);
    return answer === null ? [] : [{ action, answer }];
  });
  const notes = (['notes', 'shared_notes'] as const).filter((key) => (value(key)?.body ?? '').trim() !== '');

  return (
    <>
      {followedUp.length > 0 && (
        <section aria-labelledby="review-follow-up">
          <h3 id="review-follow-up" className={classes.heading}>
            {text.followUp}
          </h3>
          <ul className={classes.list}>
            {followedUp.map(({ action, answer }) => (
              <li key={action.id} className={classes.line}>
                <Group justify="space-between" gap="xs">
                  <Text>{action.title}</Text>
                  <Badge color={answer.outcome === 'done' ? 'waymark' : 'gray'}>
                    {text.outcomes[answer.outcome]}
                    {answer.outcome === 'carried_on' && answer.dueOn !== null && `, ${formatShortDate(answer.dueOn)}`}
                  </Badge>
                </Group>
                {answer.note.trim() !== '' && (
                  <Text size="sm" c="dimmed">
                    {answer.note}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="review-actions">
        <Heading id="review-actions" onChange={onActions}>
          {text.actions}
        </Heading>
        {actions.length === 0 && <Text c="dimmed">{t.meetingRoom.actions.none}</Text>}
        <ul className={classes.list}>
          {actions.map((action) => (
            <li key={action.id} className={classes.line}>
              <Text>{action.title}</Text>
              <Text size="sm" c="dimmed">
                {t.meetingRoom.actions.line(action.owner, action.dueOn && formatShortDate(action.dueOn))}
              </Text>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="review-notes">
        <Heading id="review-notes" onChange={onNotes}>
          {text.notes}
        </Heading>
        {notes.length === 0 && <Text c="dimmed">{text.noNotes}</Text>}
        {notes.map((key) => (
          <div key={key}>
            <Text size="sm" c="dimmed">
              {key === 'notes' ? t.meetingRoom.notes.private : t.meetingRoom.notes.shared}
            </Text>
            <p className={classes.note}>{value(key)?.body}</p>
          </div>
        ))}
      </section>
      {record !== undefined && <StudentSees record={record} />}
    </>
  );
}

function Heading({ id, children, onChange }: { id: string; children: string; onChange: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <h3 id={id} className={classes.heading}>
        {children}
      </h3>
      <Button variant="subtle" onClick={onChange} aria-label={text.changeNamed(children)}>
        {text.change}
      </Button>
    </Group>
  );
}

function StudentSees({ record }: { record: MeetingRecord }) {
  const { room } = useHeld();
  const levels = record.assessment?.scores.filter(({ level }) => level !== null).length ?? 0;
  const shared = record.notes.find((note) => note.shared);
  const visible = new Set(room.dueActions.filter(({ sharedWithStudent }) => sharedWithStudent).map(({ id }) => id));
  const followedUp = record.actionOutcomes.filter(({ actionId }) => visible.has(actionId)).length;
  const minutes = record.minutes === null ? null : t.meetingRoom.recorded.minutes(record.minutes);
  return (
    <section className={classes.sees} aria-labelledby="review-sees">
      <h3 id="review-sees" className={classes.heading}>
        {text.studentSees(room.student.name)}
      </h3>
      <ul>
        <li>{text.seesMeeting(t.meetingRoom.recorded.as[record.attendance], minutes)}</li>
        {levels > 0 && <li>{text.seesLevels(levels)}</li>}
        {followedUp > 0 && <li>{text.seesFollowUp(followedUp)}</li>}
        {record.newActions.length > 0 && <li>{text.seesActions(record.newActions.length)}</li>}
        {shared !== undefined && (
          <li>
            {text.seesNote}
            <p className={classes.note}>{shared.body}</p>
          </li>
        )}
      </ul>
    </section>
  );
}
