import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { queryClient } from '../api.ts';
import { SignInForm } from '../sign-in/SignInForm.tsx';
import * as t from '../strings/catalogue.ts';
import { loadSession, sessionKey } from './loadSession.ts';
import { signInAgain } from './signInAgain.ts';

/** The session ended while somebody worked: they sign in over the page, and what they typed stays where it is. */
export default function SignInAgain({ email, userId }: { email: string; userId: string }) {
  const [notYet, setNotYet] = useState(false);

  const signedIn = async () => {
    const session = await loadSession();
    if (!session.user) return setNotYet(true);
    // Somebody else sat down: nothing of this page is theirs to see or send.
    if (session.user.id !== userId) return location.assign('/');
    queryClient.setQueryData(sessionKey, session);
    signInAgain.answer(true);
  };

  return (
    <Modal opened onClose={() => signInAgain.answer(false)} title={t.shell.again.title} closeOnClickOutside={false}>
      <Stack>
        <Text>{t.shell.again.body}</Text>
        {notYet && (
          <Alert color="orange" role="alert">
            {t.signIn.again.notYet}
          </Alert>
        )}
        <SignInForm email={email} onDone={signedIn} />
        <Button variant="default" onClick={() => void signedIn()}>
          {t.signIn.again.elsewhere}
        </Button>
      </Stack>
    </Modal>
  );
}
