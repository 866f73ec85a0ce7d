import { sql } from 'kysely';
import type { Note } from '@waymark/contract/meeting-room.ts';
import type { Actor, Tx } from '../db/actor.ts';

export interface NotesOf {
  studentId: string;
  meetingId?: string | undefined;
  after?: { createdAt: string; id: string } | undefined;
  limit: number;
}

/** As fine as a cursor can carry: a page must not begin in the middle of a millisecond. */
const moment = sql`date_trunc('milliseconds', n.created_at)`;

/** Notes of a student, the newest first; row-level security leaves out those that are not the reader's. */
export async function listNotes(tx: Tx, actor: Actor, of: NotesOf): Promise<Note[]> {
  const { rows } = await sql<Note>`
    select n.id, n.meeting_id as "meetingId", m.starts_at as "meetingStartsAt", n.author_id as "authorId", author.name as "authorName",
      n.body, n.shared_with_student as shared,
      (${actor.role} = 'mentor' and n.author_id is distinct from ${actor.memberId}::uuid) as "handedOver", n.created_at as "createdAt"
    from meeting_notes n
    join meetings m on m.org_id = n.org_id and m.id = n.meeting_id
    join members author on author.org_id = n.org_id and author.id = n.author_id
    where n.org_id = ${actor.orgId} and n.student_id = ${of.studentId}
      and ${of.meetingId === undefined ? sql`true` : sql`n.meeting_id = ${of.meetingId}`}
      and ${of.after === undefined ? sql`true` : sql`(${moment}, n.id) < (${of.after.createdAt}::timestamptz, ${of.after.id}::uuid)`}
    order by ${moment} desc, n.id desc limit ${of.limit}`.execute(tx);
  return rows;
}

/** Whether the actor sees the student at all: no notes is another answer than no student. */
export async function seesStudent(tx: Tx, orgId: string, studentId: string): Promise<boolean> {
  const row = await tx.selectFrom('students').select('id').where('org_id', '=', orgId).where('id', '=', studentId).executeTakeFirst();
  return row !== undefined;
}
