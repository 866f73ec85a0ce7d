import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import * as t from '../strings/catalogue.ts';
import { apiFetch } from '../transport.ts';

/*
 * The account endpoints under /api/auth are better-auth's own. Waymark uses a dozen, called here by hand: better-auth's
 * client would cost more script than these lines. Refusals become the same errors as everywhere else, in our words.
 */

export interface SignedInDevice {
  id: string;
  token: string;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: string;
  updatedAt: string;
}

async function request<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  };
  if (body) init.body = JSON.stringify(body);
  let response: Response;
  try {
    response = await apiFetch(new Request(`${location.origin}/api/auth${path}`, init));
  } catch (error) {
    throw new OfflineError(error);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as Answer;
  throw refusalOf(response, answer as { code?: string; title?: string; detail?: string; request_id?: string } | undefined);
}

function refusalOf(
  response: Response,
  said: { code?: string; title?: string; detail?: string; request_id?: string } | undefined,
): ApiError {
  const wait = response.headers.get('x-retry-after') ?? response.headers.get('retry-after');
  const title =
    response.status === 429
      ? t.signIn.throttled(wait === null ? undefined : Number(wait))
      : (t.signIn.refusals[said?.code ?? ''] ?? said?.title ?? t.signIn.refused);
  return new ApiError({
    type: 'about:blank',
    status: response.status,
    code: said?.code ?? 'refused',
    title,
    detail: said?.detail,
    request_id: said?.request_id ?? response.headers.get('x-request-id') ?? undefined,
  });
}

/** `done`, or `secondFactor` when a code is wanted next. */
export async function signInWithPassword(email: string, password: string): Promise<'done' | 'secondFactor'> {
  const answer = await request<{ twoFactorRedirect?: boolean } | null>('POST', '/sign-in/email', { email, password, rememberMe: true });
  return answer?.twoFactorRedirect ? 'secondFactor' : 'done';
}

/** Sends a link to choose a new password. Says nothing of whether the address is known. */
export const requestNewPassword = (email: string) =>
  request<unknown>('POST', '/request-password-reset', { email, redirectTo: '/new-password' });
/** Sets a new password by the token of such a link. Everywhere else the person is then signed out. */
export const setNewPassword = (newPassword: string, token: string) => request<unknown>('POST', '/reset-password', { newPassword, token });

/** Sends a link that signs in and goes on to `next`. Says nothing of whether the address is known. */
export const requestLink = (email: string, next: string) =>
  request<unknown>('POST', '/sign-in/magic-link', { email, callbackURL: next, errorCallbackURL: '/sign-in' });

export const verifyCode = (code: string, trustDevice = false) => request<unknown>('POST', '/two-factor/verify-totp', { code, trustDevice });
export const verifyRecoveryCode = (code: string, trustDevice = false) =>
  request<unknown>('POST', '/two-factor/verify-backup-code', { code, trustDevice });

export const changePassword = (currentPassword: string, newPassword: string) =>
  request<unknown>('POST', '/change-password', { currentPassword, newPassword, revokeOtherSessions: true });

/** The first step: what the authenticator app reads, and the recovery codes. A first code (`verifyCode`) switches it on. */
export const beginSecondFactor = (password: string) =>
  request<{ totpURI: string; backupCodes: string[] }>('POST', '/two-factor/enable', { password, issuer: t.shell.name });
export const endSecondFactor = (password: string) => request<unknown>('POST', '/two-factor/disable', { password });
export const renewRecoveryCodes = (password: string) =>
  request<{ backupCodes: string[] }>('POST', '/two-factor/generate-backup-codes', { password });

export const listDevices = () => request<SignedInDevice[]>('GET', '/list-sessions');
export const endDevice = (token: string) => request<unknown>('POST', '/revoke-session', { token });
export const endOtherDevices = () => request<unknown>('POST', '/revoke-other-sessions', {});
/** The token of the session this browser uses, to mark it in the list. */
export const thisDevice = async () => (await request<{ session: { token: string } } | null>('GET', '/get-session'))?.session.token;
