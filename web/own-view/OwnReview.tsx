import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import { getStudentOutcomes } from '@waymark/contract/assessments.ts';
import { getOwnQuestions, listOwnViews, type OwnQuestions, recordOwnView } from '@waymark/contract/own-view.ts';
import { useEffect, useRef } from 'react';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { answeredCount, type OwnAnswer, type OwnDraft, scoresOf } from './ownDraft.ts';
import classes from './OwnView.module.css';

const text = t.ownView;

interface OwnReviewProps {
  asked: OwnQuestions;
  draft: OwnDraft;
  onChange: (outcomeId: string) => void;
  onBack: () => void;
  onSent: (answered: number) => void;
}

/** What will be sent, before it is. */
export function OwnReview({ asked, draft, onChange, onBack, onSent }: OwnReviewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const answered = answeredCount(draft);
  const send = useWrite(recordOwnView, {
    invalidates: [listOwnViews, getOwnQuestions, getStudentOutcomes],
    onDone: (recorded) => onSent(recorded.answered),
    onProblem: (error) => {
      // said beside the button, where the answers are known to be kept
      if (error instanceof OfflineError) return true;
      // sent before, from here or another tab: it is on the record, and that is what was wanted
      if (!(error instanceof ApiError) || error.problem.code !== 'already-recorded') return false;
      toast.problem(error);
      onSent(answered);
      return true;
    },
  });
  const steps = text.steps(asked.levels);
  const said = (own: OwnAnswer | undefined) => {
    if (own?.answer == null) return text.skipped;
    if (own.answer.level !== null) return steps[own.answer.level - 1];
    return own.answer.missingReason === 'not_applicable' ? text.notApplicable : text.declined;
  };
  return (
    <Stack gap="md">
      <div>
        <Title order={2} ref={heading} tabIndex={-1} className={classes.heading}>
          {text.reviewTitle}
        </Title>
        <Text c="dimmed">{answered === 0 ? text.reviewNone : text.reviewLead}</Text>
      </div>
      <ul className={classes.review}>
        {asked.questions.map((question) => {
          const own = draft.answers[question.outcomeId];
          return (
            <li key={question.outcomeId} data-skipped={own?.answer == null || undefined}>
              <div>
                <span>{question.wording}</span>
                <strong>{said(own)}</strong>
                {own?.answer != null && own.comment.trim() !== '' && <em>{own.comment}</em>}
              </div>
              <Button variant="subtle" mih={44} aria-label={text.change(question.wording)} onClick={() => onChange(question.outcomeId)}>
                {text.changeShort}
              </Button>
            </li>
          );
        })}
      </ul>
      {send.error instanceof OfflineError && (
        <Alert color="orange" role="alert">
          {text.offline}
        </Alert>
      )}
      <Group justify="space-between">
        <Button variant="default" size="md" onClick={onBack}>
          {text.back}
        </Button>
        <Button
          size="md"
          disabled={answered === 0}
          loading={send.isPending}
          onClick={() =>
            send.mutate({
              body: { id: draft.id, enrolmentId: asked.enrolmentId, frameworkVersionId: draft.frameworkVersionId, scores: scoresOf(draft) },
            })
          }
        >
          {text.send}
        </Button>
      </Group>
    </Stack>
  );
}
