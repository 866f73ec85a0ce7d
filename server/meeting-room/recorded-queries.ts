import { sql } from 'kysely';
import type { Recorded } from '@waymark/contract/meeting-room.ts';
import { stands } from '../assessments/stands.ts';
import type { Tx } from '../db/actor.ts';

/** What stands on the record of a finished meeting, corrections applied. Undefined while it is still to be held. */
export async function findRecorded(tx: Tx, orgId: string, meeting: { id: string; studentId: string }): Promise<Recorded | undefined> {
  const { rows } = await sql<{
    finishedAt: string | null;
    attendance: Recorded['attendance'];
    reason: string;
    mode: Recorded['mode'];
    minutes: number | null;
    movedTo: string | null;
    movedToStartsAt: string | null;
    assessmentId: string | null;
    perspective: Recorded['perspective'];
    point: Recorded['point'];
  }>`
    select m.finished_at as "finishedAt", m.status as attendance, coalesce(m.status_reason, '') as reason, m.mode, m.minutes,
      moved.id as "movedTo", moved.starts_at as "movedToStartsAt", a.id as "assessmentId", a.perspective, a.point
    from meetings m
    left join meetings moved on moved.org_id = m.org_id and moved.id = m.moved_to
    left join assessments a on a.org_id = m.org_id and a.meeting_id = m.id and a.assessor_id = m.mentor_id and a.perspective in ('mentor', 'joint')
    where m.org_id = ${orgId} and m.id = ${meeting.id} and m.status <> 'scheduled'`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { movedTo, movedToStartsAt, assessmentId, ...meetingFacts } = row;
  return {
    ...meetingFacts,
    movedTo: movedTo === null || movedToStartsAt === null ? null : { meetingId: movedTo, startsAt: movedToStartsAt },
    scores: assessmentId === null ? [] : await scoresOf(tx, orgId, assessmentId),
    notes: await notesOf(tx, orgId, meeting.id),
    ...(await actionsOf(tx, orgId, meeting)),
  };
}

async function scoresOf(tx: Tx, orgId: string, assessmentId: string): Promise<Recorded['scores']> {
  const { rows } = await sql<Recorded['scores'][number]>`
    select s.outcome_id as "outcomeId", o.statement, s.level, s.missing_reason as "missingReason", s.reason
    from scores s
    join outcomes o on o.org_id = s.org_id and o.id = s.outcome_id
    join outcome_types ty on ty.org_id = o.org_id and ty.id = o.outcome_type_id
    where s.org_id = ${orgId} and s.assessment_id = ${assessmentId}
      and ${stands(null)}
    order by ty.position, o.position, s.id`.execute(tx);
  return rows;
}

async function notesOf(tx: Tx, orgId: string, meetingId: string): Promise<Recorded['notes']> {
  return tx
    .selectFrom('meeting_notes')
    .select(['id', 'body', 'shared_with_student as shared'])
    .where('org_id', '=', orgId)
    .where('meeting_id', '=', meetingId)
    .orderBy('id')
    .execute();
}

async function actionsOf(
  tx: Tx,
  orgId: string,
  { id: meetingId, studentId }: { id: string; studentId: string },
): Promise<Pick<Recorded, 'newActions' | 'closedActions'>> {
  const { rows } = await sql<{
    id: string;
    title: string;
    owner: 'mentor' | 'student';
    dueOn: string | null;
    status: string;
    made: boolean;
    closed: boolean;
  }>`
    select id, title, owner, due_on as "dueOn", status, coalesce(meeting_id = ${meetingId}, false) as made, coalesce(closed_meeting_id = ${meetingId}, false) as closed
    from actions where org_id = ${orgId} and student_id = ${studentId} and (meeting_id = ${meetingId} or closed_meeting_id = ${meetingId})
    order by id`.execute(tx);
  return {
    newActions: rows.filter(({ made }) => made).map(({ id, title, owner, dueOn }) => ({ id, title, owner, dueOn })),
    closedActions: rows.filter(({ closed }) => closed).map(({ id, title, status }) => ({ id, title, status: status as 'done' })),
  };
}
