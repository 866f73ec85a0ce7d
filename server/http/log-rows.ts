import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { jsonb } from '../db/jsonb.ts';
import type { AuditDetail } from './route.ts';

/** Writes down, in the actor's transaction, what was done: who, in what role, from where, on which record. */
export async function writeAudit(
  tx: Tx,
  actor: Actor,
  now: Date,
  action: string,
  entity: string,
  entityId: string | null,
  more: AuditDetail = {},
): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      org_id: actor.orgId,
      id: newId(),
      at: now.toISOString(),
      member_id: actor.memberId,
      role: actor.role,
      action,
      entity,
      entity_id: entityId,
      student_id: more.studentId ?? null,
      detail: jsonb(more.detail ?? {}) as never,
      request_id: actor.requestId,
      ip: actor.ip,
    })
    .execute();
}

/** Writes down that a student's record or an export was read. */
export async function writeAccess(tx: Tx, actor: Actor, now: Date, what: string, studentId: string | null): Promise<void> {
  await tx
    .insertInto('access_log')
    .values({
      org_id: actor.orgId,
      id: newId(),
      at: now.toISOString(),
      member_id: actor.memberId,
      role: actor.role,
      what,
      student_id: studentId,
      request_id: actor.requestId,
      ip: actor.ip,
    })
    .execute();
}
