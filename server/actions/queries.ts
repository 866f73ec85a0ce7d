import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Action, ActionStatus } from '@waymark/contract/actions.ts';
import type { Actor } from '../db/actor.ts';
import type { DB } from '../db/types.ts';
import { keepStates } from '../db/past-states.ts';

/** The statement of an outcome as its latest version words it. `a` carries the series. */
const statement = sql`
  left join lateral (
    select o.statement from outcomes o
    join framework_versions v on v.org_id = o.org_id and v.id = o.framework_version_id
    where o.org_id = a.org_id and o.series_id = a.series_id and v.status <> 'draft'
    order by v.published_at desc limit 1
  ) outcome on true`;

function actions(actor: Actor, today: string, where: RawBuilder<unknown>, tail: RawBuilder<unknown> = sql``) {
  // a student sees what was agreed with them, not what a mentor keeps for themselves
  const shared = actor.role === 'student' ? sql`a.shared_with_student` : sql`true`;
  return sql<Action>`
    select a.id, a.student_id as "studentId", coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name as "studentName",
      a.match_id as "matchId", a.mentor_id as "mentorId", mentor.name as "mentorName", a.meeting_id as "meetingId",
      a.series_id as "seriesId", outcome.statement as outcome, a.library_id as "libraryId", a.title, a.detail, a.owner,
      a.due_on as "dueOn", a.status, (a.status = 'open' and coalesce(a.due_on < ${today}::date, false)) as overdue,
      a.closed_on as "closedOn", a.close_note as "closeNote", a.shared_with_student as "sharedWithStudent",
      a.created_at as "createdAt", a.version
    from actions a
    join students s on s.org_id = a.org_id and s.id = a.student_id
    join members mentor on mentor.org_id = a.org_id and mentor.id = a.mentor_id
    ${statement}
    where a.org_id = ${actor.orgId} and ${shared} and ${where} ${tail}`;
}

/** The day an action without one is sorted by: after all others. */
export const noDay = '9999-12-31';

export interface ActionFilter {
  studentId?: string | undefined;
  /** Whose caseload today. */
  mentorId?: string | undefined;
  state: 'open' | 'overdue' | 'closed';
  after?: { day: string; id: string } | undefined;
  limit: number;
}

