import { OfflineError } from '@waymark/contract/client.ts';
import * as t from '../strings/catalogue.ts';
import { apiFetch } from '../transport.ts';
import { confirm } from '../ui/confirm.ts';
import { chooseSeat } from '../ui/seat.ts';
import { toast } from '../ui/toast.tsx';
import { forgetSession } from './keptSession.ts';

/**
 * Ends the session of this browser and begins afresh at the sign-in page. What is kept on the device for use without a
 * connection is destroyed; if some of it has not reached the server, the person is asked first.
 */
export async function signOut(memberId: string | undefined): Promise<void> {
  if (await endSession(memberId)) location.assign('/sign-in');
}

/** The same without going anywhere. False when the person would rather stay, or the server could not be told. */
export async function endSession(memberId: string | undefined): Promise<boolean> {
  const [{ destroyVaults, unsentOnThisDevice }, { forgetVaults }] = await Promise.all([
    import('../offline/vault.ts'),
    import('../offline/vaults.ts'),
  ]);
  if (memberId !== undefined) {
    const unsent = await unsentOnThisDevice(memberId).catch(() => ({ answers: 0, writes: 0, ownViews: 0 }));
    const words = t.shell.unsent;
    const writes = unsent.answers + unsent.writes;
    if (
      writes + unsent.ownViews > 0 &&
      // a meeting's answers go by themselves once there is a connection; a view of oneself goes when its owner sends it
      !(await confirm({
        title: words.title,
        body: writes > 0 ? words.body : words.ownView,
        confirmLabel: words.leave,
        cancelLabel: words.stay,
        danger: true,
      }))
    )
      return false;
  }
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await apiFetch(new Request(`${location.origin}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })).catch(
      (error: unknown) => {
        throw new OfflineError(error);
      },
    );
    // 401: the session had ended by itself
    if (!response.ok && response.status !== 401) throw new Error(`Signing out was answered with ${response.status}.`);
  } catch (error) {
    toast.problem(error);
    return false;
  }
  forgetSession();
  forgetVaults();
  chooseSeat(undefined);
  await destroyVaults().catch(() => undefined);
  return true;
}
