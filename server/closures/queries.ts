import { sql } from 'kysely';
import type { FollowUpRow } from '@waymark/contract/closures.ts';
import type { EndedBy } from '@waymark/contract/students.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import { keepStates } from '../db/past-states.ts';
import type { LookedAt } from '../reviews/evidence.ts';
import type { ClosureSnapshot, Ending } from './close.ts';

const name = sql`coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name`;

interface CaseToClose extends LookedAt {
  student: string;
  programme: string;
}

export interface EndedCase extends CaseToClose, Omit<Ending, 'endedOn'> {
  endedOn: string;
}

/** What closing looks at of a case. Evidence of it is from the whole time, not since the last review. */
const looked = sql`
  e.id, e.student_id as "studentId", ${name} as student, p.name as programme, p.framework_id as "frameworkId",
  e.started_on as "startedOn", e.started_on as since`;

const about = sql`
  enrolments e
  join students s on s.org_id = e.org_id and s.id = e.student_id
  join programmes p on p.org_id = e.org_id and p.id = e.programme_id`;

/** Cases that go on after today, locked in one order: of some enrolments, or all of a student. */
export async function findUnderWay(
  tx: Tx,
  actor: Actor,
  of: { enrolmentIds: readonly string[] } | { studentId: string },
): Promise<CaseToClose[]> {
  const which = 'studentId' in of ? sql`e.student_id = ${of.studentId}` : sql`e.id = any(${[...of.enrolmentIds]}::uuid[])`;
  const { rows } = await sql<CaseToClose>`
    select ${looked} from ${about}
    where e.org_id = ${actor.orgId} and ${which} and (e.ended_on is null or e.ended_on > ${actor.today}::date)
    order by e.id for update of e`.execute(tx);
  return rows;
}

/** Cases whose last day has come, and that have no record of how they were closed. */
export async function findEnded(tx: Tx, actor: Actor, limit: number): Promise<EndedCase[]> {
  const { rows } = await sql<EndedCase>`
    select ${looked}, e.ended_on as "endedOn", coalesce(e.end_kind, 'planned') as kind, coalesce(e.ended_by, 'programme') as "endedBy",
      coalesce(e.end_reason, 'The enrolment ended.') as reason
    from ${about}
    where e.org_id = ${actor.orgId} and e.ended_on <= ${actor.today}::date
      and not exists (select from closures c where c.org_id = e.org_id and c.enrolment_id = e.id)
    order by e.id limit ${limit} for update of e`.execute(tx);
  return rows;
}

