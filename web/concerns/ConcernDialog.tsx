import { Alert, Button, Checkbox, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { listReceipts, raiseConcern } from '@waymark/contract/concerns.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { StudentPicker } from '../students/StudentPicker.tsx';
import { confirm } from '../ui/confirm.ts';
import { todayHere } from '../ui/format.ts';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { ConcernSent } from './ConcernSent.tsx';
import { useStudentHere } from './useStudentHere.ts';

const words = t.concerns.raise;

/**
 * "I am worried about this student", from any page: two steps, and a receipt. What is written is held in this dialogue
 * alone until it is sent: nothing of it stays on the device.
 */
export default function ConcernDialog({ onClose }: { onClose: () => void }) {
  const phone = useMediaQuery('(max-width: 40em)');
  const here = useStudentHere();
  const [id] = useState(() => uuidv7());
  const [step, setStep] = useState(1);
  const [sent, setSent] = useState<ResponseOf<typeof raiseConcern>>();
  const form = useForm({
    initialValues: {
      studentId: null as string | null,
      seen: '',
      happenedOn: todayHere(),
      happenedTime: '',
      place: '',
      ownWords: '',
      doneAlready: '',
      inDangerNow: false,
    },
    validate: {
      studentId: (value) => (value === null && here.student === undefined ? words.studentMissing : null),
      seen: (value) => (value.trim() === '' ? words.seenMissing : null),
    },
  });
  const send = useWrite(raiseConcern, { invalidates: [listReceipts], onDone: setSent, form });
  const dirty = sent === undefined && form.isDirty();
  useUnsavedGuard(dirty);

  const close = async () => {
    const question = { title: words.leaveTitle, body: words.leaveBody, confirmLabel: words.leave, cancelLabel: words.stay, danger: true };
    if (!dirty || (await confirm(question))) onClose();
  };
  const submit = form.onSubmit(
    ({ studentId, happenedOn, happenedTime, ...written }) => {
      if (step === 1) return setStep(2);
      const about = studentId ?? here.student?.id;
      if (about === undefined) return;
      const when = { happenedOn: happenedOn || null, happenedTime: happenedTime || null };
      send.mutate({ body: { id, studentId: about, ...when, ...written } });
    },
    () => setStep(1),
  );

  return (
    <Modal opened onClose={() => void close()} title={words.title} size="lg" fullScreen={phone ?? false} closeOnClickOutside={false}>
      {sent !== undefined ? (
        <ConcernSent sent={sent} urgent={form.values.inDangerNow} onClose={onClose} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack>
            <Alert color="red" variant="light">
              {words.danger}
            </Alert>
            <Text size="sm" c="dimmed" role="status">
              {words.step(step)}
            </Text>
            {/* a key each: a button that turned from Back into Next under the click would send the form */}
            {step === 1 ? (
              <Stack key="first">
                {here.student !== undefined && form.values.studentId === null ? (
                  <Group gap="sm">
                    <Text>
                      {words.student}: <strong>{here.student.name}</strong>
                    </Text>
                    <Button variant="subtle" size="compact-sm" onClick={here.forget}>
                      {words.another}
                    </Button>
                  </Group>
                ) : (
                  <StudentPicker label={words.student} description={words.studentHint} required {...form.getInputProps('studentId')} />
                )}
                <Textarea
                  label={words.seen}
                  description={words.seenHint}
                  required
                  autosize
                  minRows={4}
                  data-autofocus
                  {...form.getInputProps('seen')}
                />
                <Group grow align="flex-start" preventGrowOverflow={false}>
                  <TextInput type="date" label={words.day} max={todayHere()} {...form.getInputProps('happenedOn')} />
                  <TextInput type="time" label={words.time} {...form.getInputProps('happenedTime')} />
                </Group>
                <TextInput label={words.place} maxLength={200} {...form.getInputProps('place')} />
                <Group justify="flex-end">
                  <Button type="submit">{words.next}</Button>
                </Group>
              </Stack>
            ) : (
              <Stack key="second">
                <Textarea
                  label={words.ownWords}
                  description={words.ownWordsHint}
                  autosize
                  minRows={3}
                  data-autofocus
                  {...form.getInputProps('ownWords')}
                />
                <Textarea label={words.doneAlready} autosize minRows={2} {...form.getInputProps('doneAlready')} />
                <Checkbox
                  label={words.inDanger}
                  description={words.inDangerHint}
                  {...form.getInputProps('inDangerNow', { type: 'checkbox' })}
                />
                <Text size="sm">{words.after}</Text>
                <Group justify="space-between">
                  <Button variant="default" onClick={() => setStep(1)}>
                    {words.back}
                  </Button>
                  <Button type="submit" color="red" loading={send.isPending}>
                    {words.send}
                  </Button>
                </Group>
              </Stack>
            )}
          </Stack>
        </form>
      )}
    </Modal>
  );
}
