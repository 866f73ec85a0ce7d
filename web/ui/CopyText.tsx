import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import * as t from '../strings/catalogue.ts';

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
      <CopyButton value={value} timeout={3000}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={18} aria-hidden="true" /> : <IconCopy size={18} aria-hidden="true" />}
          >
            <span role="status">{copied ? t.shell.copied : t.shell.copy}</span>
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
