import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import * as t from '../strings/catalogue.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { describe } from '../ui/toast.tsx';
import { requestLink, requestNewPassword, signInWithPassword } from './accounts.ts';
import { SecondFactorForm } from './SecondFactorForm.tsx';

type Step = 'password' | 'link' | 'forgotten' | 'sent' | 'secondFactor';

interface SignInFormProps {
  /** `secondFactor` for who comes by a link and still owes a code. */
  first?: Step;
  /** Somebody known already, who signs in again: their address cannot be changed, and no link is offered. */
  email?: string;
  /** Where a link leads. */
  next?: string;
  onDone: () => unknown;
}

/** Password or link, then the second factor for who has one. */
export function SignInForm({ first = 'password', email: known, next = '/', onDone }: SignInFormProps) {
  const [step, setStep] = useState<Step>(first);
  const [asked, setAsked] = useState<Step>('link');
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
      if (step === 'link' || step === 'forgotten') {
        await (step === 'link' ? requestLink(email.trim(), next) : requestNewPassword(email.trim()));
        setAsked(step);
        setStep('sent');
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
  if (step === 'sent') {
    return (
      <Stack role="status">
        <Text fw={600}>{words.linkSent.title}</Text>
        <Text>{(asked === 'link' ? words.linkSent.text : words.linkSent.passwordText)(form.values.email.trim())}</Text>
        <Text c="dimmed">{words.linkSent.notThere}</Text>
        <Anchor component="button" type="button" ta="start" onClick={() => setStep(asked)}>
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
        <TextInput
          label={words.email}
          type="email"
          autoComplete="username"
          inputMode="email"
          readOnly={known !== undefined}
          {...form.getInputProps('email')}
        />
        {step === 'password' && (
          <PasswordField label={words.password} autoComplete="current-password" data-autofocus {...form.getInputProps('password')} />
        )}
        <Button type="submit" loading={sending}>
          {step === 'link' ? words.sendLink : step === 'forgotten' ? words.sendPasswordLink : words.submit}
        </Button>
        {known === undefined && (
          <>
            <Button variant="default" onClick={() => setStep(step === 'password' ? 'link' : 'password')}>
              {step === 'password' ? words.byLink : words.byPassword}
            </Button>
            {step === 'password' && (
              <Anchor component="button" type="button" onClick={() => setStep('forgotten')}>
                {words.forgotten}
              </Anchor>
            )}
          </>
        )}
      </Stack>
    </form>
  );
}
