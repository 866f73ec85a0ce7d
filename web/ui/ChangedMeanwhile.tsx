import { Alert, Button, Group } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import * as t from '../strings/catalogue.ts';

interface ChangedMeanwhileProps {
  title: string;
  /** What becomes of what was typed, whichever is chosen. */
  children: ReactNode;
  onSettle: (whose: 'theirs' | 'mine') => void;
}

/** Somebody else saved what is being edited: nothing is overwritten until one of the two is chosen. */
export function ChangedMeanwhile({ title, children, onSettle }: ChangedMeanwhileProps) {
  const notice = useRef<HTMLDivElement>(null);
  // it stands at the top of what is edited, and the button that was pressed may be screens below
  useEffect(() => {
    // not as the effect's answer: newer browsers give a promise, which React would call
    notice.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <Alert ref={notice} color="orange" role="alert" title={title}>
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
