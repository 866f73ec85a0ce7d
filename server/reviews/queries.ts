import { sql, type RawBuilder } from 'kysely';
import type { ReviewDecision, ReviewDraft, ReviewKind, ReviewRow } from '@waymark/contract/reviews.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import type { Frozen } from './hold.ts';

const name = sql`coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name`;

function rowsOf(tx: Tx, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown>) {
  const { orgId, today } = actor;
  return sql<ReviewRow>`
    select r.id, r.enrolment_id as "enrolmentId", json_build_object('id', s.id, 'name', ${name}) as student, p.name as programme,
      sc.name as school, r.kind, r.status, r.due_on as "dueOn",
      case when r.status = 'due' then ${today}::date - r.due_on end as "daysOverdue",
      (r.status = 'due' and r.draft <> '{}'::jsonb) as begun, r.held_on as "heldOn", holder.name as "heldBy", r.decision,
      r.skipped_reason as "skippedReason",
      coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name) from matches ma
        join members m on m.org_id = ma.org_id and m.id = ma.mentor_id
        where ma.org_id = r.org_id and ma.enrolment_id = r.enrolment_id and ma.started_on <= ${today}::date
          and (ma.ended_on is null or ma.ended_on > ${today}::date)), '[]'::json) as mentors
    from reviews r
    join students s on s.org_id = r.org_id and s.id = r.student_id
    join enrolments e on e.org_id = r.org_id and e.id = r.enrolment_id
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    left join schools sc on sc.org_id = s.org_id and sc.id = s.school_id
    left join members holder on holder.org_id = r.org_id and holder.id = r.held_by
    where r.org_id = ${orgId} and ${where} ${tail}`.execute(tx);
}

export interface ReviewFilter {
  state: 'overdue' | 'soon' | 'due' | 'held';
  programmeId?: string | undefined;
  schoolId?: string | undefined;
  mentorId?: string | undefined;
  after?: { day: string; id: string } | undefined;
  limit: number;
}

/** As far ahead as "soon" looks. */
const soonDays = 28;

