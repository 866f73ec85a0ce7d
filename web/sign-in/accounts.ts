import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import { apiFetch } from '../transport.ts';

/*
 * The account endpoints under /api/auth are better-auth's own, so they are called here by hand: the few that Waymark
 * uses, and their refusals turned into the same errors as everywhere else.
 */

const said: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'invalid',
};
void said;

async function post<Answer>(path: string, body: object): Promise<Answer> {
  let response: Response;
  try {
    response = await apiFetch(new Request(`${location.origin}/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));
  } catch (error) {
    throw new OfflineError(error);
  }
  if (response.ok) return (await response.json()) as Answer;
  throw new ApiError({ type: 'about:blank', status: response.status, code: 'account', title: 'x' });
}

export const signOut = () => post<unknown>('/sign-out', {});
