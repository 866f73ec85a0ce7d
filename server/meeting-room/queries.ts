import { sql } from 'kysely';
import type { Answer } from '@waymark/contract/meeting-answers.ts';
import type { MeetingMode, MeetingStatus } from '@waymark/contract/meetings.ts';
import type { MissingReason, Perspective } from '@waymark/contract/assessments.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

/** The meeting a room is for, with what it hangs on. */
export interface RoomHead {
  id: string;
  startsAt: string;
  date: string;
  time: string;
  plannedMinutes: number;
  mode: MeetingMode;
  place: string;
  status: MeetingStatus;
  mentorId: string;
  mentorName: string;
  studentId: string;
  studentName: string;
  familyName: string;
  matchId: string;
  matchEnded: boolean;
  enrolmentId: string;
  frameworkId: string;
  requireReason: boolean;
}

/** The meeting of this id as far as the actor sees it. */
export async function findRoomHead(tx: Tx, actor: Actor, meetingId: string): Promise<RoomHead | undefined> {
  const { rows } = await sql<RoomHead>`
    select m.id, m.starts_at as "startsAt", to_char(m.starts_at at time zone ${actor.timeZone}, 'YYYY-MM-DD') as date,
      to_char(m.starts_at at time zone ${actor.timeZone}, 'HH24:MI') as time, m.planned_minutes as "plannedMinutes", m.mode, m.place, m.status,
      m.mentor_id as "mentorId", mentor.name as "mentorName", m.student_id as "studentId",
      coalesce(nullif(s.preferred_name, ''), s.given_name) as "studentName", s.family_name as "familyName",
      ma.id as "matchId", coalesce(ma.ended_on <= ${actor.today}::date, false) as "matchEnded",
      e.id as "enrolmentId", p.framework_id as "frameworkId", o.require_reason as "requireReason"
    from meetings m
    join organisations o on o.org_id = m.org_id
    join members mentor on mentor.org_id = m.org_id and mentor.id = m.mentor_id
    join students s on s.org_id = m.org_id and s.id = m.student_id
    join matches ma on ma.org_id = m.org_id and ma.id = m.match_id
    join enrolments e on e.org_id = m.org_id and e.id = ma.enrolment_id
    join programmes p on p.org_id = m.org_id and p.id = e.programme_id
    where m.org_id = ${actor.orgId} and m.id = ${meetingId}`.execute(tx);
  return rows[0];
}

/** Holds the meeting for the rest of the transaction: saves share it, a finishing has it alone, so that neither misses the other. */
export async function lockMeeting(
  tx: Tx,
  orgId: string,
  meetingId: string,
  how: 'to save' | 'to finish',
): Promise<MeetingStatus | undefined> {
  const query = tx.selectFrom('meetings').select('status').where('org_id', '=', orgId).where('id', '=', meetingId);
  const row = await (how === 'to finish' ? query.forUpdate() : query.forShare()).executeTakeFirst();
  return row?.status as MeetingStatus | undefined;
}

/** What has been entered for a meeting by its mentor. */
export async function readDraft(tx: Tx, orgId: string, meeting: { id: string; mentorId: string }): Promise<Answer[]> {
  const rows = await tx
    .selectFrom('meeting_drafts')
    .select(['key', 'value', 'edited_at as editedAt'])
    .where('org_id', '=', orgId)
    .where('meeting_id', '=', meeting.id)
    .where('member_id', '=', meeting.mentorId)
    .orderBy('key')
    .execute();
  return rows as unknown as Answer[];
}

/**
 * Stores answers: of two edits of one answer the later stays. The framework version a meeting was begun with stays
 * whatever comes later. Answers the keys that were stored.
 */
