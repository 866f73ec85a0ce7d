import { Alert, Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import * as t from '../strings/catalogue.ts';

interface ChangedMeanwhileProps {
  title: string;
  /** What becomes of what was typed, whichever is chosen. */
  children: ReactNode;
  onSettle: (whose: 'theirs' | 'mine') => void;
}

/** Somebody else saved what is being edited: nothing is overwritten until one of the two is chosen. */
export function ChangedMeanwhile({ title, children, onSettle }: ChangedMeanwhileProps) {
  return (
    <Alert color="orange" role="alert" title={title}>
      {children}
      <Group mt="sm">
        <Button variant="default" onClick={() => onSettle('theirs')}>
          {t.shell.loadTheirs}
        </Button>
        <Button variant="default" onClick={() => onSettle('mine')}>
          {t.shell.keepMine}
        </Button>
      </Group>
    </Alert>
  );
}