/** Writes how enrolments end; the day each does, by enrolment. */
export async function endEnrolments(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
  ending: Ending,
): Promise<[id: string, endedOn: string][]> {
  await keepStates(tx, orgId, 'enrolments', ids);
  const rows = await tx
    .updateTable('enrolments')
    .set((eb) => ({
      ended_on: sql<string>`greatest(${ending.endedOn}::date, started_on)`,
      end_kind: ending.kind,
      ended_by: ending.endedBy,
      end_reason: ending.reason,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', 'in', ids)
    .returning(['id', 'ended_on as endedOn'])
    .execute();
  return rows.map(({ id, endedOn }) => [id, endedOn ?? ending.endedOn]);
}

export async function dropOpenActions(tx: Tx, actor: Actor, enrolmentIds: readonly string[]): Promise<void> {
  await sql`
    update actions a set status = 'dropped', closed_on = ${actor.today}, close_note = 'The case was closed.', version = a.version + 1
    from matches ma
    where ma.org_id = ${actor.orgId} and ma.enrolment_id = any(${[...enrolmentIds]}::uuid[])
      and a.org_id = ${actor.orgId} and a.match_id = ma.id and a.status = 'open'`.execute(tx);
}

interface NewClosure {
  id: string;
  enrolmentId: string;
  studentId: string;
  reviewId: string | null;
  kind: 'planned' | 'early';
  endedBy: EndedBy;
  reason: string;
  closedOn: string;
  studentSummary: string;
  whatNext: string;
  followUpOn: string | null;
  snapshot: ClosureSnapshot;
}

export async function insertClosures(tx: Tx, actor: Actor, closures: readonly NewClosure[]): Promise<void> {
  await tx
    .insertInto('closures')
    .values(
      closures.map((closure) => ({
        org_id: actor.orgId,
        student_id: closure.studentId,
        id: closure.id,
        enrolment_id: closure.enrolmentId,
        review_id: closure.reviewId,
        kind: closure.kind,
        ended_by: closure.endedBy,
        reason: closure.reason,
        closed_on: closure.closedOn,
        student_summary: closure.studentSummary,
        what_next: closure.whatNext,
        follow_up_on: closure.followUpOn,
        snapshot: jsonb(closure.snapshot) as never,
        closed_by: actor.memberId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['org_id', 'enrolment_id']).doNothing())
    .execute();
}

export interface ClosureRecord {
  id: string;
  enrolmentId: string;
  studentId: string;
  studentName: string;
  programmeId: string;
  programme: string;
  cohortId: string | null;
  startedOn: string;
  reviewId: string | null;
  kind: 'planned' | 'early';
  endedBy: EndedBy;
  reason: string;
  closedOn: string;
  closedBy: string | null;
  snapshot: ClosureSnapshot;
  studentSummary: string;
  whatNext: string;
  followUpOn: string | null;
  followedUpOn: string | null;
  followedUpBy: string | null;
  followUpNote: string;
  leftOn: string | null;
  followedBy: { enrolmentId: string; programme: string; startedOn: string } | null;
  version: number;
}

/** One closed case, as far as the actor sees the student; undefined otherwise. */
export async function findClosure(tx: Tx, orgId: string, id: string): Promise<ClosureRecord | undefined> {
  const { rows } = await sql<ClosureRecord>`
    select c.id, c.enrolment_id as "enrolmentId", c.student_id as "studentId", ${name} as "studentName", e.programme_id as "programmeId",
      p.name as programme, e.cohort_id as "cohortId", e.started_on as "startedOn", c.review_id as "reviewId", c.kind, c.ended_by as "endedBy",
      c.reason, c.closed_on as "closedOn", closer.name as "closedBy", c.snapshot, c.student_summary as "studentSummary",
      c.what_next as "whatNext", c.follow_up_on as "followUpOn", c.followed_up_on as "followedUpOn", follower.name as "followedUpBy",
      c.follow_up_note as "followUpNote", s.left_on as "leftOn", c.version,
      (select json_build_object('enrolmentId', n.id, 'programme', np.name, 'startedOn', n.started_on)
        from enrolments n join programmes np on np.org_id = n.org_id and np.id = n.programme_id
        where n.org_id = c.org_id and n.student_id = c.student_id and n.follows_id = c.enrolment_id
        order by n.started_on, n.id limit 1) as "followedBy"
    from closures c
    join enrolments e on e.org_id = c.org_id and e.id = c.enrolment_id
    join students s on s.org_id = c.org_id and s.id = c.student_id
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    left join members closer on closer.org_id = c.org_id and closer.id = c.closed_by
    left join members follower on follower.org_id = c.org_id and follower.id = c.followed_up_by
    where c.org_id = ${orgId} and c.id = ${id}`.execute(tx);
  return rows[0];
}

export async function findClosuresOf(tx: Tx, orgId: string, studentId: string) {
  return tx
    .selectFrom('closures as c')
    .innerJoin('enrolments as e', (join) => join.onRef('e.org_id', '=', 'c.org_id').onRef('e.id', '=', 'c.enrolment_id'))
    .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
    .where('c.org_id', '=', orgId)
    .where('c.student_id', '=', studentId)
    .select([
      'c.id',
      'c.enrolment_id as enrolmentId',
      'p.name as programme',
      sql<'planned' | 'early'>`c.kind`.as('kind'),
      'c.closed_on as closedOn',
      'c.follow_up_on as followUpOn',
      'c.followed_up_on as followedUpOn',
      'c.student_summary as studentSummary',
      'c.what_next as whatNext',
    ])
    .orderBy('c.closed_on', 'desc')
    .orderBy('c.id')
    .execute();
}

/**
 * Closed cases that are to be followed up until a day. The names are those frozen with the case: a mentor who is to follow
 * one up no longer sees the student's record.
 */
export async function findFollowUps(
  tx: Tx,
  actor: Actor,
  until: string,
  after: { day: string; id: string } | undefined,
  limit: number,
): Promise<FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select c.id as "closureId", c.snapshot->>'student' as "studentName", c.snapshot->>'programme' as programme, c.closed_on as "closedOn",
      c.follow_up_on as "followUpOn", closer.name as "closedBy", c.what_next as "whatNext", c.version
    from closures c
    left join members closer on closer.org_id = c.org_id and closer.id = c.closed_by
    where c.org_id = ${actor.orgId} and c.followed_up_on is null and c.follow_up_on <= ${until}::date
      and ${actor.role === 'mentor' ? sql`c.closed_by = ${actor.memberId}` : sql`true`}
      and ${after === undefined ? sql`true` : sql`(c.follow_up_on, c.id) > (${after.day}::date, ${after.id}::uuid)`}
    order by c.follow_up_on, c.id limit ${limit}`.execute(tx);
  return rows;
}

/** A closed case by itself, locked: also one whose student the actor no longer sees. */
export async function findClosureForUpdate(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('closures')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select([
      'student_id as studentId',
      'closed_by as closedById',
      'closed_on as closedOn',
      'follow_up_on as followUpOn',
      'followed_up_on as followedUpOn',
      'follow_up_note as followUpNote',
      'student_summary as studentSummary',
      'what_next as whatNext',
      'version',
    ])
    .forUpdate()
    .executeTakeFirst();
}

interface ClosureChange {
  studentSummary: string;
  whatNext: string;
  followUpOn: string | null;
  followedUpOn: string | null;
  followedUpBy: string | null;
  followUpNote: string;
}

export async function updateClosure(tx: Tx, orgId: string, id: string, to: Partial<ClosureChange>): Promise<number> {
  const row = await tx
    .updateTable('closures')
    .set((eb) => ({
      ...(to.studentSummary === undefined ? {} : { student_summary: to.studentSummary }),
      ...(to.whatNext === undefined ? {} : { what_next: to.whatNext }),
      ...(to.followUpOn === undefined ? {} : { follow_up_on: to.followUpOn }),
      ...(to.followedUpOn === undefined ? {} : { followed_up_on: to.followedUpOn }),
      ...(to.followedUpBy === undefined ? {} : { followed_up_by: to.followedUpBy }),
      ...(to.followUpNote === undefined ? {} : { follow_up_note: to.followUpNote }),
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Whether a review of this id has been held under the enrolment. */
export async function findReviewOf(tx: Tx, orgId: string, enrolmentId: string, reviewId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('reviews')
    .where('org_id', '=', orgId)
    .where('enrolment_id', '=', enrolmentId)
    .where('id', '=', reviewId)
    .where('status', '=', 'held')
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}
