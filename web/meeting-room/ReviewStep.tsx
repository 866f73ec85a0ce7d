import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type Ref, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { ScoreAnswer } from '@waymark/contract/meeting-answers.ts';
import { recordProblems } from '@waymark/contract/meeting-rules.ts';
import * as t from '../strings/catalogue.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import { AttendanceFields } from './AttendanceFields.tsx';
import { useFinish } from './finishing.ts';
import { useHeld } from './held.ts';
import { Overruled } from './Overruled.tsx';
import { recordOf, rulesOf, scoresOf } from './record.ts';
import classes from './ReviewStep.module.css';
import { ReviewRest } from './ReviewRest.tsx';

const text = t.meetingRoom.review;

/** Exactly what will be recorded, and what the student will see of it, before anything is. */
export function ReviewStep({ ref, onNotes, onActions }: { ref: Ref<HTMLHeadingElement>; onNotes: () => void; onActions: () => void }) {
  const { room, answers, draft } = useHeld();
  const [tried, setTried] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const { finish, finishing } = useFinish(room, draft);
  const record = recordOf(room, answers);
  const problems = record === undefined ? [] : recordProblems(record, rulesOf(room));
  const overruled = [...answers.values()].filter((answer) => answer.overruled !== undefined);
  const statementOf = (outcomeId: string | undefined) =>
    room.questions.find((question) => question.outcomeId === outcomeId)?.statement ?? '';
  const stopped = record === undefined || problems.length > 0;

  const press = () => {
    setTried(true);
    if (record !== undefined && !stopped) void finish(record);
    // what stops it is above: go there rather than do nothing
    else setTimeout(() => list.current?.focus(), 0);
  };

  return (
    <Stack gap="lg">
      <div>
        <h2 className={classes.title} tabIndex={-1} ref={ref}>
          {text.title}
        </h2>
        <Text c="dimmed">{text.lead}</Text>
      </div>
      {tried && stopped && (
        <Alert
          ref={list}
          tabIndex={-1}
          color="red"
          role="alert"
          icon={<IconAlertTriangle />}
          title={text.problems(Math.max(1, problems.length))}
        >
          <ul className={classes.problems}>
            {record === undefined && <li>{text.chooseAttendance}</li>}
            {problems.map(({ field, code, outcomeId }) => (
              <li key={`${field} ${code}`}>
                {outcomeId !== undefined && statementOf(outcomeId) !== '' ? (
                  <Anchor component={Link} to={`?at=${outcomeId}`}>
                    {t.meetingRoom.problem(code, statementOf(outcomeId))}
                  </Anchor>
                ) : (
                  t.meetingRoom.problem(code, '')
                )}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {overruled.map(({ key }) => (
        <Overruled key={key} answerKey={key} />
      ))}
      <AttendanceFields />
      <Levels held={record === undefined || record.attendance === 'held'} />
      <ReviewRest record={record} onNotes={onNotes} onActions={onActions} />
      <Button size="lg" onClick={press} loading={finishing} fullWidth>
        {text.finish}
      </Button>
    </Stack>
  );
}

function Levels({ held }: { held: boolean }) {
  const { room, answers, enter } = useHeld();
  const scores = scoresOf(room, answers);
  return (
    <section aria-labelledby="review-levels">
      <h3 id="review-levels" className={classes.heading}>
        {text.scores}
      </h3>
      {scores.length === 0 && <Text c="dimmed">{text.noScores}</Text>}
      {!held && scores.length > 0 && (
        <Alert color="orange" mb="sm">
          {text.leftOut(scores.length)}
        </Alert>
      )}
      <ul className={classes.list} data-left-out={!held || undefined}>
        {scores.map((score) => {
          const question = room.questions.find(({ outcomeId }) => outcomeId === score.outcomeId);
          return (
            <li key={score.outcomeId} className={classes.row}>
              <LevelBadge level={score.level} levels={room.framework.levels} />
              <div className={classes.rowBody}>
                <Text>{question?.statement ?? t.meetingRoom.problem('outcome-of-another-version', '')}</Text>
                <Text size="sm" c="dimmed">
                  {inWords(score, question?.descriptors)}
                </Text>
              </div>
              {question ? (
                <Button component={Link} to={`?at=${score.outcomeId}`} variant="subtle" aria-label={text.changeNamed(question.statement)}>
                  {text.change}
                </Button>
              ) : (
                <Button variant="subtle" color="red" onClick={() => enter(`score:${score.outcomeId}`, null)}>
                  {text.leaveOut}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function inWords({ level, missingReason, reason }: ScoreAnswer, descriptors: readonly string[] = []): React.ReactNode {
  const said =
    missingReason === null ? (descriptors[(level ?? 0) - 1] ?? t.levelChoice.level(level ?? 0)) : t.levelChoice.missing[missingReason];
  return (
    <Group component="span" gap={4} display="inline">
      {said}
      {reason.trim() !== '' && (
        <Text span display="block" inherit c="var(--mantine-color-text)">
          {reason}
        </Text>
      )}
    </Group>
  );
}
