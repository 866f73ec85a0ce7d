import { Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import * as t from '../strings/catalogue.ts';

const words = t.reports.preview;
const longer = 12_000;

interface WorkingOutProps {
  says: string;
  /** How many parts there are, and how many are still to come. */
  all: number;
  waiting: number;
}

/** Figures are being worked out: how many parts are done, calmly, and after a while that one may go on elsewhere. */
export function WorkingOut({ says, all, waiting }: WorkingOutProps) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longer);
    return () => clearTimeout(timer);
  }, []);
  const done = all - waiting;
  return (
    <Stack gap="xs" maw="40rem">
      <Text role="status">
        {says} {long && words.stillWorking}
      </Text>
      <Progress value={all === 0 ? 0 : Math.max(6, (100 * done) / all)} aria-label={words.progress} animated />
      {waiting > 0 && (
        <Text size="sm" c="dimmed">
          {words.partsDone(done, all)}
        </Text>
      )}
    </Stack>
  );
}
