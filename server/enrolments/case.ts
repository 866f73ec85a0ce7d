import { dayInWords } from '@waymark/contract/days.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { conflict, type Refusal } from '../http/refusal.ts';

/*
 * A case is one enrolment with everything that hangs on it. It is closed once its last day has come, and then read only:
 * whatever writes to it asks here first. What may still be written to a closed case, and why, is said where it is let through.
 */

export interface ClosedCase {
  enrolmentId: string;
  studentName: string;
  programme: string;
  endedOn: string;
}

/** Says that a case is closed, and what to do instead. */
export function caseClosed({ studentName, programme, endedOn }: Omit<ClosedCase, 'enrolmentId'>): Refusal {
  return conflict(
    'case-closed',
    `The case of ${studentName} in ${programme} was closed on ${dayInWords(endedOn)}.`,
    'A closed case is read only. A programme lead can take it up again as a new enrolment.',
  );
}

type Of = { enrolmentIds: readonly string[] } | { matchIds: readonly string[] } | { meetingIds: readonly string[] };

/** Which of these cases are closed. Ids of nothing are no case. */
export async function findClosedCases(tx: Tx, actor: Actor, of: Of): Promise<ClosedCase[]> {
  const ids = Object.values(of)[0] as readonly string[];
  if (ids.length === 0) return [];
  const list = sql`any(${[...ids]}::uuid[])`;
  const { orgId } = actor;
  const which =
    'enrolmentIds' in of
      ? sql`e.id = ${list}`
      : 'matchIds' in of
        ? sql`e.id in (select enrolment_id from matches where org_id = ${orgId} and id = ${list})`
        : sql`e.id in (select ma.enrolment_id from meetings m join matches ma on ma.org_id = m.org_id and ma.id = m.match_id
            where m.org_id = ${orgId} and m.id = ${list})`;
  const { rows } = await sql<ClosedCase>`
    select e.id as "enrolmentId", coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name as "studentName",
      p.name as programme, e.ended_on as "endedOn"
    from enrolments e
    join students s on s.org_id = e.org_id and s.id = e.student_id
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    where e.org_id = ${orgId} and ${which} and e.ended_on <= ${actor.today}::date
    order by e.id limit 1`.execute(tx);
  return rows;
}

/**
 * Refuses to write to a closed case.
 * @throws Refusal 409 case-closed
 */
export async function requireOpenCase(tx: Tx, actor: Actor, of: Of): Promise<void> {
  const [closed] = await findClosedCases(tx, actor, of);
  if (closed !== undefined) throw caseClosed(closed);
}
