import { listAccess, listAudit } from '@waymark/contract/audit.ts';
import { policy } from '../http/policy.ts';
import { route } from '../http/route.ts';
import { logPage } from './queries.ts';

const readAudit = policy('read the audit log', { admin: 'all' });

export const routes = [
  route(listAudit, readAudit, async ({ tx, actor, query }) => {
    const { items, next } = await logPage(tx, actor, 'audit_log', query, query.action);
    return {
      items: items.map((row) => ({
        id: row.id,
        at: row.at,
        memberId: row.member_id,
        memberName: row.member_name,
        role: row.role,
        action: row.action,
        entity: row.entity,
        entityId: row.entity_id,
        studentId: row.student_id,
        detail: row.detail as Record<string, unknown>,
        ip: row.ip,
        requestId: row.request_id,
      })),
      next,
    };
  }),
  route(listAccess, readAudit, async ({ tx, actor, query }) => {
    const { items, next } = await logPage(tx, actor, 'access_log', query);
    return {
      items: items.map((row) => ({
        id: row.id,
        at: row.at,
        memberId: row.member_id,
        memberName: row.member_name,
        role: row.role,
        what: row.what,
        studentId: row.student_id,
        ip: row.ip,
      })),
      next,
    };
  }),
];
