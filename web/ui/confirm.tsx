import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { t } from '../strings/catalogue.ts';

interface Question {
  title: string;
  body: ReactNode;
  /** The verb of what will happen: "End the match", not "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  /** Cannot be taken back, or takes something away from somebody. */
  danger?: boolean;
}

/** Asks before something that cannot be undone. False when the dialogue is closed in any other way. */
export function confirm({ title, body, confirmLabel, cancelLabel, danger }: Question): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  modals.openConfirmModal({
    title,
    children: typeof body === 'string' ? <Text>{body}</Text> : body,
    labels: { confirm: confirmLabel, cancel: cancelLabel ?? t.shell.cancel },
    confirmProps: danger ? { color: 'red' } : {},
    // the safe answer has the focus when it is dangerous
    cancelProps: danger ? { 'data-autofocus': true } : {},
    onConfirm: () => resolve(true),
    onCancel: () => resolve(false),
    onClose: () => resolve(false),
    closeButtonProps: { 'aria-label': t.shell.close },
  });
  return promise;
}
