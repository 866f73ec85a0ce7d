import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './states.module.css';

interface EmptyStateProps {
  title: string;
  /** What this place is for and what to do next. */
  children?: ReactNode;
  /** The button or link that does it. */
  action?: ReactNode;
}

/** Nothing here yet: says why, and what to do next. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <Stack className={classes.state} align="flex-start" gap="xs">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children !== undefined && (
        <Text component="div" c="dimmed" maw="36rem">
          {children}
        </Text>
      )}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </Stack>
  );
}
