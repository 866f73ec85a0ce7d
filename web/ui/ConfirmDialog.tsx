import { Button, Group, Modal, Text } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import type { Question } from './confirm.ts';

/** The dialogue behind `confirm(…)`. */
export default function ConfirmDialog({
  title,
  body,
  confirmLabel,
  cancelLabel,
  danger,
  answer,
}: Question & { answer: (yes: boolean) => void }) {
  return (
    <Modal opened onClose={() => answer(false)} title={title}>
      {typeof body === 'string' ? <Text>{body}</Text> : body}
      <Group justify="flex-end" mt="lg">
        {/* the safe answer has the focus when the other cannot be taken back */}
        <Button variant="default" onClick={() => answer(false)} data-autofocus={danger || undefined}>
          {cancelLabel ?? t.shell.cancel}
        </Button>
        <Button color={danger ? 'red' : undefined} onClick={() => answer(true)} data-autofocus={!danger || undefined}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
