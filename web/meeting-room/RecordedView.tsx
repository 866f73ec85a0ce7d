import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconDevices } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import type { AnswerKey } from '@waymark/contract/meeting-answers.ts';
import type { Recorded, Room } from '@waymark/contract/meeting-room.ts';
import type { KeptAnswer } from '../offline/answers.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime, formatShortDate } from '../ui/format.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import { Page } from '../ui/Page.tsx';
import type { MeetingDraft } from './draft.ts';
import { leftoversOf, type Leftover } from './leftovers.ts';
import classes from './Outcome.module.css';

const text = t.meetingRoom.recorded;

/** What a finished meeting put on the record, and, where it was finished elsewhere, what this device has besides. */
export function RecordedView({
  room,
  recorded,
  draft,
  answers,
}: {
  room: Room;
  recorded: Recorded;
  draft: MeetingDraft;
  answers: ReadonlyMap<AnswerKey, KeptAnswer>;
}) {
  const leftovers = leftoversOf(room, recorded, answers);
  const nothingLeft = leftovers.length === 0;
  useEffect(() => {
    // all of it is on the record: nothing of a student stays on the phone
    if (nothingLeft && answers.size > 0) void draft.finished();
  }, [nothingLeft, draft, answers]);

  const facts = [
    text.as[recorded.attendance],
    recorded.attendance === 'held' && t.meetingRoom.review.modes[recorded.mode],
    recorded.minutes !== null && text.minutes(recorded.minutes),
    recorded.movedTo !== null && text.movedTo(formatDateTime(recorded.movedTo.startsAt)),
    recorded.reason,
  ].filter(Boolean);

  return (
    <div className={classes.outcome}>
      <Page
        title={text.title}
        lead={[t.meetingRoom.title(room.student.name), recorded.finishedAt !== null && text.lead(formatDateTime(recorded.finishedAt))]
          .filter(Boolean)
          .join('. ')}
        parents={[]}
        width="normal"
      >
        <Stack gap="lg">
          {leftovers.length > 0 && <Leftovers leftovers={leftovers} levels={room.framework.levels} onSeen={() => void draft.finished()} />}
          <Alert icon={<IconCircleCheck />}>{facts.join(' · ')}</Alert>
          <Group>
            <Button component={Link} to="/">
              {text.day}
            </Button>
            <Button variant="default" component={Link} to={`/students/${room.student.id}`}>
              {text.student(room.student.name)}
            </Button>
          </Group>
          {recorded.scores.length > 0 && (
            <section>
              <h2 className={classes.heading}>{t.meetingRoom.review.scores}</h2>
              <ul className={classes.list}>
                {recorded.scores.map((score) => (
                  <li key={score.outcomeId} className={classes.row}>
                    <LevelBadge level={score.level} levels={room.framework.levels} />
                    <div>
                      <Text>{score.statement}</Text>
                      <Text size="sm" c="dimmed">
                        {[score.missingReason && t.levelChoice.missing[score.missingReason as 'declined'], score.reason]
                          .filter(Boolean)
                          .join('. ')}
                      </Text>
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {(recorded.newActions.length > 0 || recorded.closedActions.length > 0) && (
            <section>
              <h2 className={classes.heading}>{t.meetingRoom.actions.title}</h2>
              <ul className={classes.list}>
                {recorded.newActions.map((action) => (
                  <li key={action.id}>
                    <Text>{action.title}</Text>
                    <Text size="sm" c="dimmed">
                      {t.meetingRoom.actions.line(action.owner, action.dueOn && formatShortDate(action.dueOn))}
                    </Text>
                  </li>
                ))}
                {recorded.closedActions.map((action) => (
                  <li key={action.id}>
                    <Text>{action.title}</Text>
                    <Text size="sm" c="dimmed">
                      {action.status === 'done' ? t.meetingRoom.due.done : t.meetingRoom.due.not_done}
                    </Text>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {recorded.notes.length > 0 && (
            <section>
              <h2 className={classes.heading}>{t.meetingRoom.notes.title}</h2>
              {recorded.notes.map((note) => (
                <div key={note.id}>
                  <Text size="sm" c="dimmed">
                    {note.shared ? t.meetingRoom.notes.shared : t.meetingRoom.notes.private}
                  </Text>
                  <p className={classes.note}>{note.body}</p>
                </div>
              ))}
            </section>
          )}
        </Stack>
      </Page>
    </div>
  );
}

function Leftovers({ leftovers, levels, onSeen }: { leftovers: Leftover[]; levels: number; onSeen: () => void }) {
  return (
    <Alert color="orange" icon={<IconDevices />} title={text.already}>
      <Text mb="xs">{text.different}</Text>
      <ul className={classes.list}>
        {leftovers.map((one) => (
          <li key={one.id} className={one.kind === 'score' ? classes.row : undefined}>
            {one.kind === 'score' && <LevelBadge level={one.level} levels={levels} />}
            {one.kind === 'score' ? (
              <span>
                {[one.statement, one.missingReason && t.levelChoice.missing[one.missingReason as 'declined'], one.reason]
                  .filter(Boolean)
                  .join('. ')}
              </span>
            ) : (
              <span className={classes.note}>{one.kind === 'note' ? one.body : one.title}</span>
            )}
          </li>
        ))}
      </ul>
      <Text my="sm">{text.differentHelp}</Text>
      <Button variant="default" onClick={onSeen}>
        {text.forget}
      </Button>
    </Alert>
  );
}
