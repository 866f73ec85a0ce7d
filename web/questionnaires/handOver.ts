import { queryClient } from '../api.ts';
import { endSession } from '../shell/signOut.ts';

/**
 * Ends the session on this device and opens the private link in its place, so that the hand the device goes to reaches
 * nothing else: not by going back, not by typing an address. False when the session could not be ended.
 */
export async function handOver(url: string, memberId: string | undefined): Promise<boolean> {
  if (!(await endSession(memberId))) return false;
  queryClient.clear();
  // a browser may keep this page whole for going back to: it is emptied, and begins afresh at the sign-in page
  window.addEventListener('pageshow', () => location.reload());
  document.body.replaceChildren();
  location.replace(`${new URL(url).pathname}?here=1`);
  return true;
}
