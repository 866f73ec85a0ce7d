import type { Role } from '@waymark/contract/common.ts';
import type { Database } from '../db/connection.ts';
import type { Accounts, User } from './accounts.ts';
import { hashOf } from './secrets.ts';

/** A seat with what its organisation's settings say: all a request needs before its transaction. */
export interface SeatRecord {
  memberId: string;
  orgId: string;
  role: Role;
  name: string;
  schoolId: string | null;
  studentId: string | null;
  organisation: string;
  timeZone: string;
  locale: string;
  requireReason: boolean;
  noContactWeeks: number;
  staleAfterDays: number;
  isDemo: boolean;
  lastActiveAt: string | null;
}

/** Who is asking: a user by cookie with all their seats, or one seat by personal access token. */
export interface Principal {
  user: User | undefined;
  seats: SeatRecord[];
}

export interface Seats {
  principalOf(headers: Headers, now: Date): Promise<Principal | undefined>;
}

const TOKEN_PREFIX = 'wm_';

/**
 * Finds principals, and remembers them for ten seconds: a page asks for many things at once. What ends a seat, a
 * session or a token in this process makes it forget; another process follows within the ten seconds.
 */
export function createSeats(database: Database, accounts: Accounts): Seats {
  const remembered = new Map<string, { principal: Principal | undefined; until: number }>();
  accounts.onForget(() => remembered.clear());

  const remember = async (key: string, find: () => Promise<Principal | undefined>): Promise<Principal | undefined> => {
    const known = remembered.get(key);
    if (known !== undefined && known.until > Date.now()) return known.principal;
    const principal = await find();
    if (remembered.size > 5_000) remembered.clear();
    remembered.set(key, { principal, until: Date.now() + 10_000 });
    return principal;
  };

  return {
    async principalOf(headers, now) {
      const bearer = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
      if (bearer !== undefined) return remember(bearer, () => byToken(database, bearer, now));
      const user = await accounts.userOf(headers);
      if (user === undefined) return undefined;
      return remember(`user ${user.id}`, async () => ({ user, seats: await seatsOfUser(database, user.id) }));
    },
  };
}

/** The seats a user has, the one used last first. */
export async function seatsOfUser(database: Database, userId: string): Promise<SeatRecord[]> {
  const found = await database.withSettings({ user_id: userId }, (tx) =>
    tx.selectFrom('members').select(['id', 'org_id']).where('user_id', '=', userId).where('status', '=', 'active').execute(),
  );
  if (found.length === 0) return [];
  const seats = await loadSeats(database, userId, found);
  return seats.toSorted((a, b) => (b.lastActiveAt ?? '').localeCompare(a.lastActiveAt ?? ''));
}

async function byToken(database: Database, token: string, now: Date): Promise<Principal | undefined> {
  if (!token.startsWith(TOKEN_PREFIX)) return undefined;
  const hash = hashOf(token);
  const found = await database.withSettings({ secret_hash: hash }, (tx) =>
    tx
      .selectFrom('access_tokens')
      .select(['org_id', 'member_id', 'expires_at', 'revoked_at'])
      .where('token_hash', '=', hash)
      .executeTakeFirst(),
  );
  if (found === undefined || found.revoked_at !== null || new Date(found.expires_at) <= now) return undefined;
  const seats = await loadSeats(database, undefined, [{ id: found.member_id, org_id: found.org_id }]);
  await database.withSettings({ org_id: found.org_id, scope: 'all' }, (tx) =>
    tx
      .updateTable('access_tokens')
      .set({ last_used_at: now.toISOString() })
      .where('org_id', '=', found.org_id)
      .where('token_hash', '=', hash)
      .execute(),
  );
  return seats.length === 0 ? undefined : { user: undefined, seats };
}

/** Each seat is read in its own organisation, as everything is. */
async function loadSeats(
  database: Database,
  userId: string | undefined,
  found: readonly { id: string; org_id: string }[],
): Promise<SeatRecord[]> {
  const seats: SeatRecord[] = [];
  for (const { id, org_id } of found) {
    const row = await database.withSettings({ org_id, scope: 'all', user_id: userId ?? '' }, (tx) =>
      tx
        .selectFrom('members as m')
        .innerJoin('organisations as o', 'o.org_id', 'm.org_id')
        .select(['m.id', 'm.org_id', 'm.role', 'm.name', 'm.school_id', 'm.student_id', 'm.last_active_at'])
        .select([
          'o.name as organisation',
          'o.time_zone',
          'o.locale',
          'o.require_reason',
          'o.no_contact_weeks',
          'o.stale_after_days',
          'o.is_demo',
        ])
        .where('m.org_id', '=', org_id)
        .where('m.id', '=', id)
        .where('m.status', '=', 'active')
        .executeTakeFirst(),
    );
    if (row === undefined) continue;
    seats.push({
      memberId: row.id,
      orgId: row.org_id,
      role: row.role as Role,
      name: row.name,
      schoolId: row.school_id,
      studentId: row.student_id,
      organisation: row.organisation,
      timeZone: row.time_zone,
      locale: row.locale,
      requireReason: row.require_reason,
      noContactWeeks: row.no_contact_weeks,
      staleAfterDays: row.stale_after_days,
      isDemo: row.is_demo,
      lastActiveAt: row.last_active_at,
    });
  }
  return seats;
}
