import { Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Suspense, lazy, useState } from 'react';
import type { TargetStanding } from '@waymark/contract/evidence.ts';
import type { StudentTargets } from '@waymark/contract/targets.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { TargetTable } from './TargetTable.tsx';
import type { EnteredTarget } from './TargetForm.tsx';

const TargetForm = lazy(() => import('./TargetForm.tsx'));
const words = t.targets;

/** What can be done with targets; each calls `done` once it is. */
interface TargetWrites {
  set: (target: EnteredTarget, done: () => void) => void;
  replace: (former: TargetStanding, target: EnteredTarget, done: () => void) => void;
  remove: (target: TargetStanding, reason: string, done: () => void) => void;
  busy: boolean;
}

interface TargetListProps {
  of: { enrolmentId: string } | { studentId: string };
  title: string;
  /** What sets these apart, and what the button is called where several stand on a page. */
  hint?: string;
  setLabel: string;
  list: StudentTargets['own'];
  /** Null for whoever only reads. */
  writes: TargetWrites | null;
}

/** Targets of one enrolment, or of the student's own: those that hold, to be changed by who may, and those that held before. */
export function TargetList({ of, title, hint, setLabel, list, writes }: TargetListProps) {
  const [form, setForm] = useState<{ change?: TargetStanding }>();
  const [removing, setRemoving] = useState<TargetStanding>();
  const close = () => setForm(undefined);
  const save = (target: EnteredTarget) => (form?.change ? writes?.replace(form.change, target, close) : writes?.set(target, close));
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h4">
          {title}
        </Title>
        {writes && (
          <Button variant="default" onClick={() => setForm({})} className="no-print" aria-label={setLabel}>
            {words.set}
          </Button>
        )}
      </Group>
      {hint !== undefined && (
        <Text size="sm" c="dimmed" mb="xs">
          {hint}
        </Text>
      )}
      {list.targets.length === 0 ? (
        <Text c="dimmed">
          {words.none} {writes && hint === undefined && words.noneHint}
        </Text>
      ) : (
        <TargetTable
          targets={list.targets}
          sayOwn={false}
          onChange={writes ? (change) => setForm({ change }) : undefined}
          onRemove={writes ? setRemoving : undefined}
        />
      )}
      {list.earlier.length > 0 && (
        <details>
          <summary style={{ cursor: 'pointer', paddingBlock: 10 }}>{words.earlier(list.earlier.length)}</summary>
          <ul>
            {list.earlier.map((one) => (
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
        {form && writes && (
          <TargetForm
            of={of}
            change={form.change}
            taken={list.targets.map(({ measureId, seriesId }) => measureId ?? seriesId ?? '')}
            busy={writes.busy}
            onSave={save}
            onClose={close}
          />
        )}
      </Suspense>
      {removing && writes && <Remove target={removing} writes={writes} onClose={() => setRemoving(undefined)} />}
    </div>
  );
}

function Remove({ target, writes, onClose }: { target: TargetStanding; writes: TargetWrites; onClose: () => void }) {
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() === '' ? words.form.reasonMissing : null) },
  });
  return (
    <Modal opened onClose={onClose} title={words.form.removeTitle(target.name)}>
      <form onSubmit={form.onSubmit(({ reason }) => writes.remove(target, reason, onClose))} noValidate>
        <Stack>
          <TextInput label={words.form.removeReason} required maxLength={200} {...form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" color="red" loading={writes.busy}>
              {words.form.removeSave}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