export async function findReviews(tx: Tx, actor: Actor, filter: ReviewFilter): Promise<ReviewRow[]> {
  const { orgId, today } = actor;
  const held = filter.state === 'held';
  const day = held ? sql`r.held_on` : sql`r.due_on`;
  const conditions = [
    held ? sql`r.status = 'held'` : sql`r.status = 'due'`,
    filter.state === 'overdue' && sql`r.due_on < ${today}::date`,
    filter.state === 'soon' && sql`r.due_on between ${today}::date and ${today}::date + ${soonDays}::int`,
    filter.programmeId && sql`e.programme_id = ${filter.programmeId}`,
    filter.schoolId && sql`s.school_id = ${filter.schoolId}`,
    filter.mentorId &&
      sql`exists (select from matches ma where ma.org_id = ${orgId} and ma.enrolment_id = r.enrolment_id and ma.mentor_id = ${filter.mentorId}
        and ma.started_on <= ${today}::date and (ma.ended_on is null or ma.ended_on > ${today}::date))`,
    filter.after && sql`(${day}, r.id) ${held ? sql`<` : sql`>`} (${filter.after.day}::date, ${filter.after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object');
  const order = held ? sql`order by r.held_on desc, r.id desc` : sql`order by r.due_on, r.id`;
  const { rows } = await rowsOf(tx, actor, sql.join(conditions, sql` and `), sql`${order} limit ${filter.limit}`);
  return rows;
}

/** A student's reviews: those that are due by their day, then held and left-out ones, latest first. */
export async function findReviewsOf(tx: Tx, actor: Actor, studentId: string): Promise<ReviewRow[]> {
  const { rows } = await rowsOf(
    tx,
    actor,
    sql`r.student_id = ${studentId}`,
    sql`order by r.status = 'due' desc, case when r.status = 'due' then r.due_on end, coalesce(r.held_on, r.due_on) desc, r.id`,
  );
  return rows;
}

export interface ReviewRecord {
  id: string;
  enrolmentId: string;
  studentId: string;
  studentName: string;
  programme: string;
  frameworkId: string;
  startedOn: string;
  endedOn: string | null;
  /** Of the last review held before this one. */
  lastHeldOn: string | null;
  kind: ReviewKind;
  status: 'due' | 'held' | 'skipped';
  dueOn: string;
  draft: Partial<ReviewDraft>;
  draftSavedAt: string | null;
  heldOn: string | null;
  heldBy: string | null;
  voices: ReviewDraft['voices'] | null;
  decision: ReviewDecision | null;
  decisionNote: string | null;
  plan: string | null;
  snapshot: Frozen | null;
  skippedReason: string | null;
  version: number;
}

/** One review with what it hangs on; undefined when the actor sees none of this id. */
export async function findReview(tx: Tx, orgId: string, id: string): Promise<ReviewRecord | undefined> {
  const { rows } = await sql<ReviewRecord>`
    select r.id, r.enrolment_id as "enrolmentId", r.student_id as "studentId", ${name} as "studentName", p.name as programme,
      p.framework_id as "frameworkId", e.started_on as "startedOn", e.ended_on as "endedOn",
      (select max(l.held_on) from reviews l where l.org_id = r.org_id and l.student_id = r.student_id and l.enrolment_id = r.enrolment_id
        and l.status = 'held' and l.id <> r.id) as "lastHeldOn",
      r.kind, r.status, r.due_on as "dueOn", r.draft, r.draft_saved_at as "draftSavedAt", r.held_on as "heldOn", holder.name as "heldBy",
      r.voices, r.decision, r.decision_note as "decisionNote", r.plan, r.snapshot, r.skipped_reason as "skippedReason", r.version
    from reviews r
    join students s on s.org_id = r.org_id and s.id = r.student_id
    join enrolments e on e.org_id = r.org_id and e.id = r.enrolment_id
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    left join members holder on holder.org_id = r.org_id and holder.id = r.held_by
    where r.org_id = ${orgId} and r.id = ${id}`.execute(tx);
  return rows[0];
}

/** Keeps a due review for the rest of the transaction; false when it is over, or not seen. */
export async function lockReview(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('reviews')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'due')
    .select('id')
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Begins a review; undefined when one of the kind is due already, or the id is taken. */
export async function insertReview(
  tx: Tx,
  orgId: string,
  review: { id: string; studentId: string; enrolmentId: string; kind: ReviewKind; dueOn: string },
): Promise<string | undefined> {
  const row = await tx
    .insertInto('reviews')
    .values({
      org_id: orgId,
      student_id: review.studentId,
      id: review.id,
      enrolment_id: review.enrolmentId,
      kind: review.kind,
      due_on: review.dueOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** The review of a kind that is due under an enrolment. */
export async function findDue(tx: Tx, orgId: string, enrolmentId: string, kind: ReviewKind) {
  return tx
    .selectFrom('reviews')
    .where('org_id', '=', orgId)
    .where('enrolment_id', '=', enrolmentId)
    .where('kind', '=', kind)
    .where('status', '=', 'due')
    .select(['id', 'due_on as dueOn'])
    .executeTakeFirst();
}

export async function moveDue(tx: Tx, orgId: string, id: string, dueOn: string): Promise<void> {
  await tx
    .updateTable('reviews')
    .set((eb) => ({ due_on: dueOn, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute();
}

/** Keeps what has been entered; the new version, or undefined when the review is not at this one any more. */
export async function saveDraft(
  tx: Tx,
  orgId: string,
  id: string,
  version: number,
  draft: ReviewDraft,
  now: Date,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('reviews')
    .set((eb) => ({ draft: jsonb(draft) as never, draft_saved_at: now.toISOString(), version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'due')
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

export interface HeldReview {
  heldOn: string;
  heldBy: string | null;
  voices: ReviewDraft['voices'];
  decision: ReviewDecision;
  decisionNote: string;
  plan: string;
  snapshot: Frozen;
}

/** Puts a held review on record, with what was seen. After this it never changes: the database sees to it. */
export async function markHeld(tx: Tx, orgId: string, id: string, held: HeldReview): Promise<void> {
  // written without asking for the row back: once it is held nobody may write it
  await sql`
    update reviews set status = 'held', held_on = ${held.heldOn}, held_by = ${held.heldBy}, voices = ${jsonb(held.voices)},
      decision = ${held.decision}, decision_note = ${held.decisionNote}, plan = ${held.plan}, snapshot = ${jsonb(held.snapshot)},
      draft = '{}'::jsonb, version = version + 1
    where org_id = ${orgId} and id = ${id}`.execute(tx);
}

export async function markSkipped(tx: Tx, orgId: string, id: string, on: string, reason: string): Promise<void> {
  await sql`update reviews set status = 'skipped', skipped_on = ${on}, skipped_reason = ${reason}, version = version + 1
    where org_id = ${orgId} and id = ${id}`.execute(tx);
}

/** The programme with its schedule, locked. */
export async function findSchedule(tx: Tx, orgId: string, programmeId: string) {
  return tx
    .selectFrom('programmes')
    .where('org_id', '=', orgId)
    .where('id', '=', programmeId)
    .select(['review_every_weeks as everyWeeks', 'review_at_close as atClose', 'version'])
    .forUpdate()
    .executeTakeFirst();
}

export async function updateSchedule(
  tx: Tx,
  orgId: string,
  programmeId: string,
  to: { everyWeeks: number | null; atClose: boolean },
): Promise<number> {
  const row = await tx
    .updateTable('programmes')
    .set((eb) => ({ review_every_weeks: to.everyWeeks, review_at_close: to.atClose, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', programmeId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Current matches under an enrolment, the longest-standing first: whom an action is agreed with. */
export async function findCurrentMatches(tx: Tx, orgId: string, enrolmentId: string, today: string) {
  return tx
    .selectFrom('matches')
    .where('org_id', '=', orgId)
    .where('enrolment_id', '=', enrolmentId)
    .where('started_on', '<=', today)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', today)]))
    .select(['id', 'mentor_id as mentorId'])
    .orderBy('started_on')
    .orderBy('id')
    .execute();
}
