import { Paper, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Brand } from '../shell/Brand.tsx';
import * as t from '../strings/catalogue.ts';
import classes from './Alone.module.css';

interface AloneProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** A page outside the shell, for who is not signed in: the mark, one card. */
export function Alone({ title, lead, children }: AloneProps) {
  useEffect(() => {
    document.title = t.shell.documentTitle(title);
  }, [title]);
  return (
    <main className={classes.page}>
      <div className={classes.brand}>
        <Brand />
      </div>
      <Paper className={classes.card} withBorder>
        <Title order={1} size="h2">
          {title}
        </Title>
        {lead !== undefined && (
          <Text component="div" c="dimmed" mt="xs">
            {lead}
          </Text>
        )}
        <div className={classes.body}>{children}</div>
      </Paper>
    </main>
  );
}
