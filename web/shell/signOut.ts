import { apiFetch } from '../transport.ts';
import { toast } from '../ui/toast.tsx';

/** Ends the session of this browser and begins afresh at the sign-in page, with nothing of the person left in memory. */
export async function signOut(): Promise<void> {
  try {
    const response = await apiFetch(
      new Request(`${location.origin}/api/auth/sign-out`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
    );
    // 401: it had ended by itself
    if (!response.ok && response.status !== 401) throw new Error(`Signing out was answered with ${response.status}.`);
    location.assign('/sign-in');
  } catch (error) {
    toast.problem(error);
  }
}
