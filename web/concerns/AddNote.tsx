import { Button, Group, Select, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { addConcernNote, ConcernStatus, getConcern, listConcerns } from '@waymark/contract/concerns.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';

const words = t.concerns.one;
const asItIs = 'as_it_is';

/** What was done, and how the concern stands after it. */
export function AddNote({ concernId, reading }: { concernId: string; reading: string }) {
  const [id, setId] = useState(() => uuidv7());
  const form = useForm({
    initialValues: { body: '', status: asItIs },
    validate: { body: (value) => (value.trim() === '' ? words.noteMissing : null) },
  });
  useUnsavedGuard(form.isDirty('body'));
  const add = useWrite(addConcernNote, {
    invalidates: [getConcern, listConcerns],
    form,
    onDone: () => {
      form.reset();
      setId(uuidv7());
      toast.done(words.added);
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ body, status }) =>
        add.mutate({
          params: { id: concernId },
          query: { reading },
          body: { id, body: body.trim(), status: ConcernStatus.safeParse(status).data ?? null },
        }),
      )}
    >
      <Stack>
        <Textarea label={words.note} description={words.noteHint} autosize minRows={2} {...form.getInputProps('body')} />
        <Group align="flex-end">
          <Select
            label={words.nowIt}
            allowDeselect={false}
            data={[
              { value: asItIs, label: words.asItIs },
              ...ConcernStatus.options.map((value) => ({ value, label: t.concerns.list.statuses[value] })),
            ]}
            {...form.getInputProps('status')}
          />
          <Button type="submit" variant="default" loading={add.isPending}>
            {words.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
