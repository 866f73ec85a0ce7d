import { Button, CopyButton, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { ApiError } from '@waymark/contract/client.ts';
import type { Room } from '@waymark/contract/meeting-room.ts';
import { deviceShelf, type KeptAnswer } from '../offline/answers.ts';
import { dropRead, keptRead } from '../offline/reads.ts';
import type { Vault } from '../offline/vault.ts';
import * as t from '../strings/catalogue.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Page } from '../ui/Page.tsx';
import classes from './Outcome.module.css';
import { roomKey } from './readRoom.ts';

const text = t.meetingRoom.gone;

/** A meeting the server will not show this person: never theirs, or theirs until the match ended. What only this device has is handed over as text. */
export function GoneView({
  meetingId,
  vault,
  room: given,
  error,
}: {
  meetingId: string;
  vault: Vault | undefined;
  room?: Room;
  error?: ApiError;
}) {
  const [kept, setKept] = useState<KeptAnswer[] | undefined>(vault ? undefined : []);
  const [room, setRoom] = useState(given);
  useEffect(() => {
    if (!vault) return;
    void Promise.all([deviceShelf({ vault, meetingId, studentId: '' }).all(), keptRead<Room>(vault, roomKey(meetingId))]).then(
      ([answers, read]) => {
        setRoom((former) => former ?? read);
        setKept(answers);
        // the student is no longer theirs: the questions' wording is needed once more, here, and no record of them stays behind
        return dropRead(vault, roomKey(meetingId));
      },
      () => setKept([]),
    );
  }, [vault, meetingId]);

  if (kept === undefined) return null;
  // nothing was ever entered here: a wrong address, or somebody else's meeting
  if (kept.length === 0 && given === undefined && error) return <ErrorState error={error} />;
  const unsent = kept.filter(({ saved, value }) => !saved && value !== null);
  return (
    <div className={classes.outcome}>
      <Page title={text.title} parents={[]} width="normal">
        <Stack gap="md" align="flex-start">
          <Text>{text.body}</Text>
          {unsent.length > 0 && (
            <>
              <Text>{text.local(unsent.length)}</Text>
              <CopyButton value={asText(unsent, room)}>
                {({ copied, copy }) => <Button onClick={copy}>{copied ? text.copied : text.copy}</Button>}
              </CopyButton>
            </>
          )}
          <Button variant="default" component={Link} to="/">
            {t.meetingRoom.recorded.day}
          </Button>
        </Stack>
      </Page>
    </div>
  );
}

/** What was entered, in words, to be pasted into an e-mail to the lead. */
function asText(answers: readonly KeptAnswer[], room: Room | undefined): string {
  return answers
    .flatMap(({ key, value }) => {
      const { level, missingReason, reason, body, title, detail, note, action } = value as Record<
        string,
        string | number | null | undefined
      > & { action?: { title: string; detail: string } };
      const statement =
        room?.questions.find(({ outcomeId }) => key === `score:${outcomeId}`)?.statement ?? (key.startsWith('score:') ? key : '');
      const said = [
        statement,
        level != null && t.levelChoice.level(Number(level)),
        missingReason && t.levelChoice.missing[missingReason as 'declined'],
        reason,
        body,
        title ?? action?.title,
        detail ?? action?.detail,
        note,
      ].filter(Boolean);
      return said.length === 0 ? [] : [said.join('. ')];
    })
    .join('\n');
}
