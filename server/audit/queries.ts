import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import type { DB } from '../db/types.ts';
import { after, page } from '../http/pages.ts';

type Log = 'audit_log' | 'access_log';

export interface LogQuery {
  cursor?: string | undefined;
  limit: number;
  memberId?: string | undefined;
  studentId?: string | undefined;
  /** Days in the organisation's time zone, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

/** A page of one of the two logs, newest first, with the names of those who acted. `action` is how the action's code begins. */
export async function logPage<L extends Log>(
  tx: Tx,
  actor: Actor,
  log: L,
  query: LogQuery,
  action?: string,
): Promise<{ items: (Selectable<DB[L]> & { member_name: string | null })[]; next: string | null }> {
  const start = after(query.cursor, 2);
  const where: RawBuilder<unknown>[] = [sql`a.org_id = ${actor.orgId}`];
  if (action !== undefined) where.push(sql`a.action like ${`${action.replace(/[\\%_]/g, String.raw`\$&`)}%`}`);
  if (query.memberId !== undefined) where.push(sql`a.member_id = ${query.memberId}`);
  if (query.studentId !== undefined) where.push(sql`a.student_id = ${query.studentId}`);
  if (query.from !== undefined) where.push(sql`a.at >= (${query.from}::date)::timestamp at time zone ${actor.timeZone}`);
  if (query.to !== undefined) where.push(sql`a.at < (${query.to}::date + 1)::timestamp at time zone ${actor.timeZone}`);
  if (start !== undefined) where.push(sql`(a.at, a.id) < (${String(start[0])}::timestamptz, ${String(start[1])}::uuid)`);
  const { rows } = await sql<Selectable<DB[L]> & { at: string; id: string; member_name: string | null }>`
    select a.*, m.name as member_name from ${sql.table(log)} a
    left join members m on m.org_id = a.org_id and m.id = a.member_id
    where ${sql.join(where, sql` and `)}
    order by a.at desc, a.id desc limit ${query.limit + 1}`.execute(tx);
  return page(rows, query.limit, (row) => [row.at, row.id]);
}
