import { Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Suspense, lazy, useState } from 'react';
import type { TargetStanding } from '@waymark/contract/evidence.ts';
import {
  type StudentTargets as Targets,
  listTargetChoices,
  listTargets,
  removeTarget,
  replaceTarget,
  setTarget,
} from '@waymark/contract/targets.ts';
import { getReview } from '@waymark/contract/reviews.ts';
import { useRead, useWrite } from '../api.ts';
import { PageSection } from '../students/PageSection.tsx';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { TargetTable } from './TargetTable.tsx';
import type { EnteredTarget } from './TargetForm.tsx';

const TargetForm = lazy(() => import('./TargetForm.tsx'));
const words = t.targets;
const changed = [listTargets, listTargetChoices, getReview];

/** A student's targets by enrolment, as a part of their page. */
export default function StudentTargets({ studentId }: { studentId: string }) {
  const targets = useRead(listTargets, { params: { id: studentId } });
  return (
    <PageSection title={words.title} id="student-targets">
      <Reading query={targets} isEmpty={({ items }) => items.length === 0} empty={<Text c="dimmed">{words.none}</Text>}>
        {({ items }) => (
          <Stack gap="lg" align="stretch">
            {items
              // a closed enrolment without targets has nothing to say
              .filter(({ closed, targets: set, earlier }) => !closed || set.length + earlier.length > 0)
              .map((enrolment) => (
                <OfEnrolment key={enrolment.enrolmentId} enrolment={enrolment} />
              ))}
          </Stack>
        )}
      </Reading>
    </PageSection>
  );
}

type Enrolment = Targets['items'][number];

function OfEnrolment({ enrolment }: { enrolment: Enrolment }) {
  const { can } = useSession();
  const [form, setForm] = useState<{ change?: TargetStanding }>();
  const [removing, setRemoving] = useState<TargetStanding>();
  const close = () => setForm(undefined);
  const writes = can('lead', 'mentor') && !enrolment.closed;
  const done = (text: string) => () => {
    toast.done(text);
    close();
  };
  const set = useWrite(setTarget, { invalidates: changed, onDone: done(words.form.done) });
  const replace = useWrite(replaceTarget, { invalidates: changed, onDone: done(words.form.changed) });
  const save = ({ name: _name, reason, measureId, seriesId, ...target }: EnteredTarget) => {
    if (form?.change) replace.mutate({ params: { id: form.change.id }, body: { ...target, reason } });
    else set.mutate({ params: { id: enrolment.enrolmentId }, body: { ...target, measureId, seriesId } });
  };
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h4">
          {words.programme(enrolment.programme, enrolment.closed)}
        </Title>
        {writes && (
          <Button variant="default" onClick={() => setForm({})} className="no-print">
            {words.set}
          </Button>
        )}
      </Group>
      {enrolment.targets.length === 0 ? (
        <Text c="dimmed">
          {words.none} {writes && words.noneHint}
        </Text>
      ) : (
        <TargetTable
          targets={enrolment.targets}
          onChange={writes ? (change) => setForm({ change }) : undefined}
          onRemove={writes ? setRemoving : undefined}
        />
      )}
      {enrolment.earlier.length > 0 && (
        <details>
          <summary style={{ cursor: 'pointer', paddingBlock: 10 }}>{words.earlier(enrolment.earlier.length)}</summary>
          <ul>
            {enrolment.earlier.map((one) => (
              <li key={one.id}>
                {words.was(one.name, one.shown, formatDate(one.setOn), formatDate(one.replacedOn))}
                {one.replacedReason !== '' && (
                  <Text size="sm" c="dimmed">
                    {one.replacedReason}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Suspense>
        {form && (
          <TargetForm
            enrolmentId={enrolment.enrolmentId}
            change={form.change}
            taken={enrolment.targets.map(({ measureId, seriesId }) => measureId ?? seriesId ?? '')}
            busy={set.isPending || replace.isPending}
            onSave={save}
            onClose={close}
          />
        )}
      </Suspense>
      {removing && <Remove target={removing} onClose={() => setRemoving(undefined)} />}
    </div>
  );
}

function Remove({ target, onClose }: { target: TargetStanding; onClose: () => void }) {
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() === '' ? words.form.reasonMissing : null) },
  });
  const remove = useWrite(removeTarget, {
    invalidates: changed,
    form,
    onDone: () => {
      toast.done(words.form.removed);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={words.form.removeTitle(target.name)}>
      <form onSubmit={form.onSubmit((body) => remove.mutate({ params: { id: target.id }, body }))} noValidate>
        <Stack>
          <TextInput label={words.form.removeReason} required maxLength={200} {...form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" color="red" loading={remove.isPending}>
              {words.form.removeSave}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
