import { sql } from 'kysely';
import type { MissingReason, Perspective, Point } from '@waymark/contract/assessments.ts';
import type { Prep, PrepAction } from '@waymark/contract/prep.ts';
import { stands } from '../assessments/stands.ts';
import type { Tx } from '../db/actor.ts';
import { compiledSql } from '../db/compiled.ts';
import type { StandingRow } from './views.ts';

/** One query for each part of the page, each by an index on the meeting or the student; all but the first asked at once. */

export interface MeetingHead {
  id: string;
  startsAt: string;
  status: Prep['meeting']['status'];
  mode: Prep['meeting']['mode'];
  place: string;
  plannedMinutes: number;
  mentorId: string;
  mentor: string;
  programme: string;
  frameworkId: string;
  purpose: string;
  enrolmentId: string;
  enrolledOn: string;
  studentId: string;
  student: string;
  yearGroup: number | null;
  school: string | null;
  staleAfterDays: number;
  lastId: string | null;
  lastStartsAt: string | null;
  lastMentor: string | null;
  lastMinutes: number | null;
}

/**
 * The meeting, whom it is with, and the last meeting held before it: the same mentor's where there is one, otherwise
 * anybody's, so that a mentor who takes over sees where the student was left.
 */
export async function readHead(tx: Tx, orgId: string, meetingId: string): Promise<MeetingHead | undefined> {
  return (await readHeadQuery(tx, { orgId, meetingId }))[0];
}

const readHeadQuery = compiledSql(
  ({ orgId, meetingId }: Record<'orgId' | 'meetingId', string>) => sql<MeetingHead>`
    select m.id, m.starts_at as "startsAt", m.status, m.mode, m.place, m.planned_minutes as "plannedMinutes",
      m.mentor_id as "mentorId", mentor.name as mentor, p.name as programme, p.framework_id as "frameworkId", match.purpose,
      e.id as "enrolmentId", e.started_on as "enrolledOn", s.id as "studentId",
      coalesce(s.preferred_name, s.given_name) || ' ' || s.family_name as student, s.year_group as "yearGroup",
      school.name as school, o.stale_after_days as "staleAfterDays", last.id as "lastId", last.starts_at as "lastStartsAt",
      last.mentor as "lastMentor", last.minutes as "lastMinutes"
    from meetings m
    join organisations o on o.org_id = m.org_id
    join members mentor on mentor.org_id = m.org_id and mentor.id = m.mentor_id
    join matches match on match.org_id = m.org_id and match.id = m.match_id
    join enrolments e on e.org_id = m.org_id and e.id = match.enrolment_id
    join programmes p on p.org_id = m.org_id and p.id = e.programme_id
    join students s on s.org_id = m.org_id and s.id = m.student_id
    left join schools school on school.org_id = m.org_id and school.id = s.school_id
    left join lateral (
      select held.id, held.starts_at, held.minutes, by.name as mentor
      from meetings held join members by on by.org_id = held.org_id and by.id = held.mentor_id
      where held.org_id = m.org_id and held.student_id = m.student_id and held.status = 'held' and held.starts_at < m.starts_at
      order by (held.mentor_id = m.mentor_id) desc, held.starts_at desc limit 1) last on true
    where m.org_id = ${orgId} and m.id = ${meetingId}`,
);

export function readStandings(tx: Tx, orgId: string, studentId: string, enrolmentId: string): Promise<StandingRow[]> {
  return readStandingsQuery(tx, { orgId, studentId, enrolmentId });
}

const readStandingsQuery = compiledSql(
  ({ orgId, studentId, enrolmentId }: Record<'orgId' | 'studentId' | 'enrolmentId', string>) => sql<StandingRow>`
    select series_id as "seriesId", perspective, latest_level as "latestLevel", latest_on as "latestOn",
      previous_level as "previousLevel", last_asked_on as "lastAskedOn", last_missing_reason as "lastMissingReason"
    from standings where org_id = ${orgId} and student_id = ${studentId} and enrolment_id = ${enrolmentId}`,
);

/** A score that stands, oldest first. */
export interface PastScore {
  seriesId: string;
  statement: string;
  on: string;
  level: number | null;
  missingReason: MissingReason | null;
  perspective: Perspective;
  point: Point;
  by: string;
  meetingId: string | null;
  recordedAt: string;
  /** The day of it, where the organisation is. */
  recordedOn: string;
  amendmentReason: string | null;
  amendedBy: string | null;
}

export function readPastScores(tx: Tx, orgId: string, studentId: string, enrolmentId: string, timeZone: string): Promise<PastScore[]> {
  return readPastScoresQuery(tx, { orgId, studentId, enrolmentId, timeZone });
}

