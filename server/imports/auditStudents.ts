import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';

export interface StudentChange {
  studentId: string;
  /** Names of what changed, never the contents. */
  fields: string[];
}

/** Writes down what an import changed of each student, as if it had been done by hand; thousands cost one statement. */
export async function auditStudents(tx: Tx, actor: Actor, importId: string, changes: readonly StudentChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ studentId, fields }) => ({ id: newId(), studentId, detail: { fields, importId } }));
  await sql`
    insert into audit_log (org_id, id, member_id, role, action, entity, entity_id, student_id, detail, request_id, ip)
    select ${actor.orgId}, id, ${actor.memberId}::uuid, ${actor.role}::text, 'student.updated', 'student', "studentId", "studentId", detail,
      ${actor.requestId}::text, ${actor.ip}::text
    from json_to_recordset(${JSON.stringify(rows)}::json) as given (id uuid, "studentId" uuid, detail jsonb)`.execute(tx);
}
