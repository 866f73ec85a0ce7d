import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { ConcernButton } from '../concerns/ConcernButton.tsx';
import { raisers } from '../navigation.ts';
import * as t from '../strings/catalogue.ts';
import { Fetched } from '../ui/Fetched.tsx';
import { useSession } from '../ui/session.ts';
import { notFetched } from '../ui/toast.tsx';
import { Brand } from './Brand.tsx';
import classes from './Header.module.css';
import { PersonButton } from './PersonButton.tsx';

// Fetched when they are first asked for.
const PersonMenu = lazy(() => import('./PersonMenu.tsx'));
const CommandPalette = lazy(() => import('./CommandPalette.tsx'));
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function Header() {
  const { organisation, demo, can } = useSession();
  const [menu, setMenu] = useState(false);
  // counts the askings: the palette is fetched with the first and opened by each
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setAsked((count) => count + 1);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

  return (
    <header className={classes.header}>
      <Link to="/" className={classes.brand}>
        <Brand />
        <span className={classes.organisation}>{organisation.name}</span>
      </Link>
      {demo && (
        <span className={classes.demo} title={t.shell.demo}>
          {t.shell.demoShort}
        </span>
      )}
      <UnstyledButton className={classes.find} onClick={() => setAsked((count) => count + 1)}>
        <IconSearch size={20} aria-hidden="true" />
        <span className={classes.findLabel}>{t.shell.find}</span>
        <kbd className={classes.keys} aria-hidden="true">
          {isMac ? '⌘ K' : 'Ctrl K'}
        </kbd>
      </UnstyledButton>
      {can(...raisers) && <ConcernButton />}
      {menu ? (
        <Fetched fallback={<PersonButton />} onFailure={notFetched}>
          <PersonMenu />
        </Fetched>
      ) : (
        <PersonButton onClick={() => setMenu(true)} />
      )}
      {asked > 0 && (
        <Fetched onFailure={notFetched}>
          <CommandPalette asked={asked} />
        </Fetched>
      )}
    </header>
  );
}
