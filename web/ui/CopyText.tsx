import { Group, TextInput } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { CopyButton } from './CopyButton.tsx';

/** A text to take somewhere else, such as a link or a secret: selected with one press, copied with another. */
export function CopyText({ label, value }: { label: string; value: string }) {
  return (
    <Group align="flex-end" gap="xs" wrap="wrap">
      <TextInput
        label={label}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        style={{ flex: '1 1 16rem' }}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <CopyButton label={t.shell.copy} value={value} />
    </Group>
  );
}
