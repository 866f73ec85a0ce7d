import type { Role } from '@waymark/contract/common.ts';
import { CompiledQuery, type Transaction } from 'kysely';
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

// making a format costs more than the whole rest of a small request
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The day it is at a moment in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, at: Date): string {
  let format = dayFormats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dayFormats.set(timeZone, format);
  }
  return format.format(at);
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

/** The statement that narrows a fresh transaction to the application's role and to settings; they end with it. */
export function settingsStatement(settings: Record<string, string>, onlyReads: boolean): CompiledQuery {
  const parts = Object.keys(settings).map((name, i) => `set_config('app.${name}', $${i + 1}, true)`);
  // see docs/decisions: what a read writes down survives this program, whatever happens to it, without waiting for the disk
  if (onlyReads) parts.push("set_config('synchronous_commit', 'off', true)");
  return CompiledQuery.raw(`select set_config('role', 'waymark_app', true), ${parts.join(', ')}`, Object.values(settings));
}

/** What an actor's transaction starts from; the students of a caseload or a school follow with `studentsStatement`. */
export function settingsOf(actor: Actor): Record<string, string> {
  const itself = actor.scope === 'self';
  return {
    org_id: actor.orgId,
    user_id: actor.userId ?? '',
    member_id: actor.memberId ?? '',
    role: actor.role,
    scope: itself ? 'list' : 'all',
    students: itself ? `{${actor.studentId ?? ''}}` : '',
    school_id: actor.schoolId ?? '',
  };
}

const narrowTo = (students: string) => `select
  set_config('app.students', coalesce((select array_agg(id)::text from (${students}) s), '{}'), true),
  set_config('app.scope', 'list', true)`;
const toCaseload = narrowTo(`select distinct student_id as id from matches where org_id = $1 and mentor_id = $2
  and started_on <= $3 and (ended_on is null or ended_on > $3)`);
const toSchool = narrowTo('select id from students where org_id = $1 and school_id = $2');

/** The statement that narrows an actor's transaction to the students of their caseload or school, where that is their reach. */
export function studentsStatement(actor: Actor): CompiledQuery | undefined {
  if (actor.scope === 'caseload') return CompiledQuery.raw(toCaseload, [actor.orgId, actor.memberId, actor.today]);
  if (actor.scope === 'school') return CompiledQuery.raw(toSchool, [actor.orgId, actor.schoolId]);
  return undefined;
}
