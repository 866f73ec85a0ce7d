import { sql, type RawBuilder } from 'kysely';
import type { ScoringBasis } from '@waymark/contract/second-scorings.ts';
import type { Actor, Tx } from '../db/actor.ts';

export interface ScorableMeeting {
  id: string;
  startsAt: string;
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

interface Period {
  from: string;
  to: string;
  basis: ScoringBasis;
}

/** The first `count` of a period, in the order a seed gives them. */
interface Drawn extends Period {
  seed: string;
  count: number;
}

/** Those of a period a page at a time, the latest first. */
interface Listed extends Period {
  mentorId?: string | undefined;
  student?: string | undefined;
  after: readonly unknown[] | undefined;
  limit: number;
}

type Which = Drawn | Listed | { ids: readonly string[] };

function conditionsOf(which: Which, timeZone: string): [where: RawBuilder<unknown>, order: RawBuilder<unknown>] {
  if ('ids' in which) return [sql`m.id = any(${[...which.ids]}::uuid[])`, sql`m.id`];
  const period = [
    sql`(m.starts_at at time zone ${timeZone})::date between ${which.from}::date and ${which.to}::date`,
    // going by notes takes a note that was shared from the meeting
    ...(which.basis === 'present' ? [] : [sql`exists (${sharedNotes(sql`1`)})`]),
  ];
  if ('seed' in which) return [sql.join(period, sql` and `), sql`md5(${which.seed} || m.id::text), m.id limit ${which.count}`];
  const { mentorId, student, after, limit } = which;
  const more = [
    ...(mentorId === undefined ? [] : [sql`m.mentor_id = ${mentorId}`]),
    ...(student === undefined || student === ''
      ? []
      : [sql`strpos(lower(concat_ws(' ', s.preferred_name, s.given_name, s.family_name)), lower(${student})) > 0`]),
    ...(after === undefined ? [] : [sql`(m.starts_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ];
  return [sql.join([...period, ...more], sql` and `), sql`m.starts_at desc, m.id desc limit ${limit}`];
}

const sharedNotes = (what: RawBuilder<unknown>) =>
  sql`select ${what} from meeting_notes n where n.org_id = m.org_id and n.meeting_id = m.id and n.shared_with_student`;

/** Meetings held and scored by their mentor that nobody is asked to score a second time. */
export async function findScorable(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'timeZone'>,
  which: Listed | { ids: readonly string[] },
): Promise<ScorableMeeting[]> {
  return (await scorable(actor, which, sql`null::int`).execute(tx)).rows;
}

/** What a seed draws of a period, and how many there were to draw from. */
export async function drawScorable(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'timeZone'>,
  which: Drawn,
): Promise<{ of: number; drawn: ScorableMeeting[] }> {
  const { rows } = await scorable(actor, which, sql`count(*) over ()`).execute(tx);
  return { of: rows[0]?.of ?? 0, drawn: rows };
}

/** `of` is counted only for a draw: it takes every meeting of the period. */
function scorable({ orgId, timeZone }: Pick<Actor, 'orgId' | 'timeZone'>, which: Which, of: RawBuilder<unknown>) {
  const [where, order] = conditionsOf(which, timeZone);
  return sql<ScorableMeeting & { of: number }>`
    select ${of} as of, m.id, m.starts_at as "startsAt", to_char(m.starts_at at time zone ${timeZone}, 'YYYY-MM-DD') as "heldOn", m.student_id as "studentId",
      concat_ws(' ', coalesce(s.preferred_name, s.given_name), s.family_name) as student, s.year_group as "yearGroup",
      coalesce(s.preferred_name, s.given_name) as "givenName", m.mentor_id as "mentorId", b.name as mentor, o.ids as "outcomeIds",
      coalesce((${sharedNotes(sql`array_agg(n.body order by n.created_at, n.id)`)}), '{}') as notes
    from meetings m
    join students s on s.org_id = m.org_id and s.id = m.student_id
    join members b on b.org_id = m.org_id and b.id = m.mentor_id
    join lateral (
      select array_agg(distinct c.outcome_id) as ids
      from assessments a join scores c on c.org_id = a.org_id and c.assessment_id = a.id
      where a.org_id = m.org_id and a.meeting_id = m.id and a.perspective = 'mentor' and a.assessor_id = m.mentor_id and c.level is not null
    ) o on o.ids is not null
    where m.org_id = ${orgId} and m.status = 'held' and ${where}
      and not exists (select from second_scorings x where x.org_id = m.org_id and x.meeting_id = m.id and x.status <> 'withdrawn')
    order by ${order}`;
}
