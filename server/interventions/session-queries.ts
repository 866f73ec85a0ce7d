import { sql, type RawBuilder } from 'kysely';
import type { RegisterLine, Session } from '@waymark/contract/participations.ts';
import { refreshReceived } from '../assessments/score-profiles.ts';
import { lockForScoring } from '../assessments/standings.ts';
import type { Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { keepStates } from '../db/past-states.ts';
import { nameOf } from './dose.ts';
import type { Mark } from './rules.ts';

export type SessionRow = Session & { recordedById: string | null };

function selectSessions(orgId: string, where: RawBuilder<unknown>, tail: RawBuilder<unknown> = sql``) {
  return sql<SessionRow>`
    select s.id, s.intervention_id as "interventionId", s.held_on as "heldOn", s.minutes, s.title, by.name as "recordedBy",
      s.recorded_by as "recordedById", s.recorded_at as "recordedAt", s.cancelled_at is not null as cancelled, s.version,
      marks.attended, marks.part, marks.absent
    from intervention_sessions s
    left join members by on by.org_id = s.org_id and by.id = s.recorded_by
    left join lateral (
      select count(*) filter (where p.attended = 'attended')::int as attended, count(*) filter (where p.attended = 'part')::int as part,
        count(*) filter (where p.attended = 'absent')::int as absent
      from participations p where p.org_id = s.org_id and p.session_id = s.id and p.replaced_at is null
    ) marks on true
    where s.org_id = ${orgId} and ${where} ${tail}`;
}

export async function findSessions(
  tx: Tx,
  orgId: string,
  interventionId: string,
  after: { heldOn: string; id: string } | undefined,
  limit: number,
): Promise<SessionRow[]> {
  const earlier = after === undefined ? sql`true` : sql`(s.held_on, s.id) < (${after.heldOn}::date, ${after.id}::uuid)`;
  const where = sql`s.intervention_id = ${interventionId} and ${earlier}`;
  const { rows } = await selectSessions(orgId, where, sql`order by s.held_on desc, s.id desc limit ${limit}`).execute(tx);
  return rows;
}

/** Sessions of one day that count. */
export async function findSessionsOn(tx: Tx, orgId: string, interventionId: string, on: string): Promise<SessionRow[]> {
  const where = sql`s.intervention_id = ${interventionId} and s.held_on = ${on}::date and s.cancelled_at is null`;
  const { rows } = await selectSessions(orgId, where, sql`order by s.recorded_at`).execute(tx);
  return rows;
}

export async function findSession(tx: Tx, orgId: string, id: string): Promise<SessionRow | undefined> {
  const { rows } = await selectSessions(orgId, sql`s.id = ${id}`).execute(tx);
  return rows[0];
}

export interface SessionFacts {
  heldOn: string;
  minutes: number;
  title: string;
}

export interface By {
  memberId: string | null;
  at: Date;
}

/** Writes a session; false when it is there already. */
export async function insertSession(
  tx: Tx,
  orgId: string,
  session: SessionFacts & { id: string; interventionId: string },
  by: By,
): Promise<boolean> {
  const written = await tx
    .insertInto('intervention_sessions')
    .values({
      org_id: orgId,
      id: session.id,
      intervention_id: session.interventionId,
      held_on: session.heldOn,
      minutes: session.minutes,
      title: session.title,
      recorded_at: by.at.toISOString(),
      recorded_by: by.memberId,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Writes the facts of a session; false when it is no longer at this version. Done first: it holds others off the register. */
export async function updateSession(tx: Tx, orgId: string, id: string, version: number, facts: SessionFacts): Promise<boolean> {
  await keepStates(tx, orgId, 'intervention_sessions', [id]);
  const result = await tx
    .updateTable('intervention_sessions')
    .set((eb) => ({ held_on: facts.heldOn, minutes: facts.minutes, title: facts.title, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Strikes a session out, or counts it again; false when it is no longer at this version. */
export async function setCancelled(tx: Tx, orgId: string, id: string, version: number, at: Date | null): Promise<boolean> {
  await keepStates(tx, orgId, 'intervention_sessions', [id]);
  const result = await tx
    .updateTable('intervention_sessions')
    .set((eb) => ({ cancelled_at: at?.toISOString() ?? null, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The marks that stand, of the students the actor sees. */
export async function findMarks(tx: Tx, orgId: string, sessionId: string): Promise<Mark[]> {
  const { rows } = await sql<Mark>`
    select student_id as "studentId", attended, minutes, note from participations
    where org_id = ${orgId} and session_id = ${sessionId} and replaced_at is null`.execute(tx);
  return rows;
}

/** Writes marks; what stood for the same students, and for those taken off the register, is kept as replaced. */
export async function writeMarks(
  tx: Tx,
  orgId: string,
  sessionId: string,
  change: { marks: readonly Mark[]; off: readonly string[] },
  by: By,
): Promise<void> {
  const students = [...change.marks.map(({ studentId }) => studentId), ...change.off];
  if (students.length === 0) return;
  await lockForScoring(tx, orgId, students);
  await tx
    .updateTable('participations')
    .set({ replaced_at: by.at.toISOString() })
    .where('org_id', '=', orgId)
    .where('session_id', '=', sessionId)
    .where('student_id', 'in', students)
    .where('replaced_at', 'is', null)
    .execute();
  if (change.marks.length > 0) await insertMarks(tx, orgId, sessionId, change.marks, by);
  await refreshReceived(tx, orgId, students);
}

async function insertMarks(tx: Tx, orgId: string, sessionId: string, marks: readonly Mark[], by: By): Promise<void> {
  await tx
    .insertInto('participations')
    .values(
      marks.map((mark) => ({
        org_id: orgId,
        id: newId(),
        student_id: mark.studentId,
        session_id: sessionId,
        attended: mark.attended,
        minutes: mark.minutes,
        note: mark.note,
        recorded_at: by.at.toISOString(),
        recorded_by: by.memberId,
      })),
    )
    .execute();
}

/** Names of those of these students who have a mark of another session of the intervention on the day. */
export async function findMarkedOn(
  tx: Tx,
  orgId: string,
  session: { id: string; interventionId: string; heldOn: string },
  students: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct ${nameOf} as name from participations p
    join intervention_sessions s on s.org_id = p.org_id and s.id = p.session_id
    join students st on st.org_id = p.org_id and st.id = p.student_id
    where p.org_id = ${orgId} and p.student_id = any(${[...students]}::uuid[]) and p.replaced_at is null
      and s.intervention_id = ${session.interventionId} and s.held_on = ${session.heldOn}::date and s.cancelled_at is null and s.id <> ${session.id}
    order by name`.execute(tx);
  return rows.map(({ name }) => name);
}

/** A register's lines: who is on the list on the day, and who has or had a mark in the session. */
export async function findLines(
  tx: Tx,
  orgId: string,
  register: { interventionId: string; on: string; sessionId: string | null },
): Promise<RegisterLine[]> {
  const { rows } = await sql<RegisterLine>`
    select st.id as "studentId", ${nameOf} as student, st.year_group as "yearGroup", listed.id is not null as "onList",
      now.mark, coalesce(past.earlier, '[]') as earlier
    from students st
    left join lateral (
      select pl.id from intervention_places pl
      where pl.org_id = st.org_id and pl.intervention_id = ${register.interventionId} and pl.student_id = st.id
        and pl.started_on <= ${register.on}::date and (pl.ended_on is null or pl.ended_on >= ${register.on}::date) limit 1
    ) listed on true
    left join lateral (
      select json_build_object('attended', p.attended, 'minutes', p.minutes, 'note', p.note) as mark from participations p
      where p.org_id = st.org_id and p.session_id = ${register.sessionId}::uuid and p.student_id = st.id and p.replaced_at is null
    ) now on true
    left join lateral (
      select json_agg(json_build_object('attended', p.attended, 'minutes', p.minutes, 'note', p.note,
        'recordedAt', to_char(p.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'recordedBy', by.name)
        order by p.replaced_at desc) as earlier
      from participations p left join members by on by.org_id = p.org_id and by.id = p.recorded_by
      where p.org_id = st.org_id and p.session_id = ${register.sessionId}::uuid and p.student_id = st.id and p.replaced_at is not null
    ) past on true
    where st.org_id = ${orgId} and st.id in (
      select student_id from intervention_places where org_id = ${orgId} and intervention_id = ${register.interventionId}
        and started_on <= ${register.on}::date and (ended_on is null or ended_on >= ${register.on}::date)
      union
      select student_id from participations where org_id = ${orgId} and session_id = ${register.sessionId}::uuid)
    order by st.family_key, st.given_key, st.id`.execute(tx);
  return rows;
}
