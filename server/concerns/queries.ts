import type { ConcernBody, ConcernStatus, ConcernSummary } from '@waymark/contract/concerns.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { after, page } from '../http/pages.ts';

/** The organisation's next number. Whoever raises a concern cannot count the others, so the organisation counts. */
export async function nextNumber(tx: Tx, orgId: string): Promise<number> {
  const { concerns_raised } = await tx
    .updateTable('organisations')
    .set((row) => ({ concerns_raised: row('concerns_raised', '+', 1) }))
    .where('org_id', '=', orgId)
    .returning('concerns_raised')
    .executeTakeFirstOrThrow();
  return concerns_raised;
}

/** Writes the concern and its receipt. The row cannot be read back here: only the safeguarding lead may. */
export async function insertConcern(tx: Tx, actor: Actor, body: z.infer<typeof ConcernBody>, number: number, now: Date): Promise<void> {
  await tx
    .insertInto('concerns')
    .values({
      org_id: actor.orgId,
      student_id: body.studentId,
      id: body.id,
      number,
      raised_by: actor.memberId,
      raised_role: actor.role,
      raised_at: now.toISOString(),
      happened_on: body.happenedOn,
      happened_time: body.happenedTime,
      place: body.place,
      seen: body.seen,
      own_words: body.ownWords,
      done_already: body.doneAlready,
      in_danger_now: body.inDangerNow,
    })
    .execute();
  await tx
    .insertInto('concern_receipts')
    .values({ org_id: actor.orgId, id: newId(), concern_number: number, raised_by: actor.memberId, raised_at: now.toISOString() })
    .execute();
}

/** Who is told: everybody with the safeguarding lead's seat. */
export async function safeguardingLeads(tx: Tx, orgId: string): Promise<{ name: string; email: string | null }[]> {
  return tx
    .selectFrom('members')
    .select(['name', 'email'])
    .where('org_id', '=', orgId)
    .where('role', '=', 'safeguarding_lead')
    .where('status', '=', 'active')
    .orderBy('name')
    .execute();
}

export async function receiptsOf(tx: Tx, actor: Actor): Promise<{ number: number; raisedAt: string; firstReadAt: string | null }[]> {
  return tx
    .selectFrom('concern_receipts')
    .select(['concern_number as number', 'raised_at as raisedAt', 'first_read_at as firstReadAt'])
    .where('org_id', '=', actor.orgId)
    .where('raised_by', '=', actor.memberId)
    .orderBy('concern_number', 'desc')
    .limit(200)
    .execute();
}

const status = sql<ConcernStatus>`coalesce((select n.status from concern_notes n where n.org_id = c.org_id and n.concern_id = c.id
  and n.status is not null order by n.at desc, n.id desc limit 1), 'open')`;

/** A concern and all that is said about it but its words. */
function summaries(tx: Tx, orgId: string) {
  return tx
    .selectFrom('concerns as c')
    .innerJoin('students as s', (join) => join.onRef('s.org_id', '=', 'c.org_id').onRef('s.id', '=', 'c.student_id'))
    .leftJoin('members as m', (join) => join.onRef('m.org_id', '=', 'c.org_id').onRef('m.id', '=', 'c.raised_by'))
    .where('c.org_id', '=', orgId)
    .select([
      'c.id',
      'c.number',
      'c.student_id as studentId',
      'm.name as raisedBy',
      'c.raised_at as raisedAt',
      'c.in_danger_now as inDangerNow',
      sql<string>`coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name`.as('studentName'),
      sql<ConcernSummary['raisedRole']>`c.raised_role`.as('raisedRole'),
      status.as('status'),
      sql<number>`(select count(*)::int from concern_readings r where r.org_id = c.org_id and r.concern_id = c.id)`.as('readings'),
    ]);
}

