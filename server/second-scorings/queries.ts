import { sql } from 'kysely';
import type { ScoringBasis, SecondScoring } from '@waymark/contract/second-scorings.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

/** Requests with who is in them, the latest first. */
export async function findSecondScorings(tx: Tx, orgId: string, timeZone: string): Promise<SecondScoring[]> {
  const { rows } = await sql<SecondScoring>`
    select x.id, x.meeting_id as "meetingId", to_char(m.starts_at at time zone ${timeZone}, 'YYYY-MM-DD') as "meetingOn",
      concat_ws(' ', coalesce(s.preferred_name, s.given_name), s.family_name) as student, a.name as mentor, b.name as scorer,
      x.basis, x.seed, x.due_on as "dueOn", x.status, x.closed_at as "closedAt", cardinality(x.outcome_ids) as outcomes
    from second_scorings x
    join meetings m on m.org_id = x.org_id and m.id = x.meeting_id
    join students s on s.org_id = x.org_id and s.id = x.student_id
    join members a on a.org_id = m.org_id and a.id = m.mentor_id
    join members b on b.org_id = x.org_id and b.id = x.scorer_id
    where x.org_id = ${orgId}
    order by x.asked_at desc, m.starts_at desc, x.id`.execute(tx);
  return rows;
}

export interface ScorableMeeting {
  id: string;
  heldOn: string;
  studentId: string;
  student: string;
  yearGroup: number | null;
  givenName: string;
  mentorId: string;
  mentor: string;
  outcomeIds: string[];
  notes: string[];
}

/**
 * Meetings held and scored by their mentor that nobody is asked to score a second time: of a period, in the order a seed
 * gives them, or of given ids. Going by notes takes a note that was shared from the meeting.
 */
export async function findScorable(
  tx: Tx,
  orgId: string,
  timeZone: string,
  which: { from: string; to: string; seed: string } | { ids: readonly string[] },
): Promise<ScorableMeeting[]> {
  const [of, order] =
    'ids' in which
      ? [sql`m.id = any(${[...which.ids]}::uuid[])`, sql`m.id`]
      : [
          sql`(m.starts_at at time zone ${timeZone})::date between ${which.from}::date and ${which.to}::date`,
          sql`md5(${which.seed} || m.id::text), m.id`,
        ];
  const { rows } = await sql<ScorableMeeting>`
    select m.id, to_char(m.starts_at at time zone ${timeZone}, 'YYYY-MM-DD') as "heldOn", m.student_id as "studentId",
      concat_ws(' ', coalesce(s.preferred_name, s.given_name), s.family_name) as student, s.year_group as "yearGroup",
      coalesce(s.preferred_name, s.given_name) as "givenName", m.mentor_id as "mentorId", b.name as mentor, o.ids as "outcomeIds",
      coalesce((select array_agg(n.body order by n.created_at, n.id) from meeting_notes n
        where n.org_id = m.org_id and n.meeting_id = m.id and n.shared_with_student), '{}') as notes
    from meetings m
    join students s on s.org_id = m.org_id and s.id = m.student_id
    join members b on b.org_id = m.org_id and b.id = m.mentor_id
    join lateral (
      select array_agg(distinct c.outcome_id) as ids
      from assessments a join scores c on c.org_id = a.org_id and c.assessment_id = a.id
      where a.org_id = m.org_id and a.meeting_id = m.id and a.perspective = 'mentor' and a.assessor_id = m.mentor_id and c.level is not null
    ) o on o.ids is not null
    where m.org_id = ${orgId} and m.status = 'held' and ${of}
      and not exists (select from second_scorings x where x.org_id = m.org_id and x.meeting_id = m.id and x.status <> 'withdrawn')
    order by ${order}`.execute(tx);
  return rows;
}

