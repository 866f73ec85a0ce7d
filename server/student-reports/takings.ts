import type { Document } from '@waymark/contract/documents.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';

/** Counts that pages were taken as they were given; a draft that is looked at on paper is not the student's page. */
export async function noteTaken(tx: Tx, orgId: string, ids: readonly string[], now: Date): Promise<void> {
  await tx
    .updateTable('student_reports')
    .set((row) => ({ taken: row('taken', '+', 1), last_taken_at: now.toISOString() }))
    .where('org_id', '=', orgId)
    .where('id', 'in', ids)
    .where('status', '=', 'given')
    .execute();
}

/** A line of the access log for each student whose page left in one file: whoever asks who has theirs finds it by the student. */
export async function logTaken(tx: Tx, actor: Actor, now: Date, what: string, studentIds: readonly string[]): Promise<void> {
  await sql`
    insert into access_log (org_id, id, at, member_id, role, what, student_id, request_id, ip)
    select ${actor.orgId}, gen_random_uuid(), ${now.toISOString()}, ${actor.memberId}, ${actor.role}, ${what}, student_id, ${actor.requestId}, ${actor.ip}
    from unnest(${`{${studentIds.join(',')}}`}::uuid[]) as given (student_id)`.execute(tx);
}

/** The pages of a run that were given, by name, as far as whoever asks may see them. */
export async function findGiven(tx: Tx, orgId: string, runId: string): Promise<{ id: string; studentId: string; name: string }[]> {
  const { rows } = await sql<{ id: string; studentId: string; name: string }>`
    select sr.id, sr.student_id as "studentId", s.family_name || ' ' || coalesce(nullif(s.preferred_name, ''), s.given_name) as name
    from student_reports sr join students s on s.org_id = sr.org_id and s.id = sr.student_id
    where sr.org_id = ${orgId} and sr.run_id = ${runId} and sr.status = 'given'
    order by s.family_key, s.given_key, sr.id`.execute(tx);
  return rows;
}

/** Pages as they were given, in the order of their ids. */
export async function readPages(tx: Tx, orgId: string, ids: readonly string[]): Promise<Document[]> {
  const rows = await tx
    .selectFrom('student_report_pages')
    .select(['student_report_id as id', 'document'])
    .where('org_id', '=', orgId)
    .where('student_report_id', 'in', ids)
    .execute();
  const byId = new Map(rows.map(({ id, document }) => [id, document as unknown as Document]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