export async function listConcernPage(
  tx: Tx,
  orgId: string,
  query: { cursor?: string | undefined; limit: number; status?: ConcernStatus | undefined; studentId?: string | undefined },
): Promise<{ items: ConcernSummary[]; next: string | null }> {
  const start = after(query.cursor, 1);
  const rows = await summaries(tx, orgId)
    .$if(query.status !== undefined, (q) => q.where(status, '=', query.status ?? 'open'))
    .$if(query.studentId !== undefined, (q) => q.where('c.student_id', '=', query.studentId ?? ''))
    .$if(start !== undefined, (q) => q.where('c.number', '<', Number(start?.[0])))
    .orderBy('c.number', 'desc')
    .limit(query.limit + 1)
    .execute();
  return page(rows, query.limit, (row) => [row.number]);
}

export async function findConcern(tx: Tx, orgId: string, id: string) {
  return summaries(tx, orgId)
    .select([
      'c.happened_on as happenedOn',
      'c.happened_time as happenedTime',
      'c.place',
      'c.seen',
      'c.own_words as ownWords',
      'c.done_already as doneAlready',
    ])
    .where('c.id', '=', id)
    .executeTakeFirst();
}

/** The reading a member opened this concern by, while it lasts. */
export async function findReading(tx: Tx, actor: Actor, concernId: string, readingId: string, now: Date): Promise<boolean> {
  const found = await tx
    .selectFrom('concern_readings')
    .select('id')
    .where('org_id', '=', actor.orgId)
    .where('id', '=', readingId)
    .where('concern_id', '=', concernId)
    .where('member_id', '=', actor.memberId)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  return found !== undefined;
}

export async function insertReading(
  tx: Tx,
  actor: Actor,
  reading: { id: string; concernId: string; reason: string; kind: 'read' | 'export'; now: Date; expiresAt: Date },
): Promise<void> {
  await tx
    .insertInto('concern_readings')
    .values({
      org_id: actor.orgId,
      id: reading.id,
      concern_id: reading.concernId,
      member_id: actor.memberId ?? '',
      reason: reading.reason,
      kind: reading.kind,
      at: reading.now.toISOString(),
      expires_at: reading.expiresAt.toISOString(),
    })
    .execute();
}

/** Whoever raised it sees that it has been read. */
export async function markRead(tx: Tx, orgId: string, number: number, now: Date): Promise<void> {
  await tx
    .updateTable('concern_receipts')
    .set({ first_read_at: now.toISOString() })
    .where('org_id', '=', orgId)
    .where('concern_number', '=', number)
    .where('first_read_at', 'is', null)
    .execute();
}

export async function notesOf(tx: Tx, orgId: string, concernId: string) {
  return tx
    .selectFrom('concern_notes as n')
    .leftJoin('members as m', (join) => join.onRef('m.org_id', '=', 'n.org_id').onRef('m.id', '=', 'n.by_member'))
    .select(['n.id', 'n.at', 'm.name as by', 'n.body', sql<ConcernStatus | null>`n.status`.as('status')])
    .where('n.org_id', '=', orgId)
    .where('n.concern_id', '=', concernId)
    .orderBy('n.at')
    .orderBy('n.id')
    .execute();
}

export async function logOf(tx: Tx, orgId: string, concernId: string) {
  return tx
    .selectFrom('concern_readings as r')
    .innerJoin('members as m', (join) => join.onRef('m.org_id', '=', 'r.org_id').onRef('m.id', '=', 'r.member_id'))
    .select(['r.id', 'r.at', 'm.name as by', sql<'read' | 'export'>`r.kind`.as('kind'), 'r.reason'])
    .where('r.org_id', '=', orgId)
    .where('r.concern_id', '=', concernId)
    .orderBy('r.at', 'desc')
    .limit(200)
    .execute();
}

export async function insertNote(
  tx: Tx,
  actor: Actor,
  note: { id: string; concernId: string; body: string; status: ConcernStatus | null },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('concern_notes')
    .values({
      org_id: actor.orgId,
      id: note.id,
      concern_id: note.concernId,
      body: note.body,
      status: note.status,
      at: now.toISOString(),
      by_member: actor.memberId,
    })
    .execute();
}
