import { listAccess, listAudit } from '@waymark/contract/audit.ts';
import { sql } from 'kysely';
import { policy } from '../http/policy.ts';
import { after, page } from '../http/pages.ts';
import { route } from '../http/route.ts';

const readAudit = policy('read the audit log', { admin: 'all' });

export const routes = [
  route(listAudit, readAudit, async ({ tx, actor, query }) => {
    const start = after(query.cursor, 2);
    const rows = await tx
      .selectFrom('audit_log as a')
      .leftJoin('members as m', (join) => join.onRef('m.org_id', '=', 'a.org_id').onRef('m.id', '=', 'a.member_id'))
      .selectAll('a')
      .select('m.name as member_name')
      .where('a.org_id', '=', actor.orgId)
      .$if(query.action !== undefined, (q) => q.where('a.action', 'like', `${(query.action ?? '').replace(/[\\%_]/g, String.raw`\$&`)}%`))
      .$if(query.memberId !== undefined, (q) => q.where('a.member_id', '=', query.memberId ?? ''))
      .$if(query.studentId !== undefined, (q) => q.where('a.student_id', '=', query.studentId ?? ''))
      .$if(query.from !== undefined, (q) =>
        q.where(sql<boolean>`a.at >= (${query.from ?? ''}::date)::timestamp at time zone ${actor.timeZone}`),
      )
      .$if(query.to !== undefined, (q) =>
        q.where(sql<boolean>`a.at < (${query.to ?? ''}::date + 1)::timestamp at time zone ${actor.timeZone}`),
      )
      .$if(start !== undefined, (q) =>
        q.where(sql<boolean>`(a.at, a.id) < (${String(start?.[0])}::timestamptz, ${String(start?.[1])}::uuid)`),
      )
      .orderBy('a.at', 'desc')
      .orderBy('a.id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const found = page(rows, query.limit, (row) => [row.at, row.id]);
    return {
      items: found.items.map((row) => ({
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
      next: found.next,
    };
  }),
  route(listAccess, readAudit, async ({ tx, actor, query }) => {
    const start = after(query.cursor, 2);
    const rows = await tx
      .selectFrom('access_log as a')
      .leftJoin('members as m', (join) => join.onRef('m.org_id', '=', 'a.org_id').onRef('m.id', '=', 'a.member_id'))
      .selectAll('a')
      .select('m.name as member_name')
      .where('a.org_id', '=', actor.orgId)
      .$if(query.memberId !== undefined, (q) => q.where('a.member_id', '=', query.memberId ?? ''))
      .$if(query.studentId !== undefined, (q) => q.where('a.student_id', '=', query.studentId ?? ''))
      .$if(start !== undefined, (q) =>
        q.where(sql<boolean>`(a.at, a.id) < (${String(start?.[0])}::timestamptz, ${String(start?.[1])}::uuid)`),
      )
      .orderBy('a.at', 'desc')
      .orderBy('a.id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const found = page(rows, query.limit, (row) => [row.at, row.id]);
    return {
      items: found.items.map((row) => ({
        id: row.id,
        at: row.at,
        memberId: row.member_id,
        memberName: row.member_name,
        role: row.role,
        what: row.what,
        studentId: row.student_id,
        ip: row.ip,
      })),
      next: found.next,
    };
  }),
];
