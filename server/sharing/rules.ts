import { dayLength } from '@waymark/contract/days.ts';
import type { LinkState, ShareMedium } from '@waymark/contract/shares.ts';
import { conflict, invalid, Refusal } from '../http/refusal.ts';

export const expiryOf = (now: Date, days: number): Date => new Date(now.getTime() + days * dayLength);

/** How a link stands. One taken back stays taken back when its time has run out. */
export function linkState(link: { expiresAt: string; revokedAt: string | null }, now: Date): LinkState {
  if (link.revokedAt !== null) return 'revoked';
  return new Date(link.expiresAt) <= now ? 'expired' : 'open';
}

interface Sending {
  medium: ShareMedium;
  linkDays?: number | undefined;
  sendMail: boolean;
  recipient: { email: string | null };
}

/** Refuses a link without its time, a mail without an address, and a mail of anything but a link. */
export function requireWay({ medium, linkDays, sendMail, recipient }: Sending): void {
  if (medium === 'link' && linkDays === undefined)
    throw invalid('Say how long the link stays open.', [{ field: 'linkDays', message: 'Give a number of days from 1 to 30.' }]);
  if (sendMail && medium !== 'link')
    throw invalid('Only a link is sent by e-mail.', [
      { field: 'sendMail', value: true, message: 'A PDF or a Word file is handed over by you: mail is read on screens we do not know.' },
    ]);
  if (sendMail && recipient.email === null)
    throw invalid('There is no address to send the link to.', [
      { field: 'recipient.email', message: 'Give an e-mail address, or hand the link over yourself.' },
    ]);
}

/** Refuses a document that names other students unless each of them was seen by whoever shares it. */
export function requireNamesSeen(mentioned: readonly string[], seen: readonly string[]): void {
  const known = new Set(seen);
  const unseen = mentioned.filter((name) => !known.has(name));
  if (unseen.length === 0) return;
  throw new Refusal(
    409,
    'names-another-student',
    'The text names another student.',
    'Take the name out, or say that it is meant to be there.',
    unseen.map((name) => ({ field: 'document', value: name, message: `${name} is the name of another student.` })),
  );
}

/** Refuses to take back what has left for good. */
export function requireLink(medium: ShareMedium): void {
  if (medium !== 'link')
    throw conflict(
      'left-for-good',
      'A file that was handed over cannot be called back.',
      'Ask whoever has it to delete it, and note that you did.',
    );
}
