import { dayLength } from '@waymark/contract/days.ts';
import type { FeedbackRequestStatus } from '@waymark/contract/feedback.ts';
import { Refusal, invalid } from '../http/refusal.ts';

/** A request nobody answers is over after so many days. */
export const daysOpen = 14;
/** The first reminder goes out after so many days without an answer, the last one so many before the end. */
export const firstReminderAfter = 5;
export const lastReminderBefore = 2;
/** By hand, nobody is written to twice within so many hours. */
const hoursBetween = 12;

export const expiryOf = (askedAt: Date): Date => new Date(askedAt.getTime() + daysOpen * dayLength);

export interface RequestState {
  askedAt: string;
  lastSentAt: string;
  reminders: number;
  expiresAt: string;
  answeredAt: string | null;
  declinedAt: string | null;
  withdrawnAt: string | null;
}

/** How a request stands. An answer counts even where it was withdrawn in the same moment. */
export function statusOf(request: RequestState, now: Date): FeedbackRequestStatus {
  if (request.answeredAt !== null) return 'answered';
  if (request.declinedAt !== null) return 'declined';
  if (request.withdrawnAt !== null) return 'withdrawn';
  return new Date(request.expiresAt) <= now ? 'expired' : 'sent';
}

/**
 * Which reminder a request is due for by itself: one after five days unless somebody has reminded by hand, and one two days
 * before it is over unless it was sent again since then.
 */
export function reminderDue(request: RequestState, now: Date): 'first' | 'last' | undefined {
  if (statusOf(request, now) !== 'sent') return undefined;
  const lastFrom = new Date(request.expiresAt).getTime() - lastReminderBefore * dayLength;
  if (now.getTime() >= lastFrom) return new Date(request.lastSentAt).getTime() < lastFrom ? 'last' : undefined;
  const firstFrom = new Date(request.askedAt).getTime() + firstReminderAfter * dayLength;
  return request.reminders === 0 && now.getTime() >= firstFrom ? 'first' : undefined;
}

/** Refuses what can only be done with a request that still waits for its answer. */
export function requireWaiting(status: FeedbackRequestStatus): void {
  if (status === 'sent') return;
  const why = {
    answered: 'The teacher has answered meanwhile.',
    declined: 'The teacher said that this student is not one to speak about.',
    withdrawn: 'It has been taken back.',
    expired: 'Its time has run out. Ask again to send a new link.',
  }[status];
  throw new Refusal(409, 'request-over', 'This request no longer waits for an answer.', why);
}

/** Refuses a reminder so soon after the last mail that it would only annoy. */
export function requirePause(request: Pick<RequestState, 'lastSentAt'>, now: Date): void {
  if (now.getTime() - new Date(request.lastSentAt).getTime() >= hoursBetween * 3_600_000) return;
  throw new Refusal(409, 'sent-just-now', 'The link was sent to this teacher less than half a day ago.', 'Give them a little time.');
}

interface Asked {
  email: string;
  name: string;
}

/** Refuses to ask one teacher twice: in one request, or while an earlier one is open. `open` holds addresses in small letters. */
export function requireNobodyTwice(teachers: readonly Asked[], open: ReadonlySet<string>): void {
  const addresses = teachers.map(({ email }) => email.toLowerCase());
  const errors = teachers.flatMap(({ email, name }, index) => {
    const field = `teachers.${index}.email`;
    const address = email.toLowerCase();
    if (addresses.indexOf(address) !== index) return [{ field, value: email, message: 'This address is in the list twice.' }];
    if (open.has(address)) {
      return [{ field, value: email, message: `${name} was asked already and has not answered yet. Send a reminder instead.` }];
    }
    return [];
  });
  if (errors.length > 0) throw invalid('One teacher would be asked twice.', errors);
}

/** All that a teacher's form says of a student: `Ada L.` */
export function shortName(student: { givenName: string; preferredName: string | null; familyName: string }): string {
  const initial = Array.from(student.familyName.trim())[0];
  const given = student.preferredName?.trim() || student.givenName.trim();
  return initial === undefined ? given : `${given} ${initial.toUpperCase()}.`;
}
