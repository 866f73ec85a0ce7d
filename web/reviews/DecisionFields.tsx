import { Text, TextInput, Textarea } from '@mantine/core';
import type { Evidence } from '@waymark/contract/evidence.ts';
import { type Review, ReviewDecision, type ReviewDraft } from '@waymark/contract/reviews.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { PlannedActions } from './PlannedActions.tsx';
import { PlannedTargets } from './PlannedTargets.tsx';

const words = t.reviews;

interface DecisionFieldsProps {
  review: Review;
  evidence: Evidence;
  entry: ReviewDraft;
  change: (patch: Partial<ReviewDraft>) => void;
  errors: Record<string, string>;
}

/** How it goes on: the decision, and only what that one needs. */
export function DecisionFields({ review, evidence, entry, change, errors }: DecisionFieldsProps) {
  const { decision } = entry;
  const planLabel = decision === null ? undefined : words.plans[decision];
  return (
    <>
      <FieldsetRadios
        legend={words.decide}
        required
        choices={ReviewDecision.options.map((value) => ({ value, label: words.decisions[value], description: words.decisionHints[value] }))}
        value={decision}
        onChange={(value) => change({ decision: value })}
        error={errors['decision']}
      />
      {decision !== null && (
        <Textarea
          label={decision === 'close' ? words.why : words.whyOptional}
          required={decision === 'close'}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={entry.decisionNote}
          error={errors['decisionNote']}
          onChange={(event) => change({ decisionNote: event.currentTarget.value })}
        />
      )}
      {planLabel !== undefined && (
        <Textarea
          label={planLabel}
          required={decision !== 'change_plan'}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={5000}
          value={entry.plan}
          error={errors['plan']}
          onChange={(event) => change({ plan: event.currentTarget.value })}
        />
      )}
      {decision === 'refer_on' && <Text c="dimmed">{words.referHint}</Text>}
      {decision === 'change_plan' && (
        <>
          <PlannedTargets
            enrolmentId={review.enrolmentId}
            current={evidence.targets}
            planned={entry.targets}
            error={Object.entries(errors).find(([field]) => field.startsWith('targets'))?.[1]}
            onChange={(targets) => change({ targets })}
          />
          <PlannedActions planned={entry.actions} errors={errors} onChange={(actions) => change({ actions })} />
        </>
      )}
      {decision !== null && decision !== 'close' && (
        <TextInput
          type="date"
          label={words.nextOn}
          description={words.nextHint}
          maw="24rem"
          value={entry.nextReviewOn ?? ''}
          error={errors['nextReviewOn']}
          onChange={(event) => change({ nextReviewOn: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
      )}
    </>
  );
}
