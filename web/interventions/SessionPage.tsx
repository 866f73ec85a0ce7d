import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { cancelSession, correctSession, getRegister, restoreSession } from '@waymark/contract/participations.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { StudentsPicker } from '../students/StudentPicker.tsx';
import { confirm } from '../ui/confirm.ts';
import { todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { readsOfHelp } from './changed.ts';
import classes from './Register.module.css';
import { bodyOf, countMarks, isPartMissing } from './registerDraft.ts';
import { RegisterLines } from './RegisterLines.tsx';
import { MinutesInput, parentsOf } from './RegisterPage.tsx';
import { useRegister } from './useRegister.ts';

const words = t.help.register;

/** `/interventions/:id/sessions/:sessionId`: a register that was taken; what is corrected keeps the earlier mark. */
export function Component() {
  const { sessionId = '' } = useParams();
  const session = useRead(getRegister, { params: { id: sessionId } });
  return (
    <Reading query={session} loading={<Page title={t.help.sessions.title} />}>
      {(data) => <Correct key={data.version} session={data} />}
    </Reading>
  );
}

function Correct({ session }: { session: ResponseOf<typeof getRegister> }) {
  const { id, intervention, interventionId, version, cancelled, mayChangeFacts } = session;
  const { can } = useSession();
  const navigate = useNavigate();
  const [on, setOn] = useState(session.heldOn);
  const [minutes, setMinutes] = useState<number | null>(session.minutes);
  const [title, setTitle] = useState(session.title);
  const [tried, setTried] = useState(false);
  const draft = useRegister(session.lines, false);
  const isTouched = draft.isTouched || on !== session.heldOn || minutes !== session.minutes || title !== session.title;
  const [saved, setSaved] = useState(false);
  useUnsavedGuard(!saved && isTouched);
  const correct = useWrite(correctSession, {
    invalidates: readsOfHelp,
    onDone: () => {
      setSaved(true);
      toast.done(words.corrected);
      // the guard hears of it first
      setTimeout(() => void navigate(`/interventions/${interventionId}`), 0);
    },
  });
  const strike = useWrite(cancelSession, { invalidates: readsOfHelp, onDone: () => toast.done(words.struckToast) });
  const restore = useWrite(restoreSession, { invalidates: readsOfHelp, onDone: () => toast.done(words.restored) });
  const writes = can('mentor', 'lead');
  const counts = countMarks(draft.lines);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (minutes === null || correct.isPending || draft.lines.some((line) => isPartMissing(line, minutes))) return;
    correct.mutate({ params: { id }, ifMatch: version, body: { heldOn: on, minutes, title, marks: bodyOf(draft.lines) } });
  };
  const askStrike = async () => {
    if (await confirm({ title: words.strike, body: words.strikeText, confirmLabel: words.strike, danger: true })) {
      strike.mutate({ params: { id }, ifMatch: version });
    }
  };

  return (
    <Page
      title={words.title(intervention)}
      lead={cancelled || !writes ? undefined : words.leadPast}
      width="normal"
      parents={parentsOf(interventionId, intervention)}
      actions={
        writes &&
        mayChangeFacts && (
          <Button
            variant="default"
            loading={strike.isPending || restore.isPending}
            onClick={() => (cancelled ? restore.mutate({ params: { id }, ifMatch: version }) : void askStrike())}
          >
            {cancelled ? words.restore : words.strike}
          </Button>
        )
      }
    >
      {cancelled && (
        <Alert color="orange" mb="md">
          {words.struck}
        </Alert>
      )}
      <form onSubmit={submit} noValidate>
        <fieldset disabled={cancelled || !writes} className={classes.plain}>
          <Stack gap="md">
            {writes && !mayChangeFacts && <Text c="dimmed">{words.notYours}</Text>}
            <div className={classes.facts}>
              <TextInput
                type="date"
                label={words.day}
                required
                max={todayHere()}
                disabled={!mayChangeFacts}
                value={on}
                onChange={(event) => setOn(event.currentTarget.value)}
              />
              <MinutesInput minutes={minutes} onChange={setMinutes} tried={tried} disabled={!mayChangeFacts} />
            </div>
            <TextInput
              label={words.about}
              maxLength={200}
              disabled={!mayChangeFacts}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <RegisterLines lines={draft.lines} sessionMinutes={minutes ?? 0} tried={tried} onTap={draft.tap} />
            {writes && !cancelled && (
              <>
                <StudentsPicker label={words.addStudent} chosen={draft.extra} onChange={draft.setExtra} />
                <div className={classes.foot}>
                  <Text role="status">{t.help.sessions.marksOf(counts.attended, counts.part, counts.absent)}</Text>
                  <Button type="submit" loading={correct.isPending} disabled={!isTouched}>
                    {words.save}
                  </Button>
                </div>
              </>
            )}
          </Stack>
        </fieldset>
      </form>
    </Page>
  );
}
