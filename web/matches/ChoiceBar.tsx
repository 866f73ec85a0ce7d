import { Checkbox, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ChoiceBar.module.css';

interface ChoiceBarProps {
  /** “Choose all”. */
  label: string;
  all: boolean;
  some: boolean;
  onToggleAll: () => void;
  /** “3 students chosen”. */
  chosen: string;
  /** What can be done with those chosen. */
  children: ReactNode;
}

/** Above a list of ticks: all of them, how many, and what to do with them. It stays in sight while the list scrolls. */
export function ChoiceBar({ label, all, some, onToggleAll, chosen, children }: ChoiceBarProps) {
  return (
    <Group className={classes.bar} justify="space-between">
      <Checkbox label={label} checked={all} indeterminate={some && !all} onChange={onToggleAll} />
      <Group gap="sm">
        <Text component="output">{some ? chosen : ''}</Text>
        {children}
      </Group>
    </Group>
  );
}
