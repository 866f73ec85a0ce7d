import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { t } from '../strings/catalogue.ts';
import { describe } from '../ui/toast.tsx';
import { requestLink, signInWithPassword } from './accounts.ts';
import { SecondFactorForm } from './SecondFactorForm.tsx';

interface SignInFormProps {
  /** Somebody known already, who signs in again: their address cannot be changed, and no link is offered. */
  email?: string;
  /** Where a link leads. */
  next?: string;
  onDone: () => unknown;
}

/** Password or link, then the second factor for who has one. */
export function SignInForm({ email: known, next = '/', onDone }: SignInFormProps) {
  const [step, setStep] = useState<'password' | 'link' | 'linkSent' | 'secondFactor'>('password');
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const words = t.signIn;
  const form = useForm({
    initialValues: { email: known ?? '', password: '' },
    validate: {
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : words.missingEmail),
      password: (password) => (step === 'password' && password === '' ? words.missingPassword : null),
    },
  });

  const submit = form.onSubmit(async ({ email, password }) => {
    setProblem(undefined);
    setSending(true);
    try {
      if (step === 'link') {
        await requestLink(email.trim(), next);
        setStep('linkSent');
      } else if ((await signInWithPassword(email.trim(), password)) === 'secondFactor') {
        setStep('secondFactor');
      } else {
        await onDone();
      }
    } catch (error) {
      setProblem(describe(error).title);
    } finally {
      setSending(false);
    }
  });

  if (step === 'secondFactor') return <SecondFactorForm onDone={onDone} onBack={() => setStep('password')} />;
  if (step === 'linkSent') {
    return (
      <Stack role="status">
        <Text fw={600}>{words.linkSent.title}</Text>
        <Text>{words.linkSent.text(form.values.email.trim())}</Text>
        <Text c="dimmed">{words.linkSent.notThere}</Text>
        <Anchor component="button" type="button" ta="start" onClick={() => setStep('link')}>
          {words.linkSent.again}
        </Anchor>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problem !== undefined && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput label={words.email} type="email" autoComplete="username" inputMode="email" readOnly={known !== undefined} {...form.getInputProps('email')} />
        {step === 'password' && <PasswordInput label={words.password} autoComplete="current-password" {...form.getInputProps('password')} />}
        <Button type="submit" loading={sending}>
          {step === 'link' ? words.sendLink : words.submit}
        </Button>
        {known === undefined && (
          <>
            {step === 'password' && (
              <Text size="sm" c="dimmed">
                {words.byLinkHint}
              </Text>
            )}
            <Button variant="default" onClick={() => setStep(step === 'link' ? 'password' : 'link')}>
              {step === 'link' ? words.byPassword : words.byLink}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}
