import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { ApiError } from '@waymark/contract/client.ts';
import { getCaseloadBalance, handOver, previewHandovers } from '@waymark/contract/matches.ts';
import { invalidate, queryClient, useRead, useWrite } from '../api.ts';
import { endingRules } from '../students/EndingFields.tsx';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { todayHere } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';
import { HandoverFields } from './HandoverFields.tsx';
import { type HandoverValues, planOf } from './handoverPlan.ts';
import { HandoverPreview } from './HandoverPreview.tsx';

const words = t.matches.handOver;

interface HandOverProps {
  matches: readonly { id: string; version: number; mentor: { id: string; name: string } }[];
  onClose: () => void;
}

/** Hands students over: first the plan, then what it would move, then all of it or nothing. */
export default function HandOver({ matches, onClose }: HandOverProps) {
  const caseloads = useRead(getCaseloadBalance, {});
  const [newMatchIds] = useState(() => matches.map(() => uuidv7()));
  const [step, setStep] = useState<'plan' | 'preview'>('plan');
  const [conflict, setConflict] = useState<unknown>();
  const from = new Set(matches.map((match) => match.mentor.id));
  const mentors = (caseloads.data?.items ?? []).filter((one) => one.available && !(from.size === 1 && from.has(one.mentor.id)));
  const form = useForm<HandoverValues>({
    initialValues: {
      toMentorIds: [],
      from: todayHere(),
      take: null,
      noteIds: [],
      meetings: 'move',
      actions: 'move',
      endedBy: null,
      reason: '',
    },
    validate: {
      ...endingRules,
      toMentorIds: (value) => (value.length === 0 ? words.toMissing : null),
      take: (value) => (value === null ? words.notesMissing : null),
    },
  });
  const plan = planOf(matches, form.values, new Map(mentors.map((one) => [one.mentor.id, one.students])));
  const preview = useRead(previewHandovers, { body: plan }, { enabled: step === 'preview', staleTime: 0 });
  const move = useWrite(handOver, {
    invalidates: studentReads,
    onDone: ({ students, meetings, actions, notes }) => {
      toast.done(words.done(students, meetings, actions, notes));
      onClose();
    },
    onProblem: (error) => {
      if (!(error instanceof ApiError) || error.status !== 409) return false;
      setConflict(error);
      return true;
    },
  });
  const reload = () => {
    void invalidate(queryClient, studentReads);
    onClose();
  };
  const submit = () => {
    const { endedBy, reason } = form.values;
    if (endedBy !== null) move.mutate({ body: { ...plan, newMatchIds, endedBy, reason } });
  };
  const single = matches.length === 1 ? matches[0] : undefined;

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={step === 'plan' ? words.title(matches.length) : words.previewTitle}
      closeOnClickOutside={!form.isDirty()}
    >
      {step === 'plan' ? (
        <form onSubmit={form.onSubmit(() => setStep('preview'))} noValidate>
          <Stack>
            <HandoverFields form={form} mentors={mentors} matchId={single?.id} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t.shell.cancel}
              </Button>
              <Button type="submit">{words.preview}</Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          <Reading query={preview}>
            {({ items }) => <HandoverPreview items={items} meetings={plan.meetings} actions={plan.actions} />}
          </Reading>
          {conflict !== undefined && <ErrorState error={conflict} />}
          {conflict === undefined ? (
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setStep('plan')}>
                {words.change}
              </Button>
              <Button
                onClick={submit}
                loading={move.isPending}
                disabled={preview.data === undefined || preview.data.items.some((item) => item.problem !== null)}
              >
                {words.submit(new Set(preview.data?.items.map((item) => item.student.id)).size)}
              </Button>
            </Group>
          ) : (
            <Alert color="orange" title={words.conflict}>
              <Button variant="default" onClick={reload}>
                {words.reload}
              </Button>
            </Alert>
          )}
        </Stack>
      )}
    </Modal>
  );
}
