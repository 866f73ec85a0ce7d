import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { queryClient } from '../api.ts';
import { loadSession, sessionKey } from '../shell/loadSession.ts';
import { t } from '../strings/catalogue.ts';
import { Alone } from './Alone.tsx';
import { localPath } from './localPath.ts';
import { SignInForm } from './SignInForm.tsx';

/** `/sign-in?next=…`; a link that failed comes back here with `?error=…`. */
export function Component() {
  const [search] = useSearchParams();
  const session = useQuery({ queryKey: sessionKey, queryFn: loadSession });
  const next = localPath(search.get('next'));
  const failed = search.get('error');

  if (session.data?.needsSetUp) return <Navigate to="/set-up" replace />;
  if (session.data?.user) return <Navigate to={next} replace />;
  return (
    <Alone title={t.signIn.title}>
      {failed !== null && (
        <Alert color="orange" mb="md" role="alert">
          {failed === 'new_user_signup_disabled' ? t.signIn.linkNoAccount : t.signIn.linkFailed}
        </Alert>
      )}
      <SignInForm next={next} onDone={() => queryClient.invalidateQueries({ queryKey: sessionKey })} />
    </Alone>
  );
}
