import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';

/**
 * Keeps a mentor's line about a student up: when they last met, how often and how long in all, how many times running the
 * student did not come. Called in the transaction that records a meeting. It counts the two people's meetings afresh
 * (a few dozen rows, by index), so that meetings recorded late or out of order come out right.
 */
export async function keepContact(tx: Tx, orgId: string, studentId: string, mentorId: string): Promise<void> {
  await count(tx, orgId, sql`m.student_id = ${studentId} and m.mentor_id = ${mentorId}`);
}

/** The same for everybody in the organisation: after meetings were brought in many at a time. */
export async function rebuildContactSummaries(tx: Tx, orgId: string): Promise<void> {
  await count(tx, orgId, sql`true`);
}

async function count(tx: Tx, orgId: string, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    with past as (
      select m.student_id, m.mentor_id, m.starts_at, m.minutes, m.status,
        max(m.starts_at) filter (where m.status = 'held') over (partition by m.student_id, m.mentor_id) as last_held
      from meetings m
      where m.org_id = ${orgId} and m.status <> 'scheduled' and ${which}
    )
    insert into contact_summaries (org_id, student_id, mentor_id, last_held_at, meetings_held, minutes_held, missed_in_a_row)
    select ${orgId}::uuid, student_id, mentor_id, max(last_held),
      count(*) filter (where status = 'held'),
      coalesce(sum(minutes) filter (where status = 'held'), 0),
      count(*) filter (where status = 'student_absent' and starts_at > coalesce(last_held, '-infinity'))
    from past group by student_id, mentor_id
    on conflict (org_id, student_id, mentor_id) do update set
      last_held_at = excluded.last_held_at, meetings_held = excluded.meetings_held,
      minutes_held = excluded.minutes_held, missed_in_a_row = excluded.missed_in_a_row`.execute(tx);
}
