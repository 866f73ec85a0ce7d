import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { describe } from '../ui/toast.tsx';
import { setNewPassword } from './accounts.ts';
import { Alone } from './Alone.tsx';
import { checkNewPassword, NewPassword } from './NewPassword.tsx';

const words = t.signIn.chooseNew;

/** `/new-password?token=…`: where the link of who forgot their password leads. */
export function Component() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const token = search.get('token');
  const [problem, setProblem] = useState(token === null ? words.failed : undefined);
  const [sending, setSending] = useState(false);
  const form = useForm({ initialValues: { password: '' }, validate: { password: checkNewPassword } });
  const submit = form.onSubmit(async ({ password }) => {
    setSending(true);
    try {
      await setNewPassword(password, token ?? '');
      await navigate('/sign-in?new=1', { replace: true });
    } catch (error) {
      setProblem(describe(error).title);
      setSending(false);
    }
  });
  return (
    <Alone title={words.title} lead={words.lead}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {problem !== undefined && (
            <Alert color="red" role="alert" title={problem}>
              <Link to="/sign-in">{words.again}</Link>
            </Alert>
          )}
          {token !== null && (
            <>
              <NewPassword {...form.getInputProps('password')} />
              <Button type="submit" loading={sending}>
                {words.submit}
              </Button>
            </>
          )}
        </Stack>
      </form>
    </Alone>
  );
}
