import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** What was done to a student's record, latest first, from a moment and id on. */
export async function findChanges(tx: Tx, orgId: string, studentId: string, from: { at: string; id: string } | undefined, limit: number) {
  return tx
    .selectFrom('audit_log as a')
    .leftJoin('members', (join) => join.onRef('members.org_id', '=', 'a.org_id').onRef('members.id', '=', 'a.member_id'))
    .where('a.org_id', '=', orgId)
    .where('a.student_id', '=', studentId)
    .$if(from !== undefined, (query) => query.where((eb) => eb(eb.refTuple('a.at', 'a.id'), '<', eb.tuple(from?.at ?? '', from?.id ?? ''))))
    .select([
      'a.id',
      'a.at',
      'members.name as by',
      'a.action',
      sql<string[]>`case when jsonb_typeof(a.detail -> 'fields') = 'array' then a.detail -> 'fields' else '[]'::jsonb end`.as('fields'),
    ])
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
}
