import type { Role } from '@waymark/contract/common.ts';
import { sql, type Transaction } from 'kysely';
import type { DB } from './types.ts';

/** Which students a request may touch: everybody's, or those the role's relation gives. */
export type Scope = 'all' | 'caseload' | 'school' | 'self';

/** Who is doing something, in which organisation, with which reach. Everything the database does is done as one. */
export interface Actor {
  orgId: string;
  /** Null for the system itself: jobs, set-up, the demo. */
  memberId: string | null;
  userId: string | null;
  role: Role | 'system';
  scope: Scope;
  /** The school of a school contact, the student a student's seat is for. */
  schoolId: string | null;
  studentId: string | null;
  timeZone: string;
  /** Today in the organisation's time zone: what "current match" is measured by. */
  today: string;
  requestId: string | null;
  ip: string | null;
}

/** A transaction that is already somebody's: row-level security holds in it. */
export type Tx = Transaction<DB>;

/** The day it is at a moment in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** The system itself at work in one organisation: sees all of it and nothing of another. */
export function systemActor(orgId: string, now: Date, timeZone = 'Europe/London'): Actor {
  return {
    orgId,
    memberId: null,
    userId: null,
    role: 'system',
    scope: 'all',
    schoolId: null,
    studentId: null,
    timeZone,
    today: dayIn(timeZone, now),
    requestId: null,
    ip: null,
  };
}

/** Narrows a fresh transaction to the application's role and to settings; they end with the transaction. */
export async function applySettings(tx: Tx, settings: Record<string, string>): Promise<void> {
  const parts = Object.entries(settings).map(([name, value]) => sql`set_config(${sql.lit(`app.${name}`)}, ${value}, true)`);
  await sql`select set_config('role', 'waymark_app', true), ${sql.join(parts)}`.execute(tx);
}

/** Narrows a fresh transaction to what the actor may see. */
export async function applyActor(tx: Tx, actor: Actor): Promise<void> {
  const settings = {
    org_id: actor.orgId,
    user_id: actor.userId ?? '',
    member_id: actor.memberId ?? '',
    role: actor.role,
    scope: 'all',
    students: '',
  };
  if (actor.scope === 'self') {
    await applySettings(tx, { ...settings, scope: 'list', students: actor.studentId === null ? '{}' : `{${actor.studentId}}` });
    return;
  }
  await applySettings(tx, settings);
  if (actor.scope === 'all') return;
  const students =
    actor.scope === 'caseload'
      ? sql`select distinct student_id as id from matches where org_id = ${actor.orgId} and mentor_id = ${actor.memberId}
          and started_on <= ${actor.today} and (ended_on is null or ended_on > ${actor.today})`
      : sql`select id from students where org_id = ${actor.orgId} and school_id = ${actor.schoolId}`;
  await sql`select set_config('app.students', coalesce((select array_agg(id)::text from (${students}) s), '{}'), true),
    set_config('app.scope', 'list', true)`.execute(tx);
}
