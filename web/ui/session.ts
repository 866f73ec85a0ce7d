import { useQuery } from '@tanstack/react-query';
import type { Role } from '@waymark/contract/common.ts';
import type { Seat, Session } from '@waymark/contract/session.ts';
import { loadSession, sessionKey } from '../shell/loadSession.ts';

type CurrentSeat = NonNullable<Session['seat']>;

export interface SeatedSession {
  user: NonNullable<Session['user']>;
  seats: Seat[];
  seat: CurrentSeat;
  role: Role;
  memberId: string;
  organisation: Pick<CurrentSeat, 'orgId' | 'timeZone' | 'locale' | 'today' | 'requireReason' | 'noContactWeeks' | 'staleAfterDays'> & {
    name: string;
  };
  /** The demo organisation: its pages say so. */
  demo: boolean;
  /** Mail leaves the house; otherwise it waits in the administrator's outbox. */
  mailIsSent: boolean;
  /** Whether the seat's role is one of these: what to show. What may be done is decided by the server. */
  can: (...roles: Role[]) => boolean;
}

/** Who is signed in, and from which seat. Only for pages inside the shell, where somebody always is. */
export function useSession(): SeatedSession {
  const { data } = useQuery({ queryKey: sessionKey, queryFn: loadSession, staleTime: Number.POSITIVE_INFINITY });
  if (!data?.user || !data.seat) throw new Error('A page that needs a session was shown without one.');
  const { user, seats, seat, demo, mailIsSent } = data;
  return {
    user,
    seats,
    seat,
    role: seat.role,
    memberId: seat.memberId,
    organisation: { ...seat, name: seat.organisation },
    demo,
    mailIsSent,
    can: (...roles) => roles.includes(seat.role),
  };
}
