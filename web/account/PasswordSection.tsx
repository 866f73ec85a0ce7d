import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '@waymark/contract/client.ts';
import { changePassword, requestNewPassword } from '../sign-in/accounts.ts';
import { checkNewPassword, NewPassword } from '../sign-in/NewPassword.tsx';
import * as t from '../strings/catalogue.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { describe, toast } from '../ui/toast.tsx';
import { devicesKey } from './DevicesSection.tsx';

const words = t.account.password;

export function PasswordSection() {
  const queries = useQueryClient();
  const { user } = useSession();
  const [sending, setSending] = useState(false);
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: { current: (current) => (current === '' ? t.signIn.missingPassword : null), next: checkNewPassword },
  });
  const submit = form.onSubmit(async ({ current, next }) => {
    setSending(true);
    try {
      await changePassword(current, next);
      form.reset();
      toast.done(words.done);
      await queries.invalidateQueries({ queryKey: devicesKey });
    } catch (error) {
      const code = error instanceof ApiError ? error.problem.code : '';
      if (code === 'INVALID_PASSWORD' || code === 'CREDENTIAL_ACCOUNT_NOT_FOUND') form.setFieldError('current', describe(error).title);
      else if (code.startsWith('PASSWORD_')) form.setFieldError('next', describe(error).title);
      else toast.problem(error);
    } finally {
      setSending(false);
    }
  });
  const forgotten = () =>
    requestNewPassword(user.email).then(
      () => toast.done(words.linkSent),
      (error: unknown) => toast.problem(error),
    );
  return (
    <Section title={words.title} lead={words.lead}>
      <form onSubmit={submit} noValidate>
        <Stack align="flex-start">
          {/* so that a password manager knows whose password it is */}
          <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
          <PasswordField label={words.current} autoComplete="current-password" w="100%" {...form.getInputProps('current')} />
          <NewPassword w="100%" {...form.getInputProps('next')} />
          <Group>
            <Button type="submit" variant="default" loading={sending}>
              {words.submit}
            </Button>
            <Anchor component="button" type="button" onClick={() => void forgotten()}>
              {words.forgotten}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
