import { Anchor, Alert, Button, Checkbox, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { uuidv7 } from 'uuidv7';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { getIntervention } from '@waymark/contract/interventions.ts';
import { newRegister, recordSession } from '@waymark/contract/participations.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { StudentsPicker } from '../students/StudentPicker.tsx';
import { todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { readsOfHelp } from './changed.ts';
import classes from './Register.module.css';
import { bodyOf, countMarks, isPartMissing } from './registerDraft.ts';
import { RegisterLines } from './RegisterLines.tsx';
import { useRegister } from './useRegister.ts';

const words = t.help.register;

/** `/interventions/:id/register`: a group's session, everybody present until tapped otherwise. */
export function Component() {
  const { id = '' } = useParams();
  const intervention = useRead(getIntervention, { params: { id } });
  return (
    <Reading query={intervention} loading={<Page title={t.help.page.takeRegister} />}>
      {(data) => <TakeRegister intervention={data} />}
    </Reading>
  );
}

function TakeRegister({ intervention }: { intervention: ResponseOf<typeof getIntervention> }) {
  const { id, name } = intervention;
  const navigate = useNavigate();
  // made once: pressing twice is recording once
  const [sessionId] = useState(uuidv7);
  const [on, setOn] = useState(todayHere);
  const [minutes, setMinutes] = useState<number | null>(intervention.usualMinutes);
  const [title, setTitle] = useState('');
  const [another, setAnother] = useState(false);
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState(false);
  const register = useRead(newRegister, { params: { id }, query: { on } }, { keep: true, enabled: on !== '' });
  const draft = useRegister(register.data?.lines ?? [], true);
  useUnsavedGuard(!saved && (draft.isTouched || title !== ''));
  const record = useWrite(recordSession, {
    invalidates: readsOfHelp,
    onDone: () => {
      setSaved(true);
      toast.done(words.saved);
      // the guard hears of it first
      setTimeout(() => void navigate(`/interventions/${id}`), 0);
    },
  });
  const sameDay = register.data?.sameDay ?? [];
  const counts = countMarks(draft.lines);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (minutes === null || record.isPending || draft.lines.some((line) => isPartMissing(line, minutes))) return;
    record.mutate({ body: { id: sessionId, interventionId: id, heldOn: on, minutes, title, marks: bodyOf(draft.lines), another } });
  };

  return (
    <Page title={words.title(name)} lead={words.lead} width="normal" parents={parentsOf(id, name)}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <div className={classes.facts}>
            <TextInput
              type="date"
              label={words.day}
              required
              max={todayHere()}
              value={on}
              onChange={(event) => setOn(event.currentTarget.value)}
            />
            <MinutesInput minutes={minutes} onChange={setMinutes} tried={tried} />
          </div>
          <TextInput
            label={words.about}
            description={words.aboutHint}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          {sameDay.length > 0 && (
            <Alert color="orange" title={words.sameDay}>
              <Stack gap="xs" align="flex-start">
                <Text>{words.sameDayText}</Text>
                {sameDay.map((one) => (
                  <Anchor key={one.id} component={Link} to={`/interventions/${id}/sessions/${one.id}`}>
                    {words.openIt(
                      [one.title, t.help.minutes(one.minutes), t.help.sessions.marksOf(one.attended, one.part, one.absent)]
                        .filter(Boolean)
                        .join(' · '),
                    )}
                  </Anchor>
                ))}
                <Checkbox label={words.second} checked={another} onChange={(event) => setAnother(event.currentTarget.checked)} />
              </Stack>
            </Alert>
          )}
          <Title order={2} size="h4">
            {words.students}
          </Title>
          <Reading query={register}>
            {() =>
              draft.lines.length === 0 ? (
                <Text c="dimmed">{words.nobody}</Text>
              ) : (
                <RegisterLines lines={draft.lines} sessionMinutes={minutes ?? 0} tried={tried} onTap={draft.tap} />
              )
            }
          </Reading>
          <StudentsPicker label={words.addStudent} chosen={draft.extra} onChange={draft.setExtra} />
          <div className={classes.foot}>
            <Text role="status">{t.help.sessions.marksOf(counts.attended, counts.part, counts.absent)}</Text>
            <Button type="submit" loading={record.isPending} disabled={bodyOf(draft.lines).length === 0}>
              {words.save}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  );
}

export const parentsOf = (id: string, name: string) => [
  { label: t.help.title, to: '/interventions' },
  { label: name, to: `/interventions/${id}` },
];

interface MinutesInputProps {
  minutes: number | null;
  onChange: (minutes: number | null) => void;
  tried: boolean;
  disabled?: boolean;
}

export function MinutesInput({ minutes, onChange, tried, disabled = false }: MinutesInputProps) {
  return (
    <NumberInput
      label={words.minutes}
      required
      min={1}
      max={10_080}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      inputMode="numeric"
      disabled={disabled}
      value={minutes ?? ''}
      onChange={(value) => onChange(typeof value === 'number' ? value : null)}
      error={tried && minutes === null ? words.minutesMissing : undefined}
    />
  );
}
