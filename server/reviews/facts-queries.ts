import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';

interface Since {
  id: string;
  studentId: string;
  since: string;
}

/** The cases as a table `w`: one parameter, whatever their number. */
function caseTable(cases: readonly Since[]) {
  const rows = JSON.stringify(cases.map(({ id, studentId, since }) => ({ id, student_id: studentId, since })));
  return sql`json_to_recordset(${rows}::text::json) as w(id uuid, student_id uuid, since date)`;
}

/** Meetings under each case since its day, by what became of them. */
export async function findMeetings(tx: Tx, actor: Actor, cases: readonly Since[]) {
  const { rows } = await sql<{ enrolmentId: string; held: number; studentAbsent: number; mentorAbsent: number; minutes: number }>`
    select w.id as "enrolmentId", count(*) filter (where m.status = 'held')::int as held,
      count(*) filter (where m.status = 'student_absent')::int as "studentAbsent",
      count(*) filter (where m.status = 'mentor_absent')::int as "mentorAbsent",
      coalesce(sum(m.minutes) filter (where m.status = 'held'), 0)::int as minutes
    from ${caseTable(cases)}
    join matches ma on ma.org_id = ${actor.orgId} and ma.enrolment_id = w.id
    join meetings m on m.org_id = ${actor.orgId} and m.student_id = w.student_id and m.match_id = ma.id
      and m.starts_at >= (w.since::timestamp at time zone ${actor.timeZone})
    group by w.id`.execute(tx);
  return rows;
}

/** Actions under each case that are open, or were closed since its day. Dropped ones say nothing of anybody's effort. */
export async function findActions(tx: Tx, actor: Actor, cases: readonly Since[]) {
  const { rows } = await sql<{
    enrolmentId: string;
    id: string;
    title: string;
    owner: 'mentor' | 'student';
    status: 'open' | 'done' | 'not_done' | 'dropped';
    dueOn: string | null;
  }>`
    select w.id as "enrolmentId", a.id, a.title, a.owner, a.status, a.due_on as "dueOn"
    from ${caseTable(cases)}
    join matches ma on ma.org_id = ${actor.orgId} and ma.enrolment_id = w.id
    join actions a on a.org_id = ${actor.orgId} and a.student_id = w.student_id and a.match_id = ma.id
    where a.status = 'open' or (a.status <> 'dropped' and a.closed_on >= w.since)
    order by a.status = 'open' desc, a.due_on nulls last, a.id`.execute(tx);
  return rows;
}

/** What teachers have said of each student since its day, earliest first. */
export async function findFeedback(tx: Tx, actor: Actor, cases: readonly Since[]) {
  const { rows } = await sql<{ enrolmentId: string; author: string; subject: string; on: string; body: string }>`
    select w.id as "enrolmentId", f.author_name as author, f.subject, to_char(f.given_at at time zone ${actor.timeZone}, 'YYYY-MM-DD') as on,
      concat_ws(E'\n', nullif(f.going_well, ''), nullif(f.would_help, '')) as body
    from ${caseTable(cases)}
    join feedback f on f.org_id = ${actor.orgId} and f.student_id = w.student_id
      and f.given_at >= (w.since::timestamp at time zone ${actor.timeZone})
    order by f.given_at, f.id`.execute(tx);
  return rows;
}
