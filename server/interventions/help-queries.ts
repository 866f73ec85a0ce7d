import { sql, type RawBuilder } from 'kysely';
import type { Participation, StudentHelp } from '@waymark/contract/participations.ts';
import type { Tx } from '../db/actor.ts';
import { counted, doseColumns, doseOf, nameOf, type DoseColumns } from './dose.ts';

export interface Span {
  from?: string | undefined;
  to?: string | undefined;
}

const within = (day: RawBuilder<unknown>, { from, to }: Span) =>
  sql`(${from ?? null}::date is null or ${day} >= ${from ?? null}::date) and (${to ?? null}::date is null or ${day} <= ${to ?? null}::date)`;

/** Every intervention a student took part in during the span or is on the list of, by name. */
export async function findHelp(tx: Tx, orgId: string, studentId: string, today: string, span: Span): Promise<StudentHelp['interventions']> {
  const { rows } = await sql<Omit<StudentHelp['interventions'][number], 'dose'> & DoseColumns>`
    select i.id, i.name, i.kind, coalesce(listed.yes, false) as "onList", dose.last as "lastOn",
      dose.sessions, dose.attended, dose.part, dose.absent, dose.minutes
    from interventions i
    left join (
      select s.intervention_id, ${doseColumns}, max(s.held_on) as last from ${counted}
      where p.org_id = ${orgId} and p.student_id = ${studentId} and ${within(sql`s.held_on`, span)}
      group by s.intervention_id
    ) dose on dose.intervention_id = i.id
    left join (
      select intervention_id, true as yes from intervention_places
      where org_id = ${orgId} and student_id = ${studentId} and started_on <= ${today}::date and (ended_on is null or ended_on >= ${today}::date)
      group by intervention_id
    ) listed on listed.intervention_id = i.id
    where i.org_id = ${orgId} and (dose.sessions > 0 or listed.yes)
    order by lower(i.name)`.execute(tx);
  return rows.map(({ sessions, attended, part, absent, minutes, ...line }) => ({
    ...line,
    dose: doseOf({ sessions, attended, part, absent, minutes }),
  }));
}

/** A student's meetings with mentors in the same measure; one without minutes of its own counts as it was planned. */
export async function findMentoring(
  tx: Tx,
  orgId: string,
  studentId: string,
  timeZone: string,
  span: Span,
): Promise<StudentHelp['mentoring']> {
  const day = sql`(starts_at at time zone ${timeZone})::date`;
  const { rows } = await sql<StudentHelp['mentoring']>`
    select count(*) filter (where status = 'held')::int as held, count(*) filter (where status = 'student_absent')::int as missed,
      coalesce(sum(coalesce(minutes, planned_minutes)) filter (where status = 'held'), 0)::int as minutes,
      max(${day}) filter (where status = 'held') as "lastOn"
    from meetings where org_id = ${orgId} and student_id = ${studentId} and status in ('held', 'student_absent') and ${within(day, span)}`.execute(
    tx,
  );
  return rows[0] ?? { held: 0, missed: 0, minutes: 0, lastOn: null };
}

/** A student's marks that count, latest first. */
export async function findParticipations(
  tx: Tx,
  orgId: string,
  studentId: string,
  after: { heldOn: string; id: string } | undefined,
  limit: number,
): Promise<Participation[]> {
  const earlier = after === undefined ? sql`true` : sql`(s.held_on, p.id) < (${after.heldOn}::date, ${after.id}::uuid)`;
  const { rows } = await sql<Participation>`
    select p.id, s.id as "sessionId", json_build_object('id', i.id, 'name', i.name, 'kind', i.kind) as intervention,
      s.held_on as "heldOn", s.title, s.minutes as "sessionMinutes", p.attended, p.minutes, p.note
    from ${counted} join interventions i on i.org_id = s.org_id and i.id = s.intervention_id
    where p.org_id = ${orgId} and p.student_id = ${studentId} and ${earlier}
    order by s.held_on desc, p.id desc limit ${limit}`.execute(tx);
  return rows;
}

export interface FileRow {
  intervention: string;
  kind: string;
  tasoCode: string | null;
  heldOn: string;
  title: string;
  sessionMinutes: number;
  student: string;
  upn: string | null;
  yearGroup: number | null;
  school: string | null;
  attended: string;
  minutes: number;
  recordedBy: string | null;
}

/** Every mark that counts of the students in reach, oldest first. */
export async function findFileRows(
  tx: Tx,
  orgId: string,
  filter: Span & { interventionId?: string | undefined },
  limit: number,
): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    select i.name as intervention, i.kind, i.taso_code as "tasoCode", s.held_on as "heldOn", s.title, s.minutes as "sessionMinutes",
      ${nameOf} as student, st.upn, st.year_group as "yearGroup", school.name as school, p.attended, p.minutes, by.name as "recordedBy"
    from ${counted}
    join interventions i on i.org_id = s.org_id and i.id = s.intervention_id
    join students st on st.org_id = p.org_id and st.id = p.student_id
    left join schools school on school.org_id = st.org_id and school.id = st.school_id
    left join members by on by.org_id = p.org_id and by.id = p.recorded_by
    where p.org_id = ${orgId} and ${within(sql`s.held_on`, filter)}
      and (${filter.interventionId ?? null}::uuid is null or s.intervention_id = ${filter.interventionId ?? null}::uuid)
    order by s.held_on, lower(i.name), s.id, st.family_key, st.given_key limit ${limit}`.execute(tx);
  return rows;
}
