import { ActionIcon, Alert, Button, Drawer, Indicator, Progress, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconList, IconNotes, IconTargetArrow, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { ActionsPanel } from './ActionsPanel.tsx';
import { FollowUpStep } from './FollowUpStep.tsx';
import { useHeld } from './held.ts';
import { JumpList } from './JumpList.tsx';
import classes from './MeetingRoom.module.css';
import { NotesPanel } from './NotesPanel.tsx';
import { QuestionStep } from './QuestionStep.tsx';
import { isAnswered, newActions } from './record.ts';
import { ReviewStep } from './ReviewStep.tsx';
import { SavedLine } from './SavedLine.tsx';
import { indexOf, progressOf, stepsOf } from './steps.ts';

const text = t.meetingRoom;

/** The meeting itself: one thing at a time in the middle, what is needed under the thumb, all of it reachable at any time. */
export function MeetingRoom() {
  const { room, state, answers, value } = useHeld();
  const [search, setSearch] = useSearchParams();
  const [listed, list] = useDisclosure();
  const [noting, notes] = useDisclosure();
  const [acting, actions] = useDisclosure();
  const steps = stepsOf(room);
  const at = indexOf(steps, search.get('at'));
  const step = steps[at];
  const progress = progressOf(room.questions, (outcomeId) => isAnswered(value(`score:${outcomeId}`)));
  const arrive = useArrival(step?.name);
  const go = (index: number) => {
    const name = steps[index]?.name;
    if (name !== undefined) setSearch({ at: name });
  };

  if (step === undefined) return null;
  const question = 'question' in step ? step.question : undefined;
  const answered = question === undefined || isAnswered(value(`score:${question.outcomeId}`));
  const nextLabel = at + 1 === steps.length - 1 ? text.toReview : answered ? text.next : text.skip;
  const written = ['notes', 'shared_notes'].some((key) => (value(key as 'notes')?.body ?? '').trim() !== '');
  const agreed = newActions(answers).length;

  return (
    <div className={classes.room}>
      <header className={classes.top}>
        <ActionIcon component={Link} to={`/meetings/${room.meeting.id}`} variant="subtle" size="xl" aria-label={text.close}>
          <IconX />
        </ActionIcon>
        <div className={classes.who}>
          <h1 className={classes.name}>{text.title(room.student.name)}</h1>
          <SavedLine state={state} />
        </div>
        {step.name !== 'finish' && (
          <Button component={Link} to="?at=finish" variant="subtle" size="md" px="xs">
            {text.finishNow}
          </Button>
        )}
        <ActionIcon
          variant="subtle"
          size="xl"
          aria-label={text.list}
          aria-haspopup="dialog"
          className={classes.listButton}
          onClick={list.open}
        >
          <IconList />
        </ActionIcon>
        <Progress.Root size={5} radius={0} className={classes.progress}>
          <Progress.Section
            value={(100 * progress.answered) / Math.max(1, progress.total)}
            aria-label={text.progress(progress.answered, progress.total)}
          />
        </Progress.Root>
      </header>

      <aside className={classes.aside}>
        <Text fw={600} mb="xs">
          {text.progress(progress.answered, progress.total)}
        </Text>
        <nav aria-label={text.list}>
          <JumpList at={step.name} />
        </nav>
      </aside>

      <div className={classes.body}>
        <Notices />
        {step.name === 'follow-up' && <FollowUpStep ref={arrive} />}
        {question !== undefined && <QuestionStep key={step.name} question={question} ref={arrive} />}
        {step.name === 'finish' && <ReviewStep ref={arrive} onNotes={notes.open} onActions={actions.open} />}
      </div>

      <nav className={classes.bottom} aria-label={text.jumpTo}>
        <Button variant="default" size="md" className={classes.turn} disabled={at === 0} onClick={() => go(at - 1)} aria-label={text.back}>
          <IconChevronLeft size={22} aria-hidden="true" />
          <span className={classes.turnWord}>{text.back}</span>
        </Button>
        <Indicator disabled={!written} offset={6} size={9}>
          <Button
            variant="default"
            size="md"
            className={classes.tool}
            onClick={notes.open}
            aria-haspopup="dialog"
            aria-label={text.notes.title}
          >
            <IconNotes size={22} aria-hidden="true" />
            <span className={classes.toolWord}>{text.notes.title}</span>
          </Button>
        </Indicator>
        <Indicator disabled={agreed === 0} label={agreed} offset={6} size={18}>
          <Button
            variant="default"
            size="md"
            className={classes.tool}
            onClick={actions.open}
            aria-haspopup="dialog"
            aria-label={text.actions.open(agreed)}
          >
            <IconTargetArrow size={22} aria-hidden="true" />
            <span className={classes.toolWord}>{text.actions.title}</span>
          </Button>
        </Indicator>
        {step.name !== 'finish' && (
          <Button
            size="md"
            className={classes.forward}
            variant={answered ? 'filled' : 'light'}
            onClick={() => go(at + 1)}
            rightSection={<IconChevronRight size={22} aria-hidden="true" />}
          >
            {nextLabel}
          </Button>
        )}
      </nav>

      <Drawer opened={listed} onClose={list.close} title={text.list} position="bottom" size="85%">
        <JumpList at={step.name} onGo={list.close} />
      </Drawer>
      <Drawer
        opened={noting}
        onClose={notes.close}
        title={text.notes.title}
        position="bottom"
        size="auto"
        classNames={{ content: classes.sheet }}
      >
        <NotesPanel />
        <Button fullWidth mt="lg" onClick={notes.close}>
          {text.notes.done}
        </Button>
      </Drawer>
      <Drawer
        opened={acting}
        onClose={actions.close}
        title={text.actions.title}
        position="bottom"
        size="auto"
        classNames={{ content: classes.sheet }}
      >
        <ActionsPanel />
      </Drawer>
    </div>
  );
}

/** Moving to another question moves the keyboard and the screen reader there, and the page to its top. The first one is left alone. */
function useArrival(name: string | undefined) {
  const before = useRef(name);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (before.current === name) return;
    before.current = name;
    window.scrollTo({ top: 0 });
    place.current?.focus({ preventScroll: true });
  }, [name]);
  return useCallback((element: HTMLElement | null) => {
    place.current = element;
  }, []);
}

function Notices() {
  const { room, answers } = useHeld();
  const refused = [...answers.values()].filter((answer) => answer.refused !== undefined);
  return (
    <>
      {room.onBehalf && <Alert mb="md">{text.onBehalf(room.meeting.mentorName)}</Alert>}
      {room.matchEnded && (
        <Alert mb="md" color="orange">
          {text.matchEnded}
        </Alert>
      )}
      {room.framework.newerPublished && <Alert mb="md">{text.newerFramework}</Alert>}
      {refused.map(({ key, refused: message = '' }) => (
        <Alert key={key} mb="md" color="red" role="alert">
          {text.refusedAnswer(message)}
        </Alert>
      ))}
    </>
  );
}
