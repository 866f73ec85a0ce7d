import { Button, CopyButton as Copying, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import * as t from '../strings/catalogue.ts';

/** Copies a text with one press, and says so beside the button: a status inside it would take its name away. */
export function CopyButton({ label, value }: { label: string; value: string }) {
  return (
    <Copying value={value} timeout={3000}>
      {({ copied, copy }) => (
        <>
          <Button
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={18} aria-hidden="true" /> : <IconCopy size={18} aria-hidden="true" />}
          >
            {copied ? t.shell.copied : label}
          </Button>
          <VisuallyHidden role="status">{copied && t.shell.copied}</VisuallyHidden>
        </>
      )}
    </Copying>
  );
}
