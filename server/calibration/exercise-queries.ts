import { sql } from 'kysely';
import type { Exercise } from '@waymark/contract/calibration.ts';
import type { ReferenceLevel } from '@waymark/contract/vignettes.ts';
import type { Actor, Tx } from '../db/actor.ts';

/** Exercises, the latest first; one of them when its id is given. */
export async function findExercises(tx: Tx, orgId: string, id?: string): Promise<Exercise[]> {
  const { rows } = await sql<Exercise>`
    select e.id, e.title, e.due_on as "dueOn", e.started_at as "startedAt", e.closed_at as "closedAt",
      (select count(*) from exercise_vignettes v where v.org_id = e.org_id and v.exercise_id = e.id) as vignettes,
      count(m.member_id) as asked, count(m.finished_at) as finished
    from calibration_exercises e
    left join exercise_members m on m.org_id = e.org_id and m.exercise_id = e.id
    where e.org_id = ${orgId} and ${id === undefined ? sql`true` : sql`e.id = ${id}`}
    group by e.org_id, e.id
    order by e.started_at desc, e.id`.execute(tx);
  return rows;
}

export interface ExerciseCase {
  id: string;
  title: string;
  body: string;
  references: ReferenceLevel[];
}

/** The cases of an exercise in its order, with their reference levels: never to be shown whole to who has not finished. */
export async function findCases(tx: Tx, orgId: string, exerciseId: string): Promise<ExerciseCase[]> {
  const { rows } = await sql<ExerciseCase>`
    select v.id, v.title, v.body,
      jsonb_agg(jsonb_build_object('outcomeId', o.id, 'code', o.code, 'type', t.name, 'statement', o.statement,
        'descriptors', o.descriptors, 'level', r.level, 'reasoning', r.reasoning) order by r.position) as "references"
    from exercise_vignettes x
    join vignettes v on v.org_id = x.org_id and v.id = x.vignette_id
    join vignette_references r on r.org_id = v.org_id and r.vignette_id = v.id
    join outcomes o on o.org_id = r.org_id and o.id = r.outcome_id
    join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
    where x.org_id = ${orgId} and x.exercise_id = ${exerciseId}
    group by x.position, v.id, v.title, v.body
    order by x.position`.execute(tx);
  return rows;
}

/** Who is asked for an exercise and how far they are. Leads and administrators only: row-level security shows others nobody. */
export async function findPeople(tx: Tx, orgId: string, exerciseId: string) {
  const { rows } = await sql<{ memberId: string; name: string; answered: number; finishedAt: string | null }>`
    select x.member_id as "memberId", m.name, x.finished_at as "finishedAt",
      (select count(*) from calibration_answers a where a.org_id = x.org_id and a.exercise_id = x.exercise_id and a.member_id = x.member_id) as answered
    from exercise_members x
    join members m on m.org_id = x.org_id and m.id = x.member_id
    where x.org_id = ${orgId} and x.exercise_id = ${exerciseId}
    order by m.name, x.member_id`.execute(tx);
  return rows;
}

/** Mentors with a seat, each with their last finished exercise and whether one is open for them. */
export async function findCalibrators(tx: Tx, orgId: string) {
  const { rows } = await sql<{ memberId: string; name: string; lastFinishedAt: string | null; open: boolean }>`
    select m.id as "memberId", m.name, max(x.finished_at) as "lastFinishedAt",
      coalesce(bool_or(x.finished_at is null and e.closed_at is null and e.id is not null), false) as open
    from members m
    left join exercise_members x on x.org_id = m.org_id and x.member_id = m.id
    left join calibration_exercises e on e.org_id = x.org_id and e.id = x.exercise_id
    where m.org_id = ${orgId} and m.role = 'mentor' and m.status in ('active', 'invited')
    group by m.id, m.name
    order by m.name, m.id`.execute(tx);
  return rows;
}

/** Which of these ids are published cases that are not retired. */
export async function findUsable(tx: Tx, orgId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from vignettes where org_id = ${orgId} and id = any(${[...ids]}::uuid[]) and retired_at is null`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** @returns false when an exercise of this id is there already */
export async function insertExercise(
  tx: Tx,
  actor: Actor,
  exercise: { id: string; title: string; dueOn: string; vignetteIds: readonly string[] },
  now: Date,
): Promise<boolean> {
  const { id, title, dueOn, vignetteIds } = exercise;
  const done = await tx
    .insertInto('calibration_exercises')
    .values({ org_id: actor.orgId, id, title, due_on: dueOn, started_at: now.toISOString(), started_by: actor.memberId })
    .onConflict((on) => on.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows !== 1n) return false;
  await tx
    .insertInto('exercise_vignettes')
    .values(vignetteIds.map((vignetteId, position) => ({ org_id: actor.orgId, exercise_id: id, vignette_id: vignetteId, position })))
    .execute();
  return true;
}

/** Asks mentors who are not asked yet; answers who they are, with where to write to them. */
export async function insertPeople(tx: Tx, orgId: string, exerciseId: string, memberIds: readonly string[], now: Date) {
  const { rows } = await sql<{ name: string; email: string | null }>`
    with asked as (
      insert into exercise_members (org_id, exercise_id, member_id, asked_at)
      select org_id, ${exerciseId}::uuid, id, ${now.toISOString()}::timestamptz from members
      where org_id = ${orgId} and id = any(${[...memberIds]}::uuid[]) and role = 'mentor' and status in ('active', 'invited')
      on conflict do nothing
      returning org_id, member_id)
    select m.name, m.email from asked a join members m on m.org_id = a.org_id and m.id = a.member_id order by m.name, m.id`.execute(tx);
  return rows;
}

/** @returns false when it is not there, or closed already */
export async function markClosed(tx: Tx, actor: Actor, id: string, now: Date): Promise<boolean> {
  const done = await tx
    .updateTable('calibration_exercises')
    .set({ closed_at: now.toISOString(), closed_by: actor.memberId })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
