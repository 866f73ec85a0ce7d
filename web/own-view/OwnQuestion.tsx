import { Alert, Anchor, Button, Group, Progress, Stack, Text, Textarea } from '@mantine/core';
import { OWN_VIEW_COMMENT, type OwnQuestion as Question, type OwnQuestions } from '@waymark/contract/own-view.ts';
import { useEffect, useRef } from 'react';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate } from '../ui/format.ts';
import { answeredCount, type OwnAnswer, type OwnDraft } from './ownDraft.ts';
import { StepChoice } from './StepChoice.tsx';

const text = t.ownView;

interface OwnQuestionProps {
  asked: OwnQuestions;
  question: Question;
  /** Counted from 1. */
  place: number;
  draft: OwnDraft;
  kept: boolean;
  resumed: 'same' | 'changed' | undefined;
  onAnswer: (change: Partial<OwnAnswer>) => void;
  onGo: (to: number | 'review') => void;
  onRestart: () => void;
}

/** One question of a student's own view. Everything can be skipped; nothing is said to be wrong. */
export function OwnQuestion({ asked, question, place, draft, kept, resumed, onAnswer, onGo, onRestart }: OwnQuestionProps) {
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const own = draft.answers[question.outcomeId];
  const of = asked.questions.length;
  const answered = answeredCount(draft);
  const first = useRef(true);
  useEffect(() => {
    // the question is read out as it comes up; on arrival the page's heading is
    if (!first.current || place > 1) fieldset.current?.focus();
    first.current = false;
  }, [place]);

  const restart = async () => {
    if (await confirm({ title: text.startAgainTitle, body: text.startAgainBody, confirmLabel: text.startAgain, danger: true })) onRestart();
  };
  return (
    <Stack gap="md">
      {resumed !== undefined && place === 1 && (
        <Alert>
          {resumed === 'same' ? text.resumed : text.newQuestions}{' '}
          <Anchor component="button" type="button" onClick={() => void restart()}>
            {text.startAgain}
          </Anchor>
        </Alert>
      )}
      <div>
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed">
            {question.typeName} · {text.question(place, of)}
          </Text>
          <Text size="sm" c="dimmed">
            {text.progress(answered, of)}
          </Text>
        </Group>
        <Progress value={(answered / of) * 100} size="sm" mt={4} aria-label={text.progress(answered, of)} />
      </div>
      <StepChoice
        ref={fieldset}
        wording={question.wording}
        levels={asked.levels}
        value={own?.answer ?? null}
        onChange={(answer) => onAnswer({ answer })}
        previous={
          question.previousLevel === null || question.previousOn === null
            ? []
            : [{ level: question.previousLevel, label: text.lastTime(formatDate(question.previousOn)) }]
        }
      />
      {own?.answer != null && (
        <Textarea
          label={text.comment}
          description={text.commentHint}
          value={own.comment}
          autosize
          minRows={2}
          maxLength={OWN_VIEW_COMMENT}
          onChange={(event) => onAnswer({ comment: event.currentTarget.value })}
        />
      )}
      <Group justify="space-between">
        <Button variant="default" size="md" disabled={place === 1} onClick={() => onGo(place - 1)}>
          {text.back}
        </Button>
        <Button size="md" variant={own?.answer == null ? 'light' : 'filled'} onClick={() => onGo(place === of ? 'review' : place + 1)}>
          {place === of ? text.finish : own?.answer == null ? text.skip : text.next}
        </Button>
      </Group>
      <Group justify="space-between" gap="xs">
        <Text component="output" size="sm" c="dimmed">
          {kept ? text.kept : text.notKept}
        </Text>
        {answered > 0 && place < of && (
          <Anchor component="button" type="button" size="sm" mih={44} onClick={() => onGo('review')}>
            {text.finish}
          </Anchor>
        )}
      </Group>
    </Stack>
  );
}