/** Mentors with a seat, by id. */
export async function findScorers(tx: Tx, orgId: string, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; email: string | null }>`
    select id, name, email from members
    where org_id = ${orgId} and id = any(${[...ids]}::uuid[]) and role = 'mentor' and status in ('active', 'invited')`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface NewRequest {
  id: string;
  meeting: ScorableMeeting;
  scorerId: string;
  basis: ScoringBasis;
  seed: string | null;
  dueOn: string;
}

export async function insertSecondScorings(tx: Tx, actor: Actor, requests: readonly NewRequest[], now: Date): Promise<void> {
  await tx
    .insertInto('second_scorings')
    .values(
      requests.map(({ id, meeting, scorerId, basis, seed, dueOn }) => ({
        org_id: actor.orgId,
        student_id: meeting.studentId,
        id,
        meeting_id: meeting.id,
        scorer_id: scorerId,
        basis,
        seed,
        outcome_ids: meeting.outcomeIds,
        material: jsonb({
          student: meeting.givenName,
          yearGroup: meeting.yearGroup,
          meetingOn: meeting.heldOn,
          // whoever was there has no need of what was written
          notes: basis === 'notes' ? meeting.notes : [],
        }) as never,
        due_on: dueOn,
        asked_at: now.toISOString(),
        asked_by: actor.memberId,
      })),
    )
    .execute();
}

/** What was put together for the scorer; gone once the request is closed. */
export interface Material {
  student: string;
  yearGroup: number | null;
  meetingOn: string;
  notes: string[];
}

export interface OpenRequest {
  id: string;
  studentId: string;
  basis: ScoringBasis;
  dueOn: string;
  outcomeIds: string[];
  material: Material;
}

/** Open requests to one mentor; one of them, locked, when its id is given. */
export async function findOpen(tx: Tx, orgId: string, scorerId: string, id?: string): Promise<OpenRequest[]> {
  const { rows } = await sql<OpenRequest>`
    select id, student_id as "studentId", basis, due_on as "dueOn", outcome_ids as "outcomeIds", material from second_scorings
    where org_id = ${orgId} and scorer_id = ${scorerId} and status = 'open' and ${id === undefined ? sql`true` : sql`id = ${id}`}
    order by due_on, id ${id === undefined ? sql`` : sql`for update`}`.execute(tx);
  return rows;
}

/** Closes an open request and takes away what was shown for it; its student, or undefined when there is none open. */
export async function closeRequest(
  tx: Tx,
  orgId: string,
  id: string,
  status: 'done' | 'withdrawn',
  now: Date,
): Promise<{ studentId: string } | undefined> {
  const { rows } = await sql<{ studentId: string }>`
    update second_scorings set status = ${status}, material = null, closed_at = ${now.toISOString()}
    where org_id = ${orgId} and id = ${id} and status = 'open' returning student_id as "studentId"`.execute(tx);
  return rows[0];
}

export async function insertSecondScores(
  tx: Tx,
  orgId: string,
  request: { id: string; studentId: string; scorerId: string },
  scores: readonly { outcomeId: string; level: number | null; missingReason: string | null }[],
  now: Date,
): Promise<void> {
  await tx
    .insertInto('second_scores')
    .values(
      scores.map(({ outcomeId, level, missingReason }) => ({
        org_id: orgId,
        student_id: request.studentId,
        second_scoring_id: request.id,
        scorer_id: request.scorerId,
        outcome_id: outcomeId,
        level,
        missing_reason: missingReason,
        recorded_at: now.toISOString(),
      })),
    )
    .execute();
}

/** The outcomes of a request as they were when the meeting was scored. */
export async function findQuestions(tx: Tx, orgId: string, outcomeIds: readonly string[]) {
  const { rows } = await sql<{ outcomeId: string; type: string; statement: string; question: string; descriptors: string[] }>`
    select o.id as "outcomeId", t.name as type, o.statement, o.question, o.descriptors
    from outcomes o join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
    where o.org_id = ${orgId} and o.id = any(${[...outcomeIds]}::uuid[])
    order by t.position, o.position`.execute(tx);
  return rows;
}
