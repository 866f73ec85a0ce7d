import { CompiledQuery } from 'kysely';
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

const accessLine = `insert into access_log (org_id, id, at, member_id, role, what, student_id, request_id, ip)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/**
 * The statement that writes down that a student's record or an export was read. It is left for the end of the reading's
 * own transaction: what was read is answered only once the line is committed.
 */
export function accessStatement(actor: Actor, now: Date, what: string, studentId: string | null): CompiledQuery {
  const { orgId, memberId, role, requestId, ip } = actor;
  return CompiledQuery.raw(accessLine, [orgId, newId(), now.toISOString(), memberId, role, what, studentId, requestId, ip]);
}
