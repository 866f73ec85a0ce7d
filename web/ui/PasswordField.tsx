import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** Mantine's, which does not tell a screen reader that the field is wrong; this does. */
export function PasswordField(props: PasswordInputProps) {
  return <PasswordInput aria-invalid={Boolean(props.error) || undefined} {...props} />;
}