export async function writeDraft(
  tx: Tx,
  orgId: string,
  meeting: { id: string; studentId: string; mentorId: string },
  answers: readonly Answer[],
  now: Date,
): Promise<string[]> {
  if (answers.length === 0) return [];
  const written = await tx
    .insertInto('meeting_drafts')
    .values(
      answers.map(({ key, value, editedAt }) => ({
        org_id: orgId,
        student_id: meeting.studentId,
        meeting_id: meeting.id,
        member_id: meeting.mentorId,
        key,
        value: value === null ? null : (jsonb(value) as never),
        edited_at: editedAt,
        saved_at: now.toISOString(),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'meeting_id', 'member_id', 'key'])
        .doUpdateSet((eb) => ({
          value: eb.ref('excluded.value'),
          edited_at: eb.ref('excluded.edited_at'),
          saved_at: eb.ref('excluded.saved_at'),
        }))
        .where('meeting_drafts.edited_at', '<=', (eb) => eb.ref('excluded.edited_at'))
        .where((eb) => eb.or([eb('meeting_drafts.key', '<>', 'framework'), eb('meeting_drafts.value', '=', eb.ref('excluded.value'))])),
    )
    .returning('key')
    .execute();
  return written.map(({ key }) => key);
}

export async function deleteDraft(tx: Tx, orgId: string, meetingId: string): Promise<number> {
  const result = await tx.deleteFrom('meeting_drafts').where('org_id', '=', orgId).where('meeting_id', '=', meetingId).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Drafts nobody has touched since a moment, of whatever meeting. Answers how many answers went, by meeting. */
export async function deleteOldDrafts(
  tx: Tx,
  orgId: string,
  before: Date,
): Promise<{ meetingId: string; studentId: string; answers: number }[]> {
  const { rows } = await sql<{ meetingId: string; studentId: string; answers: number }>`
    with old as (
      select meeting_id, member_id from meeting_drafts where org_id = ${orgId}
      group by meeting_id, member_id having max(saved_at) < ${before.toISOString()}::timestamptz
    ), gone as (
      delete from meeting_drafts d using old
      where d.org_id = ${orgId} and d.meeting_id = old.meeting_id and d.member_id = old.member_id
      returning d.meeting_id, d.student_id
    )
    select meeting_id as "meetingId", student_id as "studentId", count(*) as answers from gone group by meeting_id, student_id`.execute(tx);
  return rows;
}

/** Where a student stands on each outcome, by perspective: what a question shows as the last time. */
export async function readPrevious(tx: Tx, orgId: string, head: Pick<RoomHead, 'studentId' | 'enrolmentId'>) {
  const { rows } = await sql<{
    seriesId: string;
    perspective: Perspective;
    level: number | null;
    on: string | null;
    missingReason: MissingReason | null;
  }>`
    select series_id as "seriesId", perspective, latest_level as level, coalesce(latest_on, last_asked_on) as "on",
      case when latest_level is null then last_missing_reason end as "missingReason"
    from standings where org_id = ${orgId} and student_id = ${head.studentId} and enrolment_id = ${head.enrolmentId}
    order by case perspective when 'mentor' then 1 when 'joint' then 2 else 3 end`.execute(tx);
  return rows;
}

/** The day of the first assessment from a mentor under an enrolment, or null before it. */
export async function firstAssessedOn(tx: Tx, orgId: string, head: Pick<RoomHead, 'studentId' | 'enrolmentId'>): Promise<string | null> {
  const row = await tx
    .selectFrom('assessments')
    .select((eb) => eb.fn.min('assessed_on').as('first'))
    .where('org_id', '=', orgId)
    .where('student_id', '=', head.studentId)
    .where('enrolment_id', '=', head.enrolmentId)
    .where('perspective', '=', 'mentor')
    .executeTakeFirst();
  return row?.first ?? null;
}

/** Open actions of a student that this mentor should ask about: due by now, or of an earlier meeting of theirs without a date. */
export async function readDueActions(tx: Tx, orgId: string, head: Pick<RoomHead, 'studentId' | 'mentorId' | 'id'>, today: string) {
  const { rows } = await sql<{
    id: string;
    title: string;
    detail: string;
    owner: 'mentor' | 'student';
    dueOn: string | null;
    overdue: boolean;
    sharedWithStudent: boolean;
  }>`
    select id, title, detail, owner, due_on as "dueOn", coalesce(due_on < ${today}::date, false) as overdue,
      shared_with_student as "sharedWithStudent"
    from actions
    where org_id = ${orgId} and student_id = ${head.studentId} and status = 'open'
      and (due_on <= ${today}::date or (mentor_id = ${head.mentorId} and meeting_id is distinct from ${head.id}))
    order by due_on nulls last, id`.execute(tx);
  return rows;
}

/** Which of these are open actions of the student, and which of these are in the library. */
export async function knownActions(tx: Tx, orgId: string, studentId: string, actionIds: readonly string[], libraryIds: readonly string[]) {
  const { rows } = await sql<{ id: string }>`
    select id from actions where org_id = ${orgId} and student_id = ${studentId} and id = any(${[...actionIds]}::uuid[])
    union all
    select id from action_library where org_id = ${orgId} and id = any(${[...libraryIds]}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

interface Finished {
  status: MeetingStatus;
  reason: string;
  mode: MeetingMode;
  minutes: number | null;
  movedTo: string | null;
  at: Date;
}

export async function finishMeeting(tx: Tx, orgId: string, meetingId: string, finished: Finished): Promise<void> {
  await tx
    .updateTable('meetings')
    .set((eb) => ({
      status: finished.status,
      status_reason: finished.reason === '' ? null : finished.reason,
      mode: finished.mode,
      minutes: finished.minutes,
      moved_to: finished.movedTo,
      finished_at: finished.at.toISOString(),
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', meetingId)
    .execute();
}

export async function insertNotes(
  tx: Tx,
  orgId: string,
  meeting: Pick<RoomHead, 'id' | 'studentId' | 'mentorId'>,
  notes: readonly { id: string; body: string; shared: boolean }[],
): Promise<void> {
  if (notes.length === 0) return;
  await tx
    .insertInto('meeting_notes')
    .values(
      notes.map(({ id, body, shared }) => ({
        org_id: orgId,
        student_id: meeting.studentId,
        id,
        meeting_id: meeting.id,
        author_id: meeting.mentorId,
        body,
        shared_with_student: shared,
        readable_by: sql<string[]>`array[${meeting.mentorId}]::uuid[]`,
      })),
    )
    .execute();
}
