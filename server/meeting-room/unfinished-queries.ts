import { dayLength } from '@waymark/contract/days.ts';
import { sql } from 'kysely';
import type { listUnfinishedMeetings } from '@waymark/contract/meeting-room.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import type { Actor, Tx } from '../db/actor.ts';

type Unfinished = ResponseOf<typeof listUnfinishedMeetings>['items'][number];

/**
 * Meetings with answers that are still to be finished. A mentor's are their own. A lead's are those somebody else should
 * look at: the match has ended, so its mentor no longer can; or nothing was entered for a day.
 */
export async function listUnfinished(tx: Tx, actor: Actor, now: Date): Promise<Unfinished[]> {
  const mine = actor.role === 'mentor' ? sql`m.mentor_id = ${actor.memberId}` : sql`true`;
  const aDayAgo = new Date(now.getTime() - dayLength).toISOString();
  const forLeads = actor.role === 'mentor' ? sql`true` : sql`(ma.ended_on <= ${actor.today}::date or d.last < ${aDayAgo}::timestamptz)`;
  const { rows } = await sql<Unfinished>`
    select m.id as "meetingId", m.student_id as "studentId", coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name as "studentName",
      m.mentor_id as "mentorId", mentor.name as "mentorName", m.starts_at as "startsAt", d.answers, d.last as "lastSavedAt",
      coalesce(ma.ended_on <= ${actor.today}::date, false) as "matchEnded"
    from (
      select meeting_id, member_id, count(*) as answers, max(saved_at) as last from meeting_drafts
      where org_id = ${actor.orgId} and key not in ('framework', 'assessment') and value is not null
      group by meeting_id, member_id
    ) d
    join meetings m on m.org_id = ${actor.orgId} and m.id = d.meeting_id and m.mentor_id = d.member_id and m.status = 'scheduled'
    join students s on s.org_id = m.org_id and s.id = m.student_id
    join members mentor on mentor.org_id = m.org_id and mentor.id = m.mentor_id
    join matches ma on ma.org_id = m.org_id and ma.id = m.match_id
    where ${mine} and ${forLeads}
    order by "matchEnded" desc, d.last, m.id limit 200`.execute(tx);
  return rows;
}
