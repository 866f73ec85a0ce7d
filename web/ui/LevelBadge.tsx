import { VisuallyHidden } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import classes from './LevelBadge.module.css';
import { inkOn, levelColour } from './palette.ts';

interface LevelBadgeProps {
  level: number | null;
  levels: number;
}

/** A level as its number on the scale's colour, read out as "Level 2 of 4"; a dash where there is none. */
export function LevelBadge({ level, levels }: LevelBadgeProps) {
  if (level === null) {
    return (
      <span className={classes.none} title={t.shell.notScored}>
        <span aria-hidden="true">–</span>
        <VisuallyHidden>{t.shell.notScored}</VisuallyHidden>
      </span>
    );
  }
  const colour = levelColour(level, levels);
  return (
    <span className={classes.badge} style={{ backgroundColor: colour, color: inkOn(colour) }} title={t.shell.level(level, levels)}>
      <span aria-hidden="true">{level}</span>
      <VisuallyHidden>{t.shell.level(level, levels)}</VisuallyHidden>
    </span>
  );
}
