import { Button } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Brand } from './Brand.tsx';
import classes from './Shell.module.css';
import { signOut } from './signOut.ts';

/** Signed in, but in no organisation: the seat was ended, or was never given. */
export function NoSeat({ user }: { user: { name: string; email: string } }) {
  return (
    <main className={classes.alone}>
      <Brand />
      <h1>{t.shell.noSeat.title(user.name)}</h1>
      <EmptyState
        title={t.shell.noSeat.what}
        action={
          <Button variant="default" onClick={() => void signOut(undefined)}>
            {t.shell.signOut}
          </Button>
        }
      >
        {t.shell.noSeat.next(user.email)}
      </EmptyState>
    </main>
  );
}
