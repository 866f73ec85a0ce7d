import { Alert, Button, Group, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import type { Evidence } from '@waymark/contract/evidence.ts';
import { type Review, getReview, holdReview } from '@waymark/contract/reviews.ts';
import { fieldErrors, invalidate, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatTime, todayHere } from '../ui/format.ts';
import { Jumps } from '../ui/Jumps.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { readsOfReviews } from './changed.ts';
import { DecisionFields } from './DecisionFields.tsx';
import { EvidenceView } from './EvidenceView.tsx';
import classes from './Evidence.module.css';
import { type Saving, useReviewDraft } from './useReviewDraft.ts';

const SkipReview = lazy(() => import('./SkipReview.tsx'));
const words = t.reviews;
const voices = ['mentor', 'student', 'teacher', 'parent'] as const;
const contents = [
  { id: 'record', title: words.jumps.record },
  { id: 'meetings', title: words.jumps.meetings },
  { id: 'voices', title: words.voices },
  { id: 'decision', title: words.decision },
];

interface HoldReviewProps {
  review: Review;
  evidence: Evidence;
  reload: () => Promise<void>;
}

/** A review that is due: the record to look at, what each says, and how it goes on. Saved as it is typed. */
export function HoldReview({ review, evidence, reload }: HoldReviewProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { entry, change, flush, saving, savedAt, isUnsaved } = useReviewDraft(review);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [skipping, setSkipping] = useState(false);
  const [newEvidence, setNewEvidence] = useState(false);
  useUnsavedGuard(isUnsaved);
  const heldOn = entry.heldOn ?? todayHere();

  const hold = useWrite(holdReview, {
    invalidates: readsOfReviews,
    onDone: ({ decision, nextDueOn }) => {
      toast.done(nextDueOn === null ? words.held : words.heldNext(formatDate(nextDueOn)));
      if (decision === 'close') void navigate(`/enrolments/${review.enrolmentId}/close`);
      else window.scrollTo({ top: 0 });
    },
    onProblem: (error) => {
      if (error instanceof ApiError && error.problem.code === 'evidence-changed') {
        setNewEvidence(true);
        void invalidate(queries, [getReview]);
        return true;
      }
      setErrors(fieldErrors(error));
      return Object.keys(fieldErrors(error)).length > 0;
    },
  });
  const submit = async () => {
    setErrors({});
    setNewEvidence(false);
    const version = await flush();
    if (version === undefined || review.seen === null) return;
    hold.mutate({ params: { id: review.id }, ifMatch: version, body: { ...entry, heldOn, seen: review.seen } });
  };

  return (
    <Stack gap="xl" align="stretch">
      {saving === 'conflict' && (
        <Alert color="orange" title={words.conflict} role="alert">
          <Text mb="sm">{words.conflictNext}</Text>
          <Button variant="default" onClick={() => void reload()}>
            {words.reload}
          </Button>
        </Alert>
      )}
      <Jumps label={words.contents} to={contents} />
      <EvidenceView evidence={evidence} state="deciding" />
      <Section anchor="voices" title={words.voices} lead={words.voicesHint}>
        {voices.map((voice) => (
          <Textarea
            key={voice}
            label={words.voice[voice]}
            description={voice === 'teacher' && evidence.feedback.length > 0 ? words.teacherPrefilled : undefined}
            autosize
            minRows={2}
            maxRows={14}
            maxLength={5000}
            value={entry.voices[voice]}
            onChange={(event) => change({ voices: { ...entry.voices, [voice]: event.currentTarget.value } })}
          />
        ))}
      </Section>
      <Section anchor="decision" title={words.decision}>
        <DecisionFields review={review} evidence={evidence} entry={entry} change={change} errors={errors} />
        <TextInput
          type="date"
          label={words.heldOn}
          required
          max={todayHere()}
          maw="16rem"
          value={heldOn}
          error={errors['heldOn']}
          onChange={(event) => change({ heldOn: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
        {newEvidence && (
          <Alert color="orange" role="alert">
            {words.changed}
          </Alert>
        )}
        <SavedLine saving={saving} savedAt={savedAt} />
        <Group gap="sm" className="no-print">
          <Button size="md" onClick={() => void submit()} loading={hold.isPending} disabled={saving === 'conflict'}>
            {entry.decision === 'close' ? words.holdAndClose : words.hold}
          </Button>
          <Button variant="default" onClick={() => setSkipping(true)}>
            {words.skip}
          </Button>
        </Group>
      </Section>
      <Suspense>{skipping && <SkipReview id={review.id} flush={flush} onClose={() => setSkipping(false)} />}</Suspense>
    </Stack>
  );
}

function SavedLine({ saving, savedAt }: { saving: Saving; savedAt: string | null }) {
  const said: Record<Saving, string> = {
    untouched: words.notBegun,
    typing: words.notYetSaved,
    saving: words.saving,
    saved: savedAt === null ? words.notBegun : words.saved(formatTime(savedAt)),
    offline: words.offline,
    conflict: words.conflict,
  };
  return <output className={classes.saved}>{said[saving]}</output>;
}
