import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/**
 * Keeps a mentor's line about a student up: when they last met, how often and how long in all, how many times running the
 * student did not come. Called in the transaction that records a meeting. It counts the two people's meetings afresh
 * (a few dozen rows, by index), so that meetings recorded late or out of order come out right.
 */
export async function keepContact(tx: Tx, orgId: string, studentId: string, mentorId: string): Promise<void> {
  await sql`
    insert into contact_summaries (org_id, student_id, mentor_id, last_held_at, meetings_held, minutes_held, missed_in_a_row)
    select ${orgId}::uuid, ${studentId}::uuid, ${mentorId}::uuid, held.last, held.times, held.minutes,
      (select count(*) from meetings missed
        where missed.org_id = ${orgId} and missed.student_id = ${studentId} and missed.mentor_id = ${mentorId}
          and missed.status = 'student_absent' and missed.starts_at > coalesce(held.last, '-infinity'))
    from (
      select max(starts_at) as last, count(*) as times, coalesce(sum(minutes), 0) as minutes
      from meetings
      where org_id = ${orgId} and student_id = ${studentId} and mentor_id = ${mentorId} and status = 'held'
    ) held
    on conflict (org_id, student_id, mentor_id) do update set
      last_held_at = excluded.last_held_at, meetings_held = excluded.meetings_held,
      minutes_held = excluded.minutes_held, missed_in_a_row = excluded.missed_in_a_row`.execute(tx);
}

/** The same for every mentor and student of an organisation at once: after a move from elsewhere, or a doubt. */
export async function rebuildContactSummaries(tx: Tx, orgId: string): Promise<void> {
  await sql`
    insert into contact_summaries (org_id, student_id, mentor_id, last_held_at, meetings_held, minutes_held, missed_in_a_row)
    select m.org_id, m.student_id, m.mentor_id, held.last, count(*) filter (where m.status = 'held'),
      coalesce(sum(m.minutes) filter (where m.status = 'held'), 0),
      count(*) filter (where m.status = 'student_absent' and m.starts_at > coalesce(held.last, '-infinity'))
    from meetings m
    join (
      select student_id, mentor_id, max(starts_at) filter (where status = 'held') as last
      from meetings where org_id = ${orgId} group by student_id, mentor_id
    ) held on held.student_id = m.student_id and held.mentor_id = m.mentor_id
    where m.org_id = ${orgId}
    group by m.org_id, m.student_id, m.mentor_id, held.last
    on conflict (org_id, student_id, mentor_id) do update set
      last_held_at = excluded.last_held_at, meetings_held = excluded.meetings_held,
      minutes_held = excluded.minutes_held, missed_in_a_row = excluded.missed_in_a_row`.execute(tx);
}
