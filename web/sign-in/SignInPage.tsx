import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { queryClient } from '../api.ts';
import { loadSession, sessionKey } from '../shell/loadSession.ts';
import * as t from '../strings/catalogue.ts';
import { Alone } from './Alone.tsx';
import { localPath } from './localPath.ts';
import { SignInForm } from './SignInForm.tsx';

/** `/sign-in?next=…`. A link that failed comes here with `error`, one that still owes a code with `code`, a new password with `new`. */
export function Component() {
  const [search] = useSearchParams();
  const session = useQuery({ queryKey: sessionKey, queryFn: loadSession });
  const next = localPath(search.get('next'));
  const failed = search.get('error');

  if (session.data?.needsSetUp) return <Navigate to="/set-up" replace />;
  if (session.data?.user) return <Navigate to={next} replace />;
  return (
    <Alone title={t.signIn.title}>
      {search.get('new') !== null && (
        <Alert color="waymark" mb="md" role="status">
          {t.signIn.chooseNew.done}
        </Alert>
      )}
      {failed !== null && (
        <Alert color="orange" mb="md" role="alert">
          {failed === 'new_user_signup_disabled' ? t.signIn.linkNoAccount : t.signIn.linkFailed}
        </Alert>
      )}
      <SignInForm
        first={search.get('code') === null ? 'password' : 'secondFactor'}
        next={next}
        onDone={() => queryClient.invalidateQueries({ queryKey: sessionKey })}
      />
    </Alone>
  );
}
