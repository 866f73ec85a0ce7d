import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import * as t from '../strings/catalogue.ts';

interface LoadingProps {
  /** What is being loaded, for those who do not see the grey lines. */
  label?: string;
  lines?: number;
}

/** A skeleton of what is coming. */
export function Loading({ label = t.shell.loading, lines = 4 }: LoadingProps) {
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{label}</VisuallyHidden>
      <Stack gap="sm" aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => (
          <Skeleton key={line} height={line === 0 ? 28 : 18} width={line === 0 ? '40%' : `${95 - ((line * 13) % 30)}%`} radius="sm" />
        ))}
      </Stack>
    </div>
  );
}