const readPastScoresQuery = compiledSql(
  ({ orgId, studentId, enrolmentId, timeZone }: Record<'orgId' | 'studentId' | 'enrolmentId' | 'timeZone', string>) => sql<PastScore>`
    select s.series_id as "seriesId", o.statement, a.assessed_on as "on", s.level, s.missing_reason as "missingReason",
      a.perspective, a.point, assessor.name as by, a.meeting_id as "meetingId", s.recorded_at as "recordedAt",
      (s.recorded_at at time zone ${timeZone})::date as "recordedOn",
      s.amendment_reason as "amendmentReason", case when s.supersedes is not null then recorder.name end as "amendedBy"
    from scores s
    join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
    join outcomes o on o.org_id = s.org_id and o.id = s.outcome_id
    join members assessor on assessor.org_id = s.org_id and assessor.id = a.assessor_id
    left join members recorder on recorder.org_id = s.org_id and recorder.id = s.recorded_by
    where s.org_id = ${orgId} and s.student_id = ${studentId} and a.enrolment_id = ${enrolmentId}
      and ${stands(null)}
    order by a.assessed_on, a.id`,
);

export interface PastAction extends PrepAction {
  status: 'open' | 'done' | 'not_done' | 'dropped';
  setOn: string;
  closedOn: string | null;
  closeNote: string;
  meetingId: string | null;
  closedMeetingId: string | null;
}

/** Open actions, and those set or closed since a day. */
export function readActions(tx: Tx, orgId: string, studentId: string, since: string, timeZone: string): Promise<PastAction[]> {
  return readActionsQuery(tx, { orgId, studentId, since, timeZone });
}

const readActionsQuery = compiledSql(
  ({ orgId, studentId, since, timeZone }: Record<'orgId' | 'studentId' | 'since' | 'timeZone', string>) => sql<PastAction>`
    select id, title, detail, owner, due_on as "dueOn", series_id as "seriesId", status, closed_on as "closedOn",
      (created_at at time zone ${timeZone})::date as "setOn", close_note as "closeNote", meeting_id as "meetingId",
      closed_meeting_id as "closedMeetingId"
    from actions
    where org_id = ${orgId} and student_id = ${studentId} and (status = 'open' or closed_on >= ${since}::date)
    order by due_on nulls last, id`,
);

export interface PastEvent {
  kind: 'meeting' | 'match_started' | 'match_ended';
  on: string;
  mentor: string;
  text: string;
  status: string;
}

/** Meetings that were missed, moved or held with somebody else, and matches that began or ended, since a moment. */
export function readEvents(
  tx: Tx,
  orgId: string,
  meeting: { id: string; studentId: string; startsAt: string },
  since: { at: string; day: string },
  timeZone: string,
): Promise<PastEvent[]> {
  const { id, studentId, startsAt } = meeting;
  return readEventsQuery(tx, { orgId, id, studentId, startsAt, at: since.at, day: since.day, timeZone });
}

const readEventsQuery = compiledSql(
  ({
    orgId,
    id,
    studentId,
    startsAt,
    at,
    day,
    timeZone,
  }: Record<'orgId' | 'id' | 'studentId' | 'startsAt' | 'at' | 'day' | 'timeZone', string>) => sql<PastEvent>`
    select 'meeting' as kind, (m.starts_at at time zone ${timeZone})::date as "on", by.name as mentor,
      coalesce(m.status_reason, '') as text, m.status
    from meetings m join members by on by.org_id = m.org_id and by.id = m.mentor_id
    where m.org_id = ${orgId} and m.student_id = ${studentId} and m.id <> ${id} and m.status <> 'scheduled'
      and m.starts_at > ${at}::timestamptz and m.starts_at < ${startsAt}::timestamptz
    union all
    select 'match_started', x.started_on, by.name, x.purpose, ''
    from matches x join members by on by.org_id = x.org_id and by.id = x.mentor_id
    where x.org_id = ${orgId} and x.student_id = ${studentId} and x.started_on > ${day}::date
      and x.started_on <= (${startsAt}::timestamptz at time zone ${timeZone})::date
    union all
    select 'match_ended', x.ended_on, by.name, coalesce(x.end_reason, ''), ''
    from matches x join members by on by.org_id = x.org_id and by.id = x.mentor_id
    where x.org_id = ${orgId} and x.student_id = ${studentId} and x.ended_on > ${day}::date
      and x.ended_on <= (${startsAt}::timestamptz at time zone ${timeZone})::date`,
);

/** The latest notes of earlier meetings that whoever asks may read; row-level security leaves out the others. */
export function readNotes(tx: Tx, orgId: string, meeting: MeetingHead, timeZone: string): Promise<Prep['notes']> {
  const { id, studentId, mentorId } = meeting;
  return readNotesQuery(tx, { orgId, id, studentId, mentorId, timeZone });
}

const readNotesQuery = compiledSql(
  ({ orgId, id, studentId, mentorId, timeZone }: Record<'orgId' | 'id' | 'studentId' | 'mentorId' | 'timeZone', string>) => sql<
    Prep['notes'][number]
  >`
    select n.id, (m.starts_at at time zone ${timeZone})::date as "meetingOn", by.name as author, n.body,
      n.author_id <> ${mentorId} as "handedOver", n.shared_with_student as "sharedWithStudent"
    from meeting_notes n
    join meetings m on m.org_id = n.org_id and m.id = n.meeting_id
    join members by on by.org_id = n.org_id and by.id = n.author_id
    where n.org_id = ${orgId} and n.student_id = ${studentId} and n.meeting_id <> ${id} and n.body <> ''
    order by n.created_at desc, n.id limit 8`,
);
