import { sql } from 'kysely';
import type { MeetingDraw, ScoringBasis, SecondScoring } from '@waymark/contract/second-scorings.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import type { ScorableMeeting } from './scorable.ts';

interface Listed {
  status?: SecondScoring['status'] | undefined;
  chosen?: 'drawn' | 'by-hand' | undefined;
}

type RequestRow = SecondScoring & { studentId: string };

/** Requests with who is in them, the latest asked first; one of them when its id is given. */
export async function findSecondScorings(
  tx: Tx,
  { orgId, timeZone }: Pick<Actor, 'orgId' | 'timeZone'>,
  which: { id: string } | (Listed & { after: readonly unknown[] | undefined; limit: number }),
): Promise<RequestRow[]> {
  const listed = 'id' in which ? null : which;
  const conditions = [
    ...('id' in which ? [sql`x.id = ${which.id}`] : []),
    ...(listed?.status === undefined ? [] : [sql`x.status = ${listed.status}`]),
    ...(listed?.chosen === undefined ? [] : [listed.chosen === 'drawn' ? sql`x.draw is not null` : sql`x.draw is null`]),
    ...(listed?.after === undefined ? [] : [sql`(x.asked_at, x.id) < (${listed.after[0]}::timestamptz, ${listed.after[1]}::uuid)`]),
  ];
  const { rows } = await sql<RequestRow>`
    select x.id, x.meeting_id as "meetingId", to_char(m.starts_at at time zone ${timeZone}, 'YYYY-MM-DD') as "meetingOn", x.student_id as "studentId",
      concat_ws(' ', coalesce(s.preferred_name, s.given_name), s.family_name) as student, a.name as mentor, b.name as scorer,
      x.basis, x.draw, x.due_on as "dueOn", x.status, x.asked_at as "askedAt", x.closed_at as "closedAt", cardinality(x.outcome_ids) as outcomes
    from second_scorings x
    join meetings m on m.org_id = x.org_id and m.id = x.meeting_id
    join students s on s.org_id = x.org_id and s.id = x.student_id
    join members a on a.org_id = m.org_id and a.id = m.mentor_id
    join members b on b.org_id = x.org_id and b.id = x.scorer_id
    where ${sql.join([sql`x.org_id = ${orgId}`, ...conditions], sql` and `)}
    order by x.asked_at desc, x.id desc
    limit ${listed === null ? 1 : listed.limit}`.execute(tx);
  return rows;
}

/** What both mentors gave, outcome by outcome: the first mentor's level as it stands now, amendments applied. */
export async function findBothLevels(tx: Tx, orgId: string, id: string) {
  const { rows } = await sql<{
    outcomeId: string;
    type: string;
    statement: string;
    descriptors: string[];
    first: number | null;
    second: number | null;
    missingReason: 'not_asked' | 'not_applicable' | null;
  }>`
    select o.id as "outcomeId", t.name as type, o.statement, o.descriptors, y.level as second, y.missing_reason as "missingReason",
      (select c.level from assessments a join scores c on c.org_id = a.org_id and c.assessment_id = a.id and c.outcome_id = o.id
        where a.org_id = m.org_id and a.meeting_id = m.id and a.assessor_id = m.mentor_id and a.perspective = 'mentor'
          and not exists (select from scores z where z.org_id = c.org_id and z.supersedes = c.id)
        order by c.id desc limit 1) as first
    from second_scorings x
    join meetings m on m.org_id = x.org_id and m.id = x.meeting_id
    join second_scores y on y.org_id = x.org_id and y.second_scoring_id = x.id
    join outcomes o on o.org_id = y.org_id and o.id = y.outcome_id
    join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
    where x.org_id = ${orgId} and x.id = ${id} and x.status = 'done'
    order by t.position, o.position`.execute(tx);
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
  /** Null when chosen by hand. */
  draw: MeetingDraw | null;
  dueOn: string;
}

export async function insertSecondScorings(tx: Tx, actor: Actor, requests: readonly NewRequest[], now: Date): Promise<void> {
  await tx
    .insertInto('second_scorings')
    .values(
      requests.map(({ id, meeting, scorerId, basis, draw, dueOn }) => ({
        org_id: actor.orgId,
        student_id: meeting.studentId,
        id,
        meeting_id: meeting.id,
        scorer_id: scorerId,
        basis,
        draw: draw === null ? null : (jsonb(draw) as never),
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
