import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { acceptInvitation, getInvitation } from '@waymark/contract/invitations.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { call, fieldErrors, queryClient, useRead } from '../api.ts';
import { sessionKey } from '../shell/loadSession.ts';
import * as t from '../strings/catalogue.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { signInWithPassword } from './accounts.ts';
import { Alone } from './Alone.tsx';
import { checkNewPassword, NewPassword } from './NewPassword.tsx';
import { SecondFactorForm } from './SecondFactorForm.tsx';

const words = t.signIn.invitation;

/** `/invitation/:token`: who is invited, to what; a name, a password, and in. */
export function Component() {
  const { token = '' } = useParams();
  const invitation = useRead(getInvitation, { params: { token } });
  if (invitation.error) {
    return (
      <Alone title={words.failed} lead={words.failedNext}>
        <Stack>
          <ErrorState error={invitation.error} />
          <Button component={Link} to="/sign-in" variant="default">
            {words.signIn}
          </Button>
        </Stack>
      </Alone>
    );
  }
  if (!invitation.data) {
    return (
      <Alone title={words.loadingTitle}>
        <Loading />
      </Alone>
    );
  }
  return <Acceptance token={token} invitation={invitation.data} />;
}

function Acceptance({ token, invitation }: { token: string; invitation: ResponseOf<typeof getInvitation> }) {
  const { organisation, role, email, hasAccount } = invitation;
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const [accepted, setAccepted] = useState(false);
  const [secondFactor, setSecondFactor] = useState(false);
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { name: invitation.name, password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? words.nameMissing : null),
      password: (password) => (hasAccount ? (password === '' ? t.signIn.missingPassword : null) : checkNewPassword(password)),
    },
  });
  /** Takes the seat, once, and goes in. */
  const enter = async (body: { name: string; password?: string }) => {
    if (!accepted) await call(acceptInvitation, { params: { token }, body });
    setAccepted(true);
    if (body.password !== undefined) await signInWithPassword(email, body.password);
    await queryClient.invalidateQueries({ queryKey: sessionKey });
    await navigate('/', { replace: true });
  };

  const submit = form.onSubmit(async ({ name, password }) => {
    setProblem(undefined);
    setSending(true);
    try {
      // Who has an account proves first that it is theirs: the link alone does not take a seat for them.
      if (hasAccount && (await signInWithPassword(email, password)) === 'secondFactor') setSecondFactor(true);
      else await enter(hasAccount ? { name: name.trim() } : { name: name.trim(), password });
    } catch (error) {
      const fields = fieldErrors(error);
      if (Object.keys(fields).length > 0) form.setErrors(fields);
      else setProblem(error);
    } finally {
      setSending(false);
    }
  });

  return (
    <Alone title={words.title(organisation)} lead={(hasAccount ? words.leadKnown : words.lead)(organisation, role)}>
      {secondFactor ? (
        <SecondFactorForm onDone={() => enter({ name: form.values.name.trim() })} onBack={() => setSecondFactor(false)} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack>
            {problem !== undefined && <ErrorState error={problem} />}
            <TextInput label={words.email} value={email} readOnly autoComplete="username" />
            <TextInput label={words.name} autoComplete="name" required {...form.getInputProps('name')} />
            {hasAccount ? (
              <PasswordField label={words.passwordKnown} autoComplete="current-password" {...form.getInputProps('password')} />
            ) : (
              <NewPassword {...form.getInputProps('password')} />
            )}
            <Button type="submit" loading={sending}>
              {words.submit}
            </Button>
          </Stack>
        </form>
      )}
    </Alone>
  );
}
