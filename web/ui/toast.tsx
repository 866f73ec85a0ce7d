import { Anchor, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import * as t from '../strings/catalogue.ts';

interface DoneOptions {
  /** Takes the thing back; the toast then stays long enough to be reached. */
  undo?: () => unknown;
}

/** What went wrong, as a person can use it: the server's own sentence, and the reference to give an administrator. */
export function describe(error: unknown): { title: string; detail?: string; requestId?: string } {
  if (error instanceof ApiError) {
    const { title, detail, errors, request_id: requestId } = error.problem;
    // the sentence about a field is often the title or the detail, too, and is said once
    const said = [title, detail].join(' ');
    const fields = errors?.map(({ message }) => message).filter((message) => !said.includes(message));
    return { title, detail: [detail === title ? undefined : detail, ...(fields ?? [])].filter(Boolean).join(' ') || undefined, requestId };
  }
  if (error instanceof OfflineError) return { title: t.shell.error.offline };
  return { title: t.shell.error.title, detail: t.shell.error.unexpected };
}

let any = false;
const listeners = new Set<() => void>();

/** Shows it; what shows toasts is fetched with the first one. */
function show(notification: Parameters<typeof notifications.show>[0]): string {
  if (!any) {
    any = true;
    for (const listener of listeners) listener();
  }
  return notifications.show(notification);
}

/** For what shows the toasts (`Overlays.tsx`). */
export const toasts = {
  any: () => any,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** For `<Fetched>`: what was asked for could not be loaded. */
export const notFetched = (error: unknown) => toast.problem(new OfflineError(error));

export const toast = {
  /** Says that something is done, with a way back where there is one. */
  done(text: string, options: DoneOptions = {}): void {
    const { undo } = options;
    const id = show({
      autoClose: undo ? 12_000 : 5_000,
      role: 'status',
      closeButtonProps: { 'aria-label': t.shell.close },
      message: undo ? (
        <Group justify="space-between" wrap="nowrap">
          <Text span inherit>
            {text}
          </Text>
          <Anchor
            component="button"
            type="button"
            fw={600}
            onClick={() => {
              notifications.hide(id);
              void Promise.resolve(undo()).catch((error: unknown) => toast.problem(error));
            }}
          >
            {t.shell.undo}
          </Anchor>
        </Group>
      ) : (
        text
      ),
    });
  },
  /** Says what went wrong. Stays until it is closed: nobody should have to read it in five seconds. */
  problem(error: unknown): void {
    const { title, detail, requestId } = describe(error);
    show({
      // the same problem again replaces itself rather than piling up
      id: `problem ${title}`,
      color: 'red',
      role: 'alert',
      autoClose: false,
      title,
      closeButtonProps: { 'aria-label': t.shell.close },
      message: (
        <>
          {detail}
          {requestId !== undefined && (
            <Text span display="block" size="xs" c="dimmed">
              {t.shell.error.requestId(requestId)}
            </Text>
          )}
        </>
      ),
    });
  },
};
