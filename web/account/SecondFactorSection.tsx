import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sessionKey } from '../shell/loadSession.ts';
import { beginSecondFactor, endSecondFactor, renewRecoveryCodes } from '../sign-in/accounts.ts';
import * as t from '../strings/catalogue.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { confirm } from '../ui/confirm.ts';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { describe, toast } from '../ui/toast.tsx';
import { useFocusOnMount } from '../ui/useFocusOnMount.ts';
import { SecondFactorSetUp } from './SecondFactorSetUp.tsx';

const words = t.account.secondFactor;
type Wish = 'begin' | 'renew' | 'end';

/** Everything about it asks for the password first: a tab left open must not be enough to take it away. */
export function SecondFactorSection() {
  const { user } = useSession();
  const queries = useQueryClient();
  const [wish, setWish] = useState<Wish>();
  const [setUp, setSetUp] = useState<{ totpURI?: string; backupCodes: string[] }>();

  const act = async (password: string) => {
    if (wish === 'begin') setSetUp(await beginSecondFactor(password));
    if (wish === 'renew') setSetUp(await renewRecoveryCodes(password));
    if (wish === 'end') {
      if (!(await confirm({ title: words.endTitle, body: words.endBody, confirmLabel: words.end, danger: true }))) return;
      await endSecondFactor(password);
      await queries.invalidateQueries({ queryKey: sessionKey });
      toast.done(words.off);
    }
    setWish(undefined);
  };
  const finish = async () => {
    setSetUp(undefined);
    await queries.invalidateQueries({ queryKey: sessionKey });
  };

  return (
    <Section title={words.title} lead={user.twoFactor ? words.leadOn : words.leadOff}>
      {wish === undefined ? (
        <Group>
          {user.twoFactor ? (
            <>
              <Button variant="default" onClick={() => setWish('renew')}>
                {words.renew}
              </Button>
              <Button variant="default" onClick={() => setWish('end')}>
                {words.end}
              </Button>
            </>
          ) : (
            <Button variant="default" onClick={() => setWish('begin')}>
              {words.begin}
            </Button>
          )}
        </Group>
      ) : (
        <AskPassword label={wish === 'begin' ? words.continue : words[wish]} act={act} onCancel={() => setWish(undefined)} />
      )}
      {setUp && <SecondFactorSetUp {...setUp} email={user.email} onFinish={() => void finish()} onCancel={() => setSetUp(undefined)} />}
    </Section>
  );
}

function AskPassword({ label, act, onCancel }: { label: string; act: (password: string) => Promise<void>; onCancel: () => void }) {
  const [password, setPassword] = useState('');
  const field = useFocusOnMount<HTMLInputElement>();
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password === '') return setProblem(t.signIn.missingPassword);
    setSending(true);
    try {
      await act(password);
    } catch (error) {
      setProblem(describe(error).title);
    } finally {
      setSending(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <PasswordField
          label={words.password}
          autoComplete="current-password"
          ref={field}
          value={password}
          error={problem}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={sending}>
            {label}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t.shell.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
