import { z } from 'zod';
import { Id, Line, Role } from './common.ts';
import { endpoint } from './endpoint.ts';

/** A seat the signed-in user has: one organisation, one role. */
export const Seat = z.object({
  memberId: Id,
  orgId: Id,
  organisation: z.string(),
  role: Role,
  name: z.string(),
  schoolId: Id.nullable(),
  studentId: Id.nullable(),
});
export type Seat = z.infer<typeof Seat>;

export const Session = z.object({
  /** True until the first administrator has been through set-up. */
  needsSetUp: z.boolean(),
  /** True in the demo organisation's installation: the pages say so. */
  demo: z.boolean(),
  /** True when mail leaves the house; otherwise it is kept in the administrator's outbox. */
  mailIsSent: z.boolean(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), twoFactor: z.boolean() }).nullable(),
  /** The seat this request acts from: the one named in `Waymark-Seat`, else the one used last. */
  seat: Seat.extend({
    timeZone: z.string(),
    locale: z.string(),
    /** Today in the organisation's time zone, `YYYY-MM-DD`. */
    today: z.string(),
    requireReason: z.boolean(),
    noContactWeeks: z.int(),
    staleAfterDays: z.int(),
  }).nullable(),
  seats: z.array(Seat),
});
export type Session = z.infer<typeof Session>;

export const getSession = endpoint({
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in, from which seat, and which other seats they have',
  access: 'public',
  response: Session,
});

/** At least 12 characters; length is what counts, so nothing else is asked of it. */
export const Password = z.string().min(12, 'Use at least 12 characters. Three or four unrelated words do well.').max(128);

export const setUp = endpoint({
  method: 'POST',
  path: '/set-up',
  summary: 'Set up the first organisation and its first administrator; works only once',
  access: 'public',
  body: z.object({
    organisation: Line,
    timeZone: z.string().refine(isTimeZone, 'Choose a time zone from the list, such as Europe/London.'),
    name: Line,
    email: z.email('Enter an e-mail address, such as name@school.org.uk.').max(254),
    password: Password,
  }),
  response: z.object({ orgId: Id }),
});

export function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