/** Open actions by due date, those without one last; closed ones latest first. */
export async function listActions(tx: Kysely<DB>, actor: Actor, today: string, filter: ActionFilter): Promise<Action[]> {
  const closed = filter.state === 'closed';
  const day = closed ? sql`a.closed_on` : sql`coalesce(a.due_on, ${noDay}::date)`;
  const conditions = [
    closed ? sql`a.status in ('done', 'not_done', 'dropped')` : sql`a.status = 'open'`,
    filter.state === 'overdue' && sql`a.due_on < ${today}::date`,
    filter.studentId && sql`a.student_id = ${filter.studentId}`,
    filter.mentorId &&
      sql`a.student_id in (select ma.student_id from matches ma where ma.org_id = ${actor.orgId} and ma.mentor_id = ${filter.mentorId}
        and ma.started_on <= ${today}::date and (ma.ended_on is null or ma.ended_on > ${today}::date))`,
    filter.after && sql`(${day}, a.id) ${closed ? sql`<` : sql`>`} (${filter.after.day}::date, ${filter.after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object');
  const order = closed ? sql`order by a.closed_on desc, a.id desc` : sql`order by ${day}, a.id`;
  const { rows } = await actions(actor, today, sql.join(conditions, sql` and `), sql`${order} limit ${filter.limit}`).execute(tx);
  return rows;
}

export async function findAction(tx: Kysely<DB>, actor: Actor, today: string, id: string): Promise<Action | undefined> {
  const { rows } = await actions(actor, today, sql`a.id = ${id}`).execute(tx);
  return rows[0];
}

export interface NewAction {
  id: string;
  studentId: string;
  matchId: string;
  mentorId: string;
  meetingId: string | null;
  seriesId: string | null;
  libraryId: string | null;
  title: string;
  detail: string;
  owner: 'mentor' | 'student';
  dueOn: string | null;
  sharedWithStudent: boolean;
}

/** Writes actions that are not there yet, and answers the ids of those it wrote. */
export async function insertActions(tx: Kysely<DB>, actor: Actor, given: readonly NewAction[]): Promise<string[]> {
  const written = await tx
    .insertInto('actions')
    .values(
      given.map((action) => ({
        org_id: actor.orgId,
        id: action.id,
        student_id: action.studentId,
        match_id: action.matchId,
        mentor_id: action.mentorId,
        meeting_id: action.meetingId,
        series_id: action.seriesId,
        library_id: action.libraryId,
        title: action.title,
        detail: action.detail,
        owner: action.owner,
        due_on: action.dueOn,
        shared_with_student: action.sharedWithStudent,
        created_by: actor.memberId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .returning('id')
    .execute();
  return written.map(({ id }) => id);
}

export interface ActionState {
  title: string;
  detail: string;
  owner: 'mentor' | 'student';
  dueOn: string | null;
  seriesId: string | null;
  sharedWithStudent: boolean;
}

/** Writes an open action as it is to be from now on; false when it is no longer at this version. */
export async function updateAction(tx: Kysely<DB>, orgId: string, id: string, version: number, state: ActionState): Promise<boolean> {
  await keepStates(tx, orgId, 'actions', [id]);
  const result = await tx
    .updateTable('actions')
    .set((eb) => ({
      title: state.title,
      detail: state.detail,
      owner: state.owner,
      due_on: state.dueOn,
      series_id: state.seriesId,
      shared_with_student: state.sharedWithStudent,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export interface Closure {
  id: string;
  status: Exclude<ActionStatus, 'open'>;
  note: string;
  closedOn: string;
  /** The meeting it was asked about in. */
  meetingId: string | null;
}

/** Closes an open action; false when it is not open any more, or not at the version given. */
export async function setClosed(tx: Kysely<DB>, orgId: string, closure: Closure, version?: number): Promise<boolean> {
  await keepStates(tx, orgId, 'actions', [closure.id]);
  const result = await tx
    .updateTable('actions')
    .set((eb) => ({
      status: closure.status,
      closed_on: closure.closedOn,
      closed_meeting_id: closure.meetingId,
      close_note: closure.note,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', closure.id)
    .where('status', '=', 'open')
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Opens a closed action; false when it is no longer closed at this version. */
export async function setOpen(tx: Kysely<DB>, orgId: string, id: string, version: number): Promise<boolean> {
  await keepStates(tx, orgId, 'actions', [id]);
  const result = await tx
    .updateTable('actions')
    .set((eb) => ({ status: 'open', closed_on: null, closed_meeting_id: null, close_note: '', version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '<>', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** What the audit log says about one action, earliest first. */
export async function historyOf(tx: Kysely<DB>, orgId: string, id: string) {
  return tx
    .selectFrom('audit_log as l')
    .leftJoin('members as m', (join) => join.onRef('m.org_id', '=', 'l.org_id').onRef('m.id', '=', 'l.member_id'))
    .select(['l.at', 'm.name as by', 'l.action', 'l.detail'])
    .where('l.org_id', '=', orgId)
    .where('l.entity', '=', 'action')
    .where('l.entity_id', '=', id)
    .orderBy('l.at')
    .orderBy('l.id')
    .execute();
}

/** Current matches of a student that an action can be agreed under, the longest-standing first. */
export async function matchesToActUnder(tx: Kysely<DB>, orgId: string, studentId: string, today: string) {
  return tx
    .selectFrom('matches')
    .select(['id', 'mentor_id as mentorId'])
    .where('org_id', '=', orgId)
    .where('student_id', '=', studentId)
    .where('started_on', '<=', today)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', today)]))
    .orderBy('started_on')
    .orderBy('id')
    .execute();
}

/** Gives an open action another due date, and answers the one it had; undefined when it is not open or it is the same. */
export async function setDueOn(
  tx: Kysely<DB>,
  orgId: string,
  id: string,
  dueOn: string | null,
): Promise<{ before: string | null } | undefined> {
  const { rows } = await sql<{ before: string | null }>`
    update actions a set due_on = ${dueOn}::date, version = a.version + 1
    from (select id, due_on from actions where org_id = ${orgId} and id = ${id} for update) was
    where a.org_id = ${orgId} and a.id = was.id and a.status = 'open' and was.due_on is distinct from ${dueOn}::date
    returning was.due_on as before`.execute(tx);
  return rows[0];
}

/** Whether the actor sees a student of this id. */
export async function seesStudent(tx: Kysely<DB>, orgId: string, id: string): Promise<boolean> {
  return (await tx.selectFrom('students').select('id').where('org_id', '=', orgId).where('id', '=', id).executeTakeFirst()) !== undefined;
}
