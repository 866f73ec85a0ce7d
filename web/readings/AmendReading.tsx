import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { MissingReason } from '@waymark/contract/assessments.ts';
import { getBaseline } from '@waymark/contract/baselines.ts';
import { problemWithValue } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { amendReading, listReadings, listStudentMeasures, type Reading } from '@waymark/contract/readings.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import { ValueField } from './ValueField.tsx';

const words = t.readings;

/** Corrects one reading: what it should have said, and why. */
export function AmendReading({ measure, reading, onClose }: { measure: Measure; reading: Reading; onClose: () => void }) {
  const [id] = useState(uuidv7);
  const [value, setValue] = useState(reading.value);
  const [missingReason, setMissing] = useState(reading.missingReason);
  const [takenOn, setTakenOn] = useState(reading.takenOn);
  const [note, setNote] = useState(reading.note);
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState<Record<string, string>>({});
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const amend = useWrite(amendReading, {
    invalidates: [listReadings, listStudentMeasures, getBaseline],
    form: { setErrors: setSaid },
    onDone: () => {
      toast.done(words.amended);
      onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong: Record<string, string> = {};
    const problem = value === null ? undefined : problemWithValue(measure.scale, value);
    if (problem !== undefined) wrong['value'] = problem;
    if (value === null && missingReason === null) wrong['value'] = words.form.nothing;
    if (reason.trim() === '') wrong['reason'] = words.amendReasonMissing;
    setSaid(wrong);
    if (Object.keys(wrong).length > 0) return;
    amend.mutate({ params: { id: reading.id }, body: { id, takenOn, from: reading.from, value, missingReason, note, reason } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={3} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {words.amendTitle}
        </Title>
        <Text c="dimmed">{words.amendLead}</Text>
        <TextInput
          type="date"
          label={words.form.takenOn}
          max={todayHere()}
          value={takenOn}
          onChange={(event) => setTakenOn(event.currentTarget.value)}
          error={said['takenOn']}
        />
        <ValueField
          measure={measure}
          label={words.form.value}
          value={value}
          error={said['value']}
          onChange={(next) => {
            setValue(next);
            if (next !== null) setMissing(null);
          }}
        />
        <Select
          label={words.form.missing}
          placeholder={words.form.choose}
          data={MissingReason.options.map((one) => ({ value: one, label: t.measures.missing[one] }))}
          value={missingReason}
          onChange={(next) => {
            setMissing(next);
            if (next !== null) setValue(null);
          }}
          clearable
        />
        <TextInput label={words.form.note} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <TextInput
          label={words.amendReason}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={said['reason']}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" loading={amend.isPending}>
            {words.amendSubmit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
