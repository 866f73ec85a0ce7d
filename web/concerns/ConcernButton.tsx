import { UnstyledButton } from '@mantine/core';
import { IconHeartbeat } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import * as t from '../strings/catalogue.ts';
import { Fetched } from '../ui/Fetched.tsx';
import { notFetched } from '../ui/toast.tsx';
import classes from './ConcernButton.module.css';

const ConcernDialog = lazy(() => import('./ConcernDialog.tsx'));

/** On every page of whoever works with young people. */
export function ConcernButton() {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <UnstyledButton className={classes.button} aria-haspopup="dialog" onClick={() => setAsked(true)}>
        <IconHeartbeat size={20} aria-hidden="true" />
        <span className={classes.label}>{t.shell.worried}</span>
      </UnstyledButton>
      {asked && (
        <Fetched
          onFailure={(error) => {
            setAsked(false);
            notFetched(error);
          }}
        >
          <ConcernDialog onClose={() => setAsked(false)} />
        </Fetched>
      )}
    </>
  );
}
