import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { uuidv7 } from 'uuidv7';
import { ApiError } from '@waymark/contract/client.ts';
import { decideReferral, type Decision, getReferral, listMentorRoom, listReferrals, type Referral } from '@waymark/contract/triage.ts';
import { invalidate, useWrite } from '../api.ts';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { namesStudent } from './namesStudent.ts';
import { later, type PlaceValues, PlaceFields, usePlaces } from './PlaceFields.tsx';

const words = t.triage.decide;
const choices: readonly Decision[] = ['accept', 'wait', 'decline', 'redirect'];

interface Values extends PlaceValues {
  decision: Decision | null;
  redirectedTo: string;
  reason: string;
  answer: string;
}

/** The decision: what, why, what the referrer is told; and for somebody accepted, where and with whom they begin. */
export function Decide({ referral, again }: { referral: Referral; again: boolean }) {
  const queries = useQueryClient();
  const places = usePlaces(referral);
  // the same ids however often it is sent: twice is once
  const [ids] = useState(() => ({ decision: uuidv7(), enrolment: uuidv7(), match: uuidv7() }));
  const [overtaken, setOvertaken] = useState(false);
  const form = useForm<Values>({
    initialValues: {
      decision: null,
      programmeId: referral.programme?.id ?? null,
      cohortId: null,
      startedOn: todayHere(),
      mentorId: null,
      purpose: referral.reasons.join(', ').slice(0, 200),
      redirectedTo: '',
      reason: '',
      answer: '',
    },
    validate: {
      decision: (value) => (value === null ? words.missing : null),
      programmeId: (value, values) => (values.decision === 'accept' && (value ?? places.only) === null ? words.programmeMissing : null),
      mentorId: (value, values) => (values.decision === 'accept' && value === null ? words.mentorMissing : null),
      redirectedTo: (value, values) => (values.decision === 'redirect' && value.trim() === '' ? words.toMissing : null),
      reason: (value) => (value.trim() === '' ? words.reasonMissing : null),
    },
  });
  const decide = useWrite(decideReferral, {
    invalidates: [getReferral, listReferrals, listMentorRoom, ...studentReads],
    form: { setErrors: (errors) => form.setErrors(withFields(errors)) },
    onProblem: (error) => {
      const late = error instanceof ApiError && (error.status === 412 || error.problem.code === 'already-decided');
      setOvertaken(late);
      return late;
    },
    onDone: ({ told }, { body }) => {
      form.resetDirty();
      toast.done([words.done[body.decision], words.told[told]].filter(Boolean).join(' '));
    },
  });
  useUnsavedGuard(form.isDirty() && !decide.isSuccess && !overtaken);
  const { decision, answer } = form.values;
  const tells = referral.tells;
  const submit = form.onSubmit((values) => {
    if (values.decision === null) return;
    const programmeId = values.programmeId ?? places.only;
    const place =
      values.decision !== 'accept' || programmeId === null
        ? null
        : {
            enrolmentId: ids.enrolment,
            programmeId,
            cohortId: values.cohortId,
            startedOn: values.startedOn,
            match:
              values.mentorId === null || values.mentorId === later
                ? null
                : { id: ids.match, mentorId: values.mentorId, purpose: values.purpose },
          };
    decide.mutate({
      params: { id: referral.id },
      ifMatch: referral.version,
      body: {
        id: ids.decision,
        decision: values.decision,
        reason: values.reason,
        redirectedTo: values.decision === 'redirect' ? values.redirectedTo : null,
        answer: values.answer,
        place,
      },
    });
  });
  if (overtaken) {
    return (
      <Alert color="orange" role="alert" title={words.conflict}>
        <Stack gap="sm" align="flex-start">
          {words.conflictText}
          <Button variant="default" onClick={() => void invalidate(queries, [getReferral, listReferrals]).then(() => setOvertaken(false))}>
            {words.reload}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return (
    <Section title={again ? words.again : words.title} lead={again ? words.againLead : undefined}>
      <form onSubmit={submit} noValidate>
        <Stack align="stretch">
          <FieldsetRadios<Decision>
            legend={words.decision}
            required
            choices={choices.map((value) => ({
              value,
              label: words.decisions[value],
              description: value === 'accept' && referral.student === null ? words.needsStudent : words.hints[value],
              disabled: value === 'accept' && referral.student === null,
            }))}
            value={decision}
            onChange={(value) => form.setFieldValue('decision', value)}
            error={form.errors['decision']}
          />
          {decision === 'accept' && <PlaceFields form={form} places={places} schoolId={referral.schoolId} />}
          {decision === 'redirect' && <TextInput label={words.to} required maxLength={200} {...form.getInputProps('redirectedTo')} />}
          {decision !== null && (
            <>
              <Textarea
                label={words.reason}
                description={words.reasonHint}
                required
                autosize
                minRows={2}
                maxRows={8}
                maxLength={2000}
                {...form.getInputProps('reason')}
              />
              <Textarea
                label={words.answer}
                description={
                  tells === 'member'
                    ? words.answerMember(referral.referrer.member ?? '')
                    : tells === 'address'
                      ? words.answerAddress(referral.referrer.email ?? '')
                      : words.answerNobody
                }
                autosize
                minRows={2}
                maxRows={8}
                maxLength={2000}
                {...form.getInputProps('answer')}
              />
              {tells === 'address' && namesStudent(answer, [referral.student?.name ?? '', referral.namedAs?.name ?? '']) && (
                <Alert color="orange" role="alert">
                  {words.namesStudent}
                </Alert>
              )}
              <Group>
                <Button type="submit" loading={decide.isPending}>
                  {words.submit[decision]}
                </Button>
              </Group>
            </>
          )}
        </Stack>
      </form>
    </Section>
  );
}

/** What the server calls fields, as the form does. */
function withFields(errors: Record<string, string>): Record<string, string> {
  const own: Record<string, string> = { 'place.match.mentorId': 'mentorId', studentId: 'decision' };
  return Object.fromEntries(Object.entries(errors).map(([field, message]) => [own[field] ?? field.replace(/^place\./, ''), message]));
}
