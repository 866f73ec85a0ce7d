import { Anchor, Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import * as t from '../strings/catalogue.ts';
import { describe } from '../ui/toast.tsx';
import { verifyCode, verifyRecoveryCode } from './accounts.ts';

/** The second step of signing in: the app's six digits, or a recovery code. */
export function SecondFactorForm({ onDone, onBack }: { onDone: () => unknown; onBack: () => void }) {
  const [kind, setKind] = useState<'app' | 'recovery'>('app');
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const words = t.signIn.secondFactor;
  const field = useRef<HTMLInputElement>(null);

  // the keyboard is in the field for the code, also after changing to the other kind
  useEffect(() => field.current?.focus(), [kind]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // people paste "123 456"
    const tidy = code.replaceAll(/\s/g, '');
    if (tidy === '') return setProblem(words.missing);
    setSending(true);
    try {
      await (kind === 'app' ? verifyCode : verifyRecoveryCode)(tidy, trust);
      await onDone();
    } catch (error) {
      setProblem(describe(error).title);
    } finally {
      setSending(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Text>{kind === 'app' ? words.lead : words.recoveryLead}</Text>
        <TextInput
          key={kind}
          ref={field}
          label={kind === 'app' ? words.code : words.recoveryCode}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={problem}
          inputMode={kind === 'app' ? 'numeric' : 'text'}
          autoComplete="one-time-code"
        />
        <Checkbox label={words.trust} checked={trust} onChange={(event) => setTrust(event.currentTarget.checked)} />
        <Button type="submit" loading={sending}>
          {words.submit}
        </Button>
        <Anchor
          component="button"
          type="button"
          onClick={() => {
            setKind(kind === 'app' ? 'recovery' : 'app');
            setCode('');
            setProblem(undefined);
          }}
        >
          {kind === 'app' ? words.useRecovery : words.useApp}
        </Anchor>
        <Anchor component="button" type="button" onClick={onBack}>
          {words.back}
        </Anchor>
      </Stack>
    </form>
  );
}
