import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { ApiError } from '@waymark/contract/client.ts';
import { listInterventions } from '@waymark/contract/interventions.ts';
import { Attended, recordSession } from '@waymark/contract/participations.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { todayHere } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';
import { readsOfHelp } from './changed.ts';
import { MinutesInput } from './RegisterPage.tsx';

const words = t.help.student.form;

/** One student's own session, recorded in a few taps from their page. */
export default function RecordHelp({ student, onClose }: { student: { id: string; name: string }; onClose: () => void }) {
  // made once: pressing twice is recording once
  const [id] = useState(uuidv7);
  const interventions = useRead(listInterventions, { query: {} });
  const [interventionId, setInterventionId] = useState<string | null>(null);
  const [on, setOn] = useState(todayHere);
  const [minutes, setMinutes] = useState<number | null>(null);
  const [attended, setAttended] = useState<Attended>('attended');
  const [part, setPart] = useState<number | null>(null);
  const [title, setTitle] = useState('');
  const [another, setAnother] = useState(false);
  const [tried, setTried] = useState(false);
  const [sameDay, setSameDay] = useState<unknown>();
  const record = useWrite(recordSession, {
    invalidates: readsOfHelp,
    onDone: () => {
      toast.done(words.saved);
      onClose();
    },
    onProblem: (error) => {
      const again = error instanceof ApiError && error.problem.code === 'same-day';
      setSameDay(again ? error : undefined);
      return again;
    },
  });
  const choose = (chosen: string | null) => {
    setInterventionId(chosen);
    const usual = interventions.data?.items.find((one) => one.id === chosen)?.usualMinutes;
    if (minutes === null && usual != null) setMinutes(usual);
  };
  const partMissing = attended === 'part' && (part === null || part < 1 || part >= (minutes ?? 0));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (interventionId === null || minutes === null || partMissing || record.isPending) return;
    const mark = { studentId: student.id, attended, ...(attended === 'part' && part !== null ? { minutes: part } : {}) };
    record.mutate({ body: { id, interventionId, heldOn: on, minutes, title, marks: [mark], another } });
  };
  return (
    <Modal opened onClose={onClose} title={words.title(student.name)} closeOnClickOutside={interventionId === null}>
      <Reading query={interventions} empty={<Text>{words.nothing}</Text>}>
        {({ items }) => (
          <form onSubmit={submit} noValidate>
            <Stack>
              <Select
                label={words.intervention}
                required
                searchable
                data={items.map((one) => ({ value: one.id, label: one.name }))}
                value={interventionId}
                onChange={choose}
                error={tried && interventionId === null ? words.choose : undefined}
              />
              <Group grow align="flex-start">
                <TextInput
                  type="date"
                  label={t.help.register.day}
                  required
                  max={todayHere()}
                  value={on}
                  onChange={(event) => setOn(event.currentTarget.value)}
                />
                <MinutesInput minutes={minutes} onChange={setMinutes} tried={tried} />
              </Group>
              <FieldsetRadios
                legend={words.mark}
                name="attended"
                value={attended}
                onChange={setAttended}
                choices={Attended.options.map((value) => ({ value, label: t.help.attended[value] }))}
              />
              {attended === 'part' && (
                <NumberInput
                  label={t.help.register.partMinutes}
                  min={1}
                  allowDecimal={false}
                  allowNegative={false}
                  hideControls
                  inputMode="numeric"
                  value={part ?? ''}
                  onChange={(value) => setPart(typeof value === 'number' ? value : null)}
                  error={tried && partMissing ? t.help.register.partMissing(minutes ?? 60) : undefined}
                />
              )}
              <TextInput
                label={t.help.register.about}
                description={t.help.register.aboutHint}
                maxLength={200}
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
              {sameDay !== undefined && (
                <>
                  <ErrorState error={sameDay} />
                  <Checkbox label={words.again} checked={another} onChange={(event) => setAnother(event.currentTarget.checked)} />
                </>
              )}
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
        )}
      </Reading>
    </Modal>
  );
}
