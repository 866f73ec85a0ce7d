import { Button, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  type ClosingGround,
  closeEnrolment,
  getClosing,
  getClosure,
  listFollowUps,
  listStudentClosures,
} from '@waymark/contract/closures.ts';
import { useWrite } from '../api.ts';
import { readsOfReviews } from '../reviews/changed.ts';
import { EndingFields, endingRules } from '../students/EndingFields.tsx';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { focusFirstWrong } from '../ui/focusFirstWrong.ts';
import { todayHere } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { ClosingAssessment } from './ClosingAssessment.tsx';
import { ClosingMeasures } from './ClosingMeasures.tsx';
import { OpenActions } from './OpenActions.tsx';
import { type ClosingValues, bodyOf, startOf } from './closingForm.ts';

const words = t.closures;
const reads = [...studentReads, ...readsOfReviews, getClosing, getClosure, listStudentClosures, listFollowUps];

export function ClosingForm({ ground }: { ground: ClosingGround }) {
  const { can } = useSession();
  const navigate = useNavigate();
  const [closedAs, setClosedAs] = useState<string>();
  const [sent, setSent] = useState<ReturnType<typeof bodyOf>>();
  const form = useForm<ClosingValues>({
    initialValues: startOf(ground, todayHere()),
    validate: {
      ...endingRules,
      kind: (kind) => (kind === null ? words.kindMissing : null),
      assess: (assess, { scores }) => {
        if (assess === null) return words.assessChoiceMissing;
        return assess === 'yes' && Object.keys(scores).length === 0 ? words.scoreMissing : null;
      },
      assessmentSkipped: (why, { assess }) => (assess === 'no' && why.trim() === '' ? words.skipMissing : null),
      actions: (endings) => (ground.openActions.some(({ id }) => endings[id] === undefined) ? words.actionMissing : null),
    },
  });
  useUnsavedGuard(form.isDirty() && closedAs === undefined);
  // a mentor's match has ended with the case: the student's page is no longer theirs
  const onwards = closedAs !== undefined && can('lead', 'admin') ? `/closures/${closedAs}` : '/reviews';
  useEffect(() => {
    if (closedAs !== undefined) void navigate(onwards, { replace: true });
  }, [closedAs, navigate, onwards]);
  const { name } = ground.student;
  const close = useWrite(closeEnrolment, {
    invalidates: reads,
    form,
    onDone: (answer) => {
      toast.done(words.done(name));
      setClosedAs(answer.id);
    },
  });
  const submit = form.onSubmit(
    async (values) => {
      const sure = await confirm({ title: words.confirmTitle(name), body: words.confirmBody, confirmLabel: words.submit, danger: true });
      if (!sure) return;
      // ids are made once: pressing again after a lost connection closes once
      const next = bodyOf(values, ground, reuse(sent));
      if (next === undefined) return;
      setSent(next);
      close.mutate({ params: { id: ground.enrolmentId }, ifMatch: ground.version, body: next });
    },
    (_errors, _values, event) => focusFirstWrong(event?.currentTarget ?? null),
  );
  const { values, errors } = form;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg" align="stretch">
        <Section title={words.how}>
          <FieldsetRadios
            legend={words.kind}
            required
            choices={[
              { value: 'planned', label: words.planned },
              { value: 'early', label: words.early },
            ]}
            value={values.kind}
            onChange={(kind) => form.setFieldValue('kind', kind)}
            error={errors['kind']}
          />
          <EndingFields endedBy={form.getInputProps('endedBy')} reason={form.getInputProps('reason')} />
          <TextInput type="date" label={words.closedOn} required maw="16rem" max={todayHere()} {...form.getInputProps('closedOn')} />
        </Section>
        {ground.framework !== null && (
          <ClosingAssessment framework={ground.framework} values={values} errors={errors} onChange={(patch) => form.setValues(patch)} />
        )}
        {ground.framework === null && <TextInput label={words.skipReason} required {...form.getInputProps('assessmentSkipped')} />}
        {ground.measures.length > 0 && (
          <ClosingMeasures
            measures={ground.measures}
            values={values.readings}
            errors={errors}
            onChange={(readings) => form.setFieldValue('readings', readings)}
          />
        )}
        <OpenActions
          ground={ground}
          values={values.actions}
          error={errors['actions']}
          onChange={(actions) => form.setFieldValue('actions', actions)}
        />
        <Section title={words.words} lead={words.wordsHint}>
          <Textarea label={words.summary} autosize minRows={8} maxLength={10_000} {...form.getInputProps('studentSummary')} />
          {values.studentSummary !== ground.suggestedSummary && (
            <div>
              <Button variant="subtle" onClick={() => form.setFieldValue('studentSummary', ground.suggestedSummary)}>
                {words.wordsAgain}
              </Button>
            </div>
          )}
          <Textarea
            label={words.whatNext}
            description={words.whatNextHint}
            autosize
            minRows={3}
            maxLength={5000}
            {...form.getInputProps('whatNext')}
          />
          <TextInput
            type="date"
            label={words.followUpOn}
            description={words.followUpHint}
            maw="24rem"
            {...form.getInputProps('followUpOn')}
          />
        </Section>
        {ground.meetingsAhead > 0 && <Text>{words.meetingsAhead(ground.meetingsAhead)}</Text>}
        <div>
          <Button type="submit" size="md" color="red" loading={close.isPending}>
            {words.submit}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** The ids of the body before, in their order, while there are any: sent again it is the same closing. */
function reuse(before: ReturnType<typeof bodyOf>): (() => string) | undefined {
  if (before === undefined) return undefined;
  const ids = [...(before.assessment?.scores ?? []), ...(before.readings ?? [])].map(({ id }) => id);
  return () => ids.shift() ?? crypto.randomUUID();
}
