import { getSession, setUp, type Session } from '@waymark/contract/session.ts';
import { dayIn } from '../db/actor.ts';
import { anyone } from '../http/policy.ts';
import { Refusal } from '../http/refusal.ts';
import { publicRoute } from '../http/route.ts';
import { isSetUp, setUpFirst } from '../organisations/create.ts';

export const routes = [
  publicRoute(getSession, anyone, async ({ database, seats, headers, config, now }) => {
    const principal = await seats.principalOf(headers, now);
    const wanted = headers.get('waymark-seat');
    const seat = principal?.seats.find((each) => each.memberId === wanted) ?? principal?.seats[0];
    const session: Session = {
      needsSetUp: principal === undefined && !(await isSetUp(database)),
      demo: seat?.isDemo ?? config.demo === true,
      mailIsSent: config.smtpUrl !== undefined,
      user: principal?.user ?? null,
      seat: seat === undefined ? null : { ...seat, today: dayIn(seat.timeZone, now) },
      seats: principal?.seats ?? [],
    };
    return session;
  }),
  publicRoute(setUp, anyone, async ({ database, accounts, body, now }) => {
    if (await isSetUp(database)) {
      throw new Refusal(409, 'already-set-up', 'Waymark has already been set up.', 'Sign in, or ask the administrator to invite you.');
    }
    return { orgId: await setUpFirst(database, accounts, body, now) };
  }),
];
