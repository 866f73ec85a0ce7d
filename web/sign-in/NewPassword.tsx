import type { PasswordInputProps } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { PasswordField } from '../ui/PasswordField.tsx';

export const passwordLength = 12;

/** For a form's `validate`: length is what makes a password hard to guess; nothing else is asked of it. */
export const checkNewPassword = (password: string) =>
  password.length < passwordLength ? t.signIn.newPassword.tooShort(password.length) : null;

/** A password being chosen: can be pasted, shown, and kept by a password manager. */
export function NewPassword(props: PasswordInputProps) {
  return (
    <PasswordField
      label={t.signIn.newPassword.label}
      description={t.signIn.newPassword.hint}
      autoComplete="new-password"
      minLength={passwordLength}
      maxLength={128}
      {...props}
    />
  );
}
