import { useQuery } from '@tanstack/react-query';
import type { Role } from '@waymark/contract/common.ts';
import { loadSession, sessionKey } from '../shell/loadSession.ts';

/** The seat a signed-in person acts from in this tab. */
export interface Seat {
  memberId: string;
  orgId: string;
  organisation: string;
  role: Role;
  schoolId: string | null;
  studentId: string | null;
}

export interface Session {
  needsSetUp: boolean;
  user: { id: string; name: string; email: string; twoFactor: boolean } | null;
  seats: Seat[];
  /** The seat of this tab and its organisation; null for who has none, or is not signed in. */
  seat: (Seat & { timeZone: string; locale: string; requireReason: boolean; isDemo: boolean }) | null;
}

export interface SeatedSession {
  user: NonNullable<Session['user']>;
  seats: Seat[];
  seat: NonNullable<Session['seat']>;
  role: Role;
  memberId: string;
  organisation: { orgId: string; name: string; timeZone: string; locale: string; requireReason: boolean; isDemo: boolean };
  /** Whether the seat's role is one of these: what to show. What may be done is decided by the server. */
  can: (...roles: Role[]) => boolean;
}

/** Who is signed in, and from which seat. Only for pages inside the shell, where somebody always is. */
export function useSession(): SeatedSession {
  const { data } = useQuery({ queryKey: sessionKey, queryFn: loadSession, staleTime: Number.POSITIVE_INFINITY });
  if (!data?.user || !data.seat) throw new Error('A page that needs a session was shown without one.');
  const { user, seats, seat } = data;
  const { orgId, organisation: name, timeZone, locale, requireReason, isDemo } = seat;
  return {
    user,
    seats,
    seat,
    role: seat.role,
    memberId: seat.memberId,
    organisation: { orgId, name, timeZone, locale, requireReason, isDemo },
    can: (...roles) => roles.includes(seat.role),
  };
}
