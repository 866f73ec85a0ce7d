import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';

export interface StudentChange {
  studentId: string;
  action: 'student.created' | 'student.updated';
  /** Names of what changed, never the contents. */
  fields: string[];
}

/** Writes down what an import did to each student, as if it had been done by hand; thousands cost one statement. */
export async function auditStudents(tx: Tx, actor: Actor, importId: string, changes: readonly StudentChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ studentId, action, fields }) => ({ id: newId(), studentId, action, detail: { fields, importId } }));
  await sql`
    insert into audit_log (org_id, id, member_id, role, action, entity, entity_id, student_id, detail, request_id, ip)
    select ${actor.orgId}, id, ${actor.memberId}::uuid, ${actor.role}::text, action, 'student', "studentId", "studentId", detail,
      ${actor.requestId}::text, ${actor.ip}::text
    from json_to_recordset(${JSON.stringify(rows)}::json) as given (id uuid, "studentId" uuid, action text, detail jsonb)`.execute(tx);
}
