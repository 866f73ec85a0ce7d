import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { feedbackArrived } from '../feedback/arrived.ts';
import { dayBounds } from '../meetings/recurrence.ts';
import { calibrationDays, lookBackTo, type DigestCounts } from './rules.ts';

export interface DigestReader {
  id: string;
  name: string;
  email: string;
}

/** The mentors of an organisation who can sign in and want a digest. */
export async function digestReaders(tx: Tx, actor: Actor): Promise<DigestReader[]> {
  const rows = await tx
    .selectFrom('members')
    .select(['id', 'name', 'email'])
    .where('org_id', '=', actor.orgId)
    .where('role', '=', 'mentor')
    .where('status', '=', 'active')
    .where('digest', '=', true)
    .where('email', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, name, email }) => (email === null ? [] : [{ id, name, email }]));
}

/** What is due for the mentor who is the actor, of what they see: their own meetings, and the actions of their caseload. */
export async function digestCounts(tx: Tx, actor: Actor): Promise<DigestCounts> {
  const { from, before } = dayBounds(actor.today, actor.timeZone);
  const [start, end] = [from.toISOString(), before.toISOString()];
  const arrived = await feedbackArrived(tx, actor.orgId, dayBounds(lookBackTo(actor.today), actor.timeZone).from, from);
  const { rows } = await sql<Omit<DigestCounts, 'feedbackArrived'>>`
    select m.today as "meetingsToday", m.earlier as "meetingsNotRecorded", a.today as "actionsDueToday", a.overdue as "actionsOverdue",
      r.overdue as "reviewsOverdue", c.due as "followUpsDue", x.due as "calibrationsDue", s2.due as "secondScoringsDue"
    from (
      select count(*) filter (where starts_at >= ${start})::int as today, count(*) filter (where starts_at < ${start})::int as earlier
      from meetings
      where org_id = ${actor.orgId} and mentor_id = ${actor.memberId} and status = 'scheduled' and starts_at < ${end}
    ) m, (
      select count(*) filter (where due_on = ${actor.today}::date)::int as today, count(*) filter (where due_on < ${actor.today}::date)::int as overdue
      from actions
      where org_id = ${actor.orgId} and status = 'open' and due_on <= ${actor.today}::date
        and student_id = any (nullif(current_setting('app.students', true), '')::uuid[])
    ) a, (
      select count(*)::int as overdue from reviews r
      where r.org_id = ${actor.orgId} and r.status = 'due' and r.due_on < ${actor.today}::date
        and r.student_id = any (nullif(current_setting('app.students', true), '')::uuid[])
        and exists (select from matches ma where ma.org_id = r.org_id and ma.enrolment_id = r.enrolment_id and ma.mentor_id = ${actor.memberId}
          and ma.started_on <= ${actor.today}::date and (ma.ended_on is null or ma.ended_on > ${actor.today}::date))
    ) r, (
      select count(*)::int as due from closures
      where org_id = ${actor.orgId} and closed_by = ${actor.memberId} and followed_up_on is null and follow_up_on <= ${actor.today}::date
    ) c, (
      select count(*)::int as due from exercise_members em
      join calibration_exercises e on e.org_id = em.org_id and e.id = em.exercise_id
      where em.org_id = ${actor.orgId} and em.member_id = ${actor.memberId} and em.finished_at is null and e.closed_at is null
        and e.due_on <= ${actor.today}::date + ${calibrationDays}::int
    ) x, (
      select count(*)::int as due from second_scorings
      where org_id = ${actor.orgId} and scorer_id = ${actor.memberId} and status = 'open' and due_on <= ${actor.today}::date + ${calibrationDays}::int
    ) s2`.execute(tx);
  const counts = rows[0] ?? {
    meetingsToday: 0,
    meetingsNotRecorded: 0,
    actionsDueToday: 0,
    actionsOverdue: 0,
    reviewsOverdue: 0,
    followUpsDue: 0,
    calibrationsDue: 0,
    secondScoringsDue: 0,
  };
  return { ...counts, feedbackArrived: arrived };
}
