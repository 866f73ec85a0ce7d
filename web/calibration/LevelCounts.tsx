import { Fragment } from 'react';
import { Text } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import classes from './Calibration.module.css';

const words = t.calibration.exercise;

/** How many gave each level: a line a level, a bar beside the number, the reference marked in words. */
export function LevelCounts({ label, counts, reference }: { label: string; counts: readonly number[]; reference: number }) {
  const most = Math.max(1, ...counts);
  return (
    <div>
      <Text size="sm" fw={600} mt="xs" mb={4}>
        {label}
      </Text>
      <dl className={classes.counts}>
        {counts.map((n, i) => {
          const level = i + 1;
          return (
            <Fragment key={level}>
              <dt>
                {words.level(level)}
                {level === reference && ` (${words.isReference})`}
              </dt>
              <dd className={classes.track} aria-hidden="true">
                <div className={classes.fill} style={{ width: `${(100 * n) / most}%` }} />
              </dd>
              <dd className={classes.figure}>{formatNumber(n)}</dd>
            </Fragment>
          );
        })}
      </dl>
    </div>
  );
}
