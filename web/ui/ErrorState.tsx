import { Alert, Button, Stack, Text } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { describe } from './toast.tsx';

interface ErrorStateProps {
  error: unknown;
  retry?: () => void;
}

/** Something could not be read or done: what the server said, the reference for an administrator, and another try. */
export function ErrorState({ error, retry }: ErrorStateProps) {
  const { title, detail, requestId } = describe(error);
  return (
    <Alert color="red" title={title} role="alert">
      <Stack gap="sm" align="flex-start">
        {detail !== undefined && <Text>{detail}</Text>}
        {requestId !== undefined && <Text size="sm">{t.shell.error.requestId(requestId)}</Text>}
        {retry && (
          <Button variant="default" onClick={retry}>
            {t.shell.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
