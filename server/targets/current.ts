import type { Tx } from '../db/actor.ts';
import { findTargets, type TargetRow } from './queries.ts';
import { targetsInForce } from './rules.ts';

export type CurrentTarget = Omit<TargetRow, 'replacedOn' | 'replacedReason'>;

/**
 * The targets that hold for a student now, under these enrolments with the one that counts most first, and then the
 * student's own. Values in the measure's unit, or a level.
 */
export async function currentTargets(tx: Tx, orgId: string, studentId: string, enrolmentIds: readonly string[]): Promise<CurrentTarget[]> {
  const rows = await findTargets(tx, orgId, { enrolmentIds, studentIds: [studentId] }, 'UTC', 'current');
  const targets = rows.map(({ replacedOn: _on, replacedReason: _why, ...target }) => target);
  const enrolled = enrolmentIds.flatMap((id) => targets.filter(({ enrolmentId }) => enrolmentId === id));
  return targetsInForce(
    enrolled,
    targets.filter(({ enrolmentId }) => enrolmentId === null),
  );
}
