import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { skipReview } from '@waymark/contract/reviews.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfReviews } from './changed.ts';

const words = t.reviews;

interface SkipReviewProps {
  id: string;
  /** Saves what is typed; the version to leave out. */
  flush: () => Promise<number | undefined>;
  onClose: () => void;
}

/** Leaves a review out, with the reason. */
export default function SkipReview({ id, flush, onClose }: SkipReviewProps) {
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() === '' ? words.skipReasonMissing : null) },
  });
  const skip = useWrite(skipReview, {
    invalidates: readsOfReviews,
    form,
    onDone: () => {
      toast.done(words.skipped);
      onClose();
    },
  });
  const submit = async (body: { reason: string }) => {
    const version = await flush();
    if (version !== undefined) skip.mutate({ params: { id }, ifMatch: version, body });
  };
  return (
    <Modal opened onClose={onClose} title={words.skipTitle}>
      <form onSubmit={form.onSubmit((body) => void submit(body))} noValidate>
        <Stack>
          <Text c="dimmed">{words.skipHint}</Text>
          <TextInput label={words.skipReason} required maxLength={200} {...form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={skip.isPending}>
              {words.skip}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
