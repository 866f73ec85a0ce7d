import { UnstyledButton, type UnstyledButtonProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import classes from './PersonMenu.module.css';

/** The person's initials, which open their menu. */
export function PersonButton(props: UnstyledButtonProps & ComponentPropsWithRef<'button'>) {
  const { seat } = useSession();
  const initials = seat.name.split(/\s+/).flatMap((part) => part[0] ?? []);
  return (
    <UnstyledButton aria-haspopup="menu" aria-label={t.shell.personMenu(seat.name)} {...props} className={classes.person}>
      {/* drawn by the style sheet: the button is named for the person, not for two letters */}
      <span className={classes.initials} data-initials={initials.length > 1 ? `${initials[0]}${initials.at(-1)}` : initials[0]} />
    </UnstyledButton>
  );
}
