import type { Member } from '@waymark/contract/members.ts';
import type { Role } from '@waymark/contract/common.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { after, page } from '../http/pages.ts';

function selectMembers(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('members as m')
    .leftJoin('schools as s', (join) => join.onRef('s.org_id', '=', 'm.org_id').onRef('s.id', '=', 'm.school_id'))
    .select([
      'm.id',
      'm.name',
      'm.email',
      'm.role',
      'm.status',
      'm.school_id',
      's.name as school_name',
      'm.student_id',
      'm.last_active_at',
      'm.version',
    ])
    .select((eb) => [
      eb
        .selectFrom('matches as x')
        .select(({ fn }) => fn.count<number>('x.student_id').distinct().as('n'))
        .whereRef('x.org_id', '=', 'm.org_id')
        .whereRef('x.mentor_id', '=', 'm.id')
        .where('x.started_on', '<=', actor.today)
        .where((or) => or.or([or('x.ended_on', 'is', null), or('x.ended_on', '>', actor.today)]))
        .as('caseload'),
      eb
        .selectFrom('invitations as i')
        .select('i.expires_at')
        .whereRef('i.org_id', '=', 'm.org_id')
        .whereRef('i.member_id', '=', 'm.id')
        .where('i.accepted_at', 'is', null)
        .where('i.revoked_at', 'is', null)
        .orderBy('i.created_at', 'desc')
        .limit(1)
        .as('invitation_expires_at'),
    ])
    .where('m.org_id', '=', actor.orgId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

function memberOf(row: Row): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    status: row.status as Member['status'],
    schoolId: row.school_id,
    schoolName: row.school_name,
    studentId: row.student_id,
    caseload: Number(row.caseload ?? 0),
    lastActiveAt: row.last_active_at,
    invitationExpiresAt: row.status === 'invited' ? row.invitation_expires_at : null,
    version: row.version,
  };
}

export async function listMemberPage(
  tx: Tx,
  actor: Actor,
  query: {
    cursor?: string | undefined;
    limit: number;
    kind: 'staff' | 'students' | 'all';
    role?: Role | undefined;
    status?: string | undefined;
    search?: string | undefined;
  },
) {
  const start = after(query.cursor, 2);
  const rows = await selectMembers(tx, actor)
    .$if(query.kind !== 'all', (q) => q.where('m.role', query.kind === 'students' ? '=' : '<>', 'student'))
    .$if(query.role !== undefined, (q) => q.where('m.role', '=', query.role ?? ''))
    .$if(query.status !== undefined, (q) => q.where('m.status', '=', query.status ?? ''))
    .$if((query.search ?? '') !== '', (q) =>
      q.where((or) =>
        or.or([
          or(sql`lower(m.name)`, 'like', likeOf(query.search ?? '')),
          or(sql`lower(coalesce(m.email, ''))`, 'like', likeOf(query.search ?? '')),
        ]),
      ),
    )
    .$if(start !== undefined, (q) => q.where(sql<boolean>`(lower(m.name), m.id) > (${String(start?.[0])}, ${String(start?.[1])}::uuid)`))
    .orderBy(sql`lower(m.name)`)
    .orderBy('m.id')
    .limit(query.limit + 1)
    .execute();
  const found = page(rows, query.limit, (row) => [row.name.toLowerCase(), row.id]);
  return { items: found.items.map(memberOf), next: found.next };
}

function likeOf(search: string): string {
  return `%${search.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

export async function findMember(tx: Tx, actor: Actor, id: string): Promise<Member | undefined> {
  const row = await selectMembers(tx, actor).where('m.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : memberOf(row);
}

export async function listMentorRows(tx: Tx, actor: Actor) {
  const rows = await selectMembers(tx, actor)
    .where('m.role', '=', 'mentor')
    .where('m.status', 'in', ['active', 'invited'])
    .orderBy(sql`lower(m.name)`)
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, caseload: Number(row.caseload ?? 0), status: row.status as Member['status'] }));
}

export async function otherAdministrators(tx: Tx, actor: Actor, except: string): Promise<number> {
  const row = await tx
    .selectFrom('members')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('org_id', '=', actor.orgId)
    .where('role', '=', 'admin')
    .where('status', '=', 'active')
    .where('id', '<>', except)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function insertMember(
  tx: Tx,
  actor: Actor,
  member: { id: string; name: string; email: string; role: Role; schoolId: string | null; studentId: string | null },
): Promise<void> {
  await tx
    .insertInto('members')
    .values({
      org_id: actor.orgId,
      id: member.id,
      name: member.name,
      email: member.email,
      role: member.role,
      school_id: member.schoolId,
      student_id: member.studentId,
      status: 'invited',
    })
    .execute();
}

export async function findByEmail(tx: Tx, actor: Actor, email: string, role: Role): Promise<{ id: string; name: string } | undefined> {
  return tx
    .selectFrom('members')
    .select(['id', 'name'])
    .where('org_id', '=', actor.orgId)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .where('role', '=', role)
    .where('status', '<>', 'ended')
    .executeTakeFirst();
}

/** @returns false when the version is no longer the one that was edited */
export async function saveMember(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: {
    name?: string;
    role?: Role;
    school_id?: string | null;
    student_id?: string | null;
    status?: string;
    ended_at?: string;
    digest?: boolean;
  },
): Promise<boolean> {
  const done = await tx
    .updateTable('members')
    .set({ ...change, version: sql`version + 1` })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function findPreferences(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('members')
    .select(['name', 'digest', 'version'])
    .where('org_id', '=', actor.orgId)
    .where('id', '=', actor.memberId)
    .executeTakeFirstOrThrow();
}
