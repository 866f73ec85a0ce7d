import { Button, Group, Modal, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { type Programme, getProgramme, listProgrammes } from '@waymark/contract/programmes.ts';
import { setReviewSchedule } from '@waymark/contract/reviews.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { readsOfReviews } from './changed.ts';

const words = t.reviews.schedule;

/** How often the students of a programme are reviewed, on the programme's page. */
export default function ReviewSchedule({ programme, mayChange }: { programme: Programme; mayChange: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title={words.title}>
      <Text>
        {words.every(programme.reviewEveryWeeks)} {words.atClose(programme.reviewAtClose)}
      </Text>
      {mayChange && (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            {words.change}
          </Button>
        </div>
      )}
      {open && <ScheduleForm programme={programme} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function ScheduleForm({ programme, onClose }: { programme: Programme; onClose: () => void }) {
  const form = useForm<{ everyWeeks: number | string; atClose: boolean }>({
    initialValues: { everyWeeks: programme.reviewEveryWeeks ?? '', atClose: programme.reviewAtClose },
    validate: {
      everyWeeks: (weeks) =>
        weeks === '' || (Number.isInteger(Number(weeks)) && Number(weeks) >= 1 && Number(weeks) <= 52) ? null : words.weeksWrong,
    },
  });
  const save = useWrite(setReviewSchedule, {
    invalidates: [getProgramme, listProgrammes, ...readsOfReviews],
    form,
    onDone: ({ due }) => {
      toast.done(words.done(due));
      onClose();
    },
  });
  const submit = form.onSubmit(({ everyWeeks, atClose }) =>
    save.mutate({
      params: { id: programme.id },
      ifMatch: programme.version,
      body: { everyWeeks: everyWeeks === '' ? null : Number(everyWeeks), atClose },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={words.change}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <NumberInput label={words.weeks} description={words.weeksHint} allowDecimal={false} {...form.getInputProps('everyWeeks')} />
          <Switch label={words.closing} {...form.getInputProps('atClose', { type: 'checkbox' })} />
          <Text size="sm" c="dimmed">
            {words.explained}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
