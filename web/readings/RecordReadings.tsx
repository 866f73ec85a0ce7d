import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Point } from '@waymark/contract/assessments.ts';
import { getBaseline, listBaselines } from '@waymark/contract/baselines.ts';
import { problemWithValue } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { listReadings, listStudentMeasures, recordReadings } from '@waymark/contract/readings.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import { type Filled, OneReading } from './OneReading.tsx';

const words = t.readings.form;

interface RecordReadingsProps {
  studentId: string;
  name: string;
  /** What can be recorded; one opens with that one alone. */
  measures: readonly Measure[];
  enrolmentId?: string;
  point?: Point;
  onClose: () => void;
}

/** Records readings by hand: one measure or many at once, all of one day. What is left empty is not recorded. */
export default function RecordReadings({ studentId, name, measures, enrolmentId, point, onClose }: RecordReadingsProps) {
  const [takenOn, setTakenOn] = useState(todayHere());
  const [filled, setFilled] = useState<Record<string, Filled>>({});
  const [said, setSaid] = useState<Record<string, string>>({});
  const record = useWrite(recordReadings, {
    invalidates: [listStudentMeasures, listReadings, getBaseline, listBaselines],
    onDone: ({ recorded }) => {
      toast.done(words.recorded(recorded));
      onClose();
    },
  });
  const change = (measureId: string, to: Partial<Filled>) =>
    setFilled((all) => ({
      ...all,
      [measureId]: { ...(all[measureId] ?? { id: uuidv7(), value: null, missingReason: null, note: '' }), ...to },
    }));
  const given = measures.flatMap((measure) => {
    const one = filled[measure.id];
    return one === undefined || (one.value === null && one.missingReason === null) ? [] : [{ measure, ...one }];
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = given.flatMap(({ measure, value }) => {
      const problem = value === null ? undefined : problemWithValue(measure.scale, value);
      return problem === undefined ? [] : [[measure.id, problem] as const];
    });
    if (takenOn > todayHere()) wrong.push(['takenOn', words.future]);
    if (given.length === 0) wrong.push(['', words.nothing]);
    setSaid(Object.fromEntries(wrong));
    if (wrong.length > 0) return;
    const readings = given.map(({ measure, ...one }) => ({ ...one, measureId: measure.id, takenOn }));
    record.mutate({ params: { id: studentId }, body: { enrolmentId: enrolmentId ?? null, point: point ?? null, readings } });
  };
  return (
    <Modal opened onClose={onClose} title={words.title(name)} closeOnClickOutside={given.length === 0} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          {measures.length > 1 && <Text c="dimmed">{words.lead}</Text>}
          <TextInput
            type="date"
            label={words.takenOn}
            description={words.takenOnHint}
            max={todayHere()}
            value={takenOn}
            onChange={(event) => setTakenOn(event.currentTarget.value)}
            error={said['takenOn']}
          />
          {measures.map((measure) => (
            <OneReading
              key={measure.id}
              measure={measure}
              filled={filled[measure.id]}
              error={said[measure.id]}
              onChange={(to) => change(measure.id, to)}
            />
          ))}
          {said[''] !== undefined && (
            <Text role="alert" c="var(--mantine-color-error)">
              {said['']}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={record.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
