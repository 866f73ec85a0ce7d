import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { TargetStanding } from '@waymark/contract/evidence.ts';
import { listStudentTargetChoices, listTargetChoices, type TargetChoices } from '@waymark/contract/targets.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Reading } from '../ui/Reading.tsx';
import { type What, ValueField, WhatField, measureOf, outcomeOf } from './TargetFields.tsx';

const words = t.targets.form;

/** A target as it was entered. */
export interface EnteredTarget {
  id: string;
  name: string;
  measureId: string | null;
  seriesId: string | null;
  value: number;
  dueOn: string | null;
  note: string;
  reason: string;
}

interface TargetFormProps {
  /** Whose target it is: an enrolment's, or a student's own. */
  of: { enrolmentId: string } | { studentId: string };
  /** The target to change; a new one without. */
  change?: TargetStanding | undefined;
  /** Measures and series that have a target already. */
  taken: readonly string[];
  busy: boolean;
  onSave: (target: EnteredTarget) => void;
  onClose: () => void;
}

/** Enters a target. What becomes of it is the caller's: written at once, or with a review. */
export default function TargetForm(props: TargetFormProps) {
  const { of, change, onClose } = props;
  const [enrolmentId, studentId] = 'enrolmentId' in of ? [of.enrolmentId, undefined] : [undefined, of.studentId];
  const ofEnrolment = useRead(listTargetChoices, { params: { id: enrolmentId ?? '' } }, { enabled: enrolmentId !== undefined });
  const ofStudent = useRead(listStudentTargetChoices, { params: { id: studentId ?? '' } }, { enabled: studentId !== undefined });
  const choices = enrolmentId === undefined ? ofStudent : ofEnrolment;
  return (
    <Modal opened onClose={onClose} title={change ? words.titleChange(change.name) : words.titleNew} size="lg">
      <Reading query={choices} isEmpty={() => false}>
        {(data) => <Fields {...props} choices={data} />}
      </Reading>
    </Modal>
  );
}

function Fields({ of, change, taken, busy, choices, onSave, onClose }: TargetFormProps & { choices: TargetChoices }) {
  // made once: pressing twice is setting once
  const [id] = useState(uuidv7);
  const was = change && (change.measureId === null ? `outcome ${change.seriesId}` : `measure ${change.measureId}`);
  const form = useForm<{ what: What | null; value: number | null; dueOn: string; note: string; reason: string }>({
    initialValues: { what: was ?? null, value: change?.value ?? null, dueOn: change?.dueOn ?? '', note: change?.note ?? '', reason: '' },
    validate: {
      what: (what) => (what === null ? words.whatMissing : null),
      value: (value) => (value === null ? words.valueMissing : null),
      reason: (reason) => (change && reason.trim() === '' ? words.reasonMissing : null),
    },
  });
  const submit = form.onSubmit(({ what, value, dueOn, note, reason }) => {
    if (value === null) return;
    const measure = measureOf(choices, what);
    const outcome = outcomeOf(choices, what);
    onSave({
      id,
      name: measure?.name ?? outcome?.statement ?? '',
      measureId: measure?.id ?? null,
      seriesId: outcome?.seriesId ?? null,
      value,
      dueOn: dueOn === '' ? null : dueOn,
      note,
      reason,
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {!change && (
          <WhatField
            choices={choices}
            taken={new Set(taken)}
            value={form.values.what}
            error={form.errors['what']}
            onChange={(what) => form.setValues({ what, value: null })}
          />
        )}
        <ValueField
          choices={choices}
          what={form.values.what}
          value={form.values.value}
          error={form.errors['value']}
          onChange={(value) => form.setFieldValue('value', value)}
        />
        <TextInput
          type="date"
          label={words.dueOn}
          description={'enrolmentId' in of ? words.dueHint : words.dueHintOwn}
          {...form.getInputProps('dueOn')}
        />
        <TextInput label={words.note} maxLength={1000} {...form.getInputProps('note')} />
        {change && <TextInput label={words.reason} required maxLength={200} {...form.getInputProps('reason')} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {change ? words.saveChange : words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
