import { Button, Group, Modal, Stack, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type Closure, getClosure, listFollowUps, reviseClosure } from '@waymark/contract/closures.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';

const words = t.closures;

/** Completes the words for the student where a case was closed without them. */
export default function EditWords({ closure, onClose }: { closure: Closure; onClose: () => void }) {
  const form = useForm({
    initialValues: { studentSummary: closure.studentSummary, whatNext: closure.whatNext, followUpOn: closure.followUpOn ?? '' },
  });
  const save = useWrite(reviseClosure, {
    invalidates: [getClosure, listFollowUps],
    form,
    onDone: () => {
      toast.done(words.wordsSaved);
      onClose();
    },
  });
  const submit = form.onSubmit(({ followUpOn, ...body }) =>
    save.mutate({
      params: { id: closure.id },
      ifMatch: closure.version,
      body: { ...body, followUpOn: followUpOn === '' ? null : followUpOn },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={words.editWords} size="lg" closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Textarea label={words.summary} autosize minRows={8} maxRows={20} maxLength={10_000} {...form.getInputProps('studentSummary')} />
          <Textarea label={words.whatNext} autosize minRows={3} maxLength={5000} {...form.getInputProps('whatNext')} />
          {closure.followedUpOn === null && <TextInput type="date" label={words.followUpOn} {...form.getInputProps('followUpOn')} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {words.saveWords}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
