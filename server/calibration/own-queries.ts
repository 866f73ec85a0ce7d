import { sql } from 'kysely';
import type { OwnExercises } from '@waymark/contract/calibration.ts';
import type { Tx } from '../db/actor.ts';

/** What a mentor is asked to do, and has done: open ones first, soonest due. */
export async function findOwn(tx: Tx, orgId: string, memberId: string, exerciseId?: string): Promise<OwnExercises['items']> {
  const { rows } = await sql<OwnExercises['items'][number]>`
    select e.id, e.title, e.due_on as "dueOn", e.closed_at is not null as closed, x.finished_at as "finishedAt",
      (select count(*) from exercise_vignettes v where v.org_id = e.org_id and v.exercise_id = e.id) as vignettes,
      (select count(*) from calibration_answers a where a.org_id = e.org_id and a.exercise_id = e.id and a.member_id = x.member_id) as answered,
      (select count(*) from exercise_vignettes v
        join vignette_references r on r.org_id = v.org_id and r.vignette_id = v.vignette_id
        where v.org_id = e.org_id and v.exercise_id = e.id) as of
    from exercise_members x
    join calibration_exercises e on e.org_id = x.org_id and e.id = x.exercise_id
    where x.org_id = ${orgId} and x.member_id = ${memberId} and ${exerciseId === undefined ? sql`true` : sql`e.id = ${exerciseId}`}
    order by x.finished_at desc nulls first, e.closed_at is not null, e.due_on, e.id`.execute(tx);
  return rows;
}

/** One's own levels in an exercise, under `answerKey`. */
export async function findOwnAnswers(tx: Tx, orgId: string, memberId: string, exerciseId: string): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('calibration_answers')
    .select(['vignette_id', 'outcome_id', 'level'])
    .where('org_id', '=', orgId)
    .where('exercise_id', '=', exerciseId)
    .where('member_id', '=', memberId)
    .execute();
  return new Map(rows.map((row) => [answerKey(row.vignette_id, row.outcome_id), row.level]));
}

export const answerKey = (vignetteId: string, outcomeId: string) => `${vignetteId} ${outcomeId}`;

export interface OwnAnswer {
  exerciseId: string;
  memberId: string;
  vignetteId: string;
  outcomeId: string;
  level: number;
}

/** Writes a level, or changes it while it is not final. */
export async function saveAnswer(tx: Tx, orgId: string, answer: OwnAnswer, now: Date): Promise<void> {
  const { exerciseId, memberId, vignetteId, outcomeId, level } = answer;
  await tx
    .insertInto('calibration_answers')
    .values({
      org_id: orgId,
      exercise_id: exerciseId,
      member_id: memberId,
      vignette_id: vignetteId,
      outcome_id: outcomeId,
      level,
      answered_at: now.toISOString(),
    })
    .onConflict((on) =>
      on
        .columns(['org_id', 'exercise_id', 'member_id', 'vignette_id', 'outcome_id'])
        .doUpdateSet({ level, answered_at: now.toISOString() }),
    )
    .execute();
}

/** Takes a level back that is not final. */
export async function removeAnswer(tx: Tx, orgId: string, answer: Omit<OwnAnswer, 'level'>): Promise<void> {
  await tx
    .deleteFrom('calibration_answers')
    .where('org_id', '=', orgId)
    .where('exercise_id', '=', answer.exerciseId)
    .where('member_id', '=', answer.memberId)
    .where('vignette_id', '=', answer.vignetteId)
    .where('outcome_id', '=', answer.outcomeId)
    .execute();
}

/** Takes the seat in an exercise for writing; false when it is finished, or not theirs. */
export async function lockOwn(tx: Tx, orgId: string, memberId: string, exerciseId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from exercise_members
    where org_id = ${orgId} and exercise_id = ${exerciseId} and member_id = ${memberId} and finished_at is null
    for update`.execute(tx);
  return rows.length === 1;
}

/** Makes the answers final, adds their levels to those without names, and notes the day a mentor first calibrated. */
export async function finishOwn(tx: Tx, orgId: string, memberId: string, exerciseId: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await sql`
    insert into calibration_levels (org_id, exercise_id, vignette_id, outcome_id, level)
    select org_id, exercise_id, vignette_id, outcome_id, level from calibration_answers
    where org_id = ${orgId} and exercise_id = ${exerciseId} and member_id = ${memberId}`.execute(tx);
  await sql`
    update calibration_answers set final = true
    where org_id = ${orgId} and exercise_id = ${exerciseId} and member_id = ${memberId}`.execute(tx);
  await sql`
    update exercise_members set finished_at = ${at}
    where org_id = ${orgId} and exercise_id = ${exerciseId} and member_id = ${memberId}`.execute(tx);
  await sql`
    update members set calibrated_at = coalesce(calibrated_at, ${at}::timestamptz)
    where org_id = ${orgId} and id = ${memberId}`.execute(tx);
}

/** How often each level was given to each question of an exercise, by everybody who has finished, oneself included. */
export async function countLevels(tx: Tx, orgId: string, exerciseId: string): Promise<Map<string, Map<number, number>>> {
  const { rows } = await sql<{ vignetteId: string; outcomeId: string; level: number; n: number }>`
    select vignette_id as "vignetteId", outcome_id as "outcomeId", level, count(*) as n from calibration_levels
    where org_id = ${orgId} and exercise_id = ${exerciseId} group by 1, 2, 3`.execute(tx);
  const counts = new Map<string, Map<number, number>>();
  for (const { vignetteId, outcomeId, level, n } of rows) {
    const key = answerKey(vignetteId, outcomeId);
    const levels = counts.get(key) ?? new Map<number, number>();
    counts.set(key, levels.set(level, n));
  }
  return counts;
}
