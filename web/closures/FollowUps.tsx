import { Button, Group, Modal, Stack, Text, TextInput, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { type FollowUpRow, getClosure, listFollowUps, listStudentClosures, recordFollowUp } from '@waymark/contract/closures.ts';
import { useReadPages, useWrite } from '../api.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import classes from '../reviews/Evidence.module.css';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { formatRelativeDay, formatShortDate, todayHere } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.closures.follow;
const list = t.reviews.followUps;
const daysAhead = 28;

/** Closed cases to follow up within four weeks, the most overdue first. */
export default function FollowUps() {
  const [open, setOpen] = useState<FollowUpRow>();
  const rows = useReadPages(listFollowUps, { query: { until: daysAfter(todayHere(), daysAhead) } });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="follow-ups">
      <Title order={2} id="follow-ups" mb="sm">
        {list.title}
      </Title>
      <Reading query={rows} isEmpty={() => items.length === 0} empty={<Text c="dimmed">{list.none}</Text>}>
        {() => (
          <ul className={classes.list}>
            {items.map((row) => (
              <li key={row.closureId} className={classes.row}>
                <div>
                  <Text fw={600}>{row.studentName}</Text>
                  <Text size="sm" c="dimmed">
                    {list.due(formatRelativeDay(row.followUpOn))} · {list.line(row.programme, formatShortDate(row.closedOn))}
                  </Text>
                  {row.whatNext !== '' && <p className={classes.said}>{row.whatNext}</p>}
                </div>
                <Button variant="default" onClick={() => setOpen(row)} aria-label={list.recordNamed(row.studentName)}>
                  {list.record}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Reading>
      <MorePages query={rows} />
      {open && <FollowUpForm row={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

interface FollowUpFormProps {
  row: Pick<FollowUpRow, 'closureId' | 'studentName' | 'version'>;
  onClose: () => void;
}

/** Records that a closed case was followed up, or when to try again. */
export function FollowUpForm({ row, onClose }: FollowUpFormProps) {
  const form = useForm<{ how: 'yes' | 'later'; day: string; note: string }>({
    initialValues: { how: 'yes', day: todayHere(), note: '' },
    validate: { day: (day) => (day === '' ? words.missing : null) },
  });
  const { how } = form.values;
  const record = useWrite(recordFollowUp, {
    invalidates: [listFollowUps, getClosure, listStudentClosures],
    form: { setErrors: (errors) => form.setErrors({ ...errors, day: errors['followedUpOn'] ?? errors['again'] }) },
    onDone: () => {
      toast.done(how === 'yes' ? words.done : words.moved);
      onClose();
    },
  });
  const submit = form.onSubmit(({ day, note }) =>
    record.mutate({
      params: { id: row.closureId },
      ifMatch: row.version,
      body: { followedUpOn: how === 'yes' ? day : null, again: how === 'later' ? day : null, note },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={words.title(row.studentName)}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <FieldsetRadios
            legend={words.how}
            choices={[
              { value: 'yes', label: words.yes },
              { value: 'later', label: words.later },
            ]}
            value={how}
            onChange={(value) => form.setValues({ how: value, day: value === 'yes' ? todayHere() : daysAfter(todayHere(), daysAhead) })}
          />
          <TextInput type="date" label={how === 'yes' ? words.on : words.again} required {...form.getInputProps('day')} />
          <Textarea label={words.note} autosize minRows={3} maxLength={5000} {...form.getInputProps('note')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={record.isPending}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
