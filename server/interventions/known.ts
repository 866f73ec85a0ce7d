import type { Intervention } from '@waymark/contract/interventions.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { findIntervention, findVisible } from './queries.ts';

/** @throws Refusal 404 */
export async function getIntervention(tx: Tx, actor: Actor, id: string): Promise<Intervention> {
  const found = await findIntervention(tx, actor.orgId, actor.today, id);
  if (found === undefined) throw notFound('intervention');
  return found;
}

/** @throws Refusal 422 when one of these students is not one the actor sees */
export async function requireStudents(tx: Tx, actor: Actor, students: readonly string[], field: string): Promise<void> {
  const visible = await findVisible(tx, actor.orgId, students);
  const errors = students.flatMap((id, index) =>
    visible.has(id) ? [] : [{ field: `${field}.${index}.studentId`, value: id, message: 'You do not see a student of this id.' }],
  );
  if (errors.length > 0) throw invalid('Some of these students are not yours to record.', errors);
}
