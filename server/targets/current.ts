import type { Tx } from '../db/actor.ts';
import { findTargets, type TargetRow } from './queries.ts';

export type CurrentTarget = Omit<TargetRow, 'replacedOn' | 'replacedReason'>;

/** The targets that hold now, by enrolment; an enrolment without any is not in it. Values in the measure's unit, or a level. */
export async function currentTargets(tx: Tx, orgId: string, enrolmentIds: readonly string[]): Promise<Map<string, CurrentTarget[]>> {
  const rows = await findTargets(tx, orgId, enrolmentIds, 'UTC', 'current');
  return Map.groupBy(
    rows.map(({ replacedOn: _on, replacedReason: _why, ...target }) => target),
    ({ enrolmentId }) => enrolmentId,
  );
}
