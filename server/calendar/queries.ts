import type { MeetingStatus } from '@waymark/contract/meetings.ts';
import type { Actor, Tx } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';

/** Whose calendar a secret opens, or undefined: the secret is looked up by its hash before any organisation is known. */
export async function findCalendarOwner(database: Database, secretHash: string): Promise<{ orgId: string; memberId: string } | undefined> {
  return database.withSettings({ secret_hash: secretHash }, (tx) =>
    tx
      .selectFrom('members')
      .select(['org_id as orgId', 'id as memberId'])
      .where('calendar_token_hash', '=', secretHash)
      .where('status', '=', 'active')
      .where('role', '=', 'mentor')
      .executeTakeFirst(),
  );
}

export async function organisationOf(tx: Tx, orgId: string): Promise<{ name: string; timeZone: string }> {
  return tx.selectFrom('organisations').select(['name', 'time_zone as timeZone']).where('org_id', '=', orgId).executeTakeFirstOrThrow();
}

export async function hasCalendarLink(tx: Tx, actor: Actor): Promise<boolean> {
  const row = await tx
    .selectFrom('members')
    .select('calendar_token_hash')
    .where('org_id', '=', actor.orgId)
    .where('id', '=', actor.memberId)
    .executeTakeFirst();
  return row?.calendar_token_hash != null;
}

/** Sets the member's secret, by its hash; null ends it. */
export async function setCalendarSecret(tx: Tx, actor: Actor, hash: string | null): Promise<void> {
  await tx
    .updateTable('members')
    .set({ calendar_token_hash: hash })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', actor.memberId)
    .execute();
}

export interface CalendarMeeting {
  id: string;
  startsAt: string;
  plannedMinutes: number;
  place: string;
  status: MeetingStatus;
  version: number;
  givenName: string;
  preferredName: string | null;
  familyName: string;
}

/** The mentor's own meetings in a stretch of time, as far as they see the students today. */
export async function calendarMeetings(tx: Tx, actor: Actor, from: Date, before: Date): Promise<CalendarMeeting[]> {
  const rows = await tx
    .selectFrom('meetings as m')
    .innerJoin('students as s', (join) => join.onRef('s.org_id', '=', 'm.org_id').onRef('s.id', '=', 'm.student_id'))
    .select(['m.id', 'm.starts_at as startsAt', 'm.planned_minutes as plannedMinutes', 'm.place', 'm.status', 'm.version'])
    .select(['s.given_name as givenName', 's.preferred_name as preferredName', 's.family_name as familyName'])
    .where('m.org_id', '=', actor.orgId)
    .where('m.mentor_id', '=', actor.memberId)
    .where('m.starts_at', '>=', from.toISOString())
    .where('m.starts_at', '<', before.toISOString())
    .orderBy('m.starts_at')
    .orderBy('m.id')
    .limit(2000)
    .execute();
  return rows.map((row) => ({ ...row, status: row.status as MeetingStatus }));
}
