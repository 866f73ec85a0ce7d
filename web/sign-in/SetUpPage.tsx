import { Button, Fieldset, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { setUp } from '@waymark/contract/session.ts';
import { call, fieldErrors, queryClient } from '../api.ts';
import { loadSession, sessionKey } from '../shell/loadSession.ts';
import * as t from '../strings/catalogue.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { timeZones } from '../ui/timeZones.ts';
import { signInWithPassword } from './accounts.ts';
import { Alone } from './Alone.tsx';
import { checkNewPassword, NewPassword } from './NewPassword.tsx';

const words = t.signIn.setUp;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `/set-up`: the organisation and its first administrator, once, on a first start without the demo. */
export function Component() {
  const session = useQuery({ queryKey: sessionKey, queryFn: loadSession });
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const form = useForm({
    initialValues: {
      organisation: '',
      timeZone: here.startsWith('Etc/') || here === 'UTC' ? 'Europe/London' : here,
      name: '',
      email: '',
      password: '',
    },
    validate: {
      organisation: (organisation) => (organisation.trim() === '' ? words.organisationMissing : null),
      name: (name) => (name.trim() === '' ? words.nameMissing : null),
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t.signIn.missingEmail),
      password: checkNewPassword,
    },
  });
  if (session.data && !session.data.needsSetUp && !sending) return <Navigate to="/" replace />;

  const submit = form.onSubmit(async (values) => {
    setProblem(undefined);
    setSending(true);
    try {
      await call(setUp, { body: { ...values, email: values.email.trim() } });
      await signInWithPassword(values.email.trim(), values.password);
      await queryClient.invalidateQueries({ queryKey: sessionKey });
      await navigate('/', { replace: true });
    } catch (error) {
      const fields = fieldErrors(error);
      if (Object.keys(fields).length > 0) form.setErrors(fields);
      else setProblem(error);
      setSending(false);
    }
  });

  return (
    <Alone title={words.title} lead={words.lead}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          {problem !== undefined && <ErrorState error={problem} />}
          <Fieldset legend={words.organisation}>
            <Stack>
              <TextInput
                label={words.organisationName}
                description={words.organisationHint}
                autoComplete="organization"
                {...form.getInputProps('organisation')}
              />
              <Select
                label={words.timeZone}
                description={words.timeZoneHint}
                data={timeZones(here)}
                searchable
                allowDeselect={false}
                {...form.getInputProps('timeZone')}
              />
            </Stack>
          </Fieldset>
          <Fieldset legend={words.administrator}>
            <Stack>
              <TextInput label={words.name} autoComplete="name" {...form.getInputProps('name')} />
              <TextInput label={t.signIn.email} type="email" inputMode="email" autoComplete="username" {...form.getInputProps('email')} />
              <NewPassword {...form.getInputProps('password')} />
            </Stack>
          </Fieldset>
          <Button type="submit" loading={sending}>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Alone>
  );
}
