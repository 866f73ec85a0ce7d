import type { Point } from '@waymark/contract/assessments.ts';
import type { Tx } from '../db/actor.ts';
import { findRequests } from './request-queries.ts';
import { stateOf } from './rules.ts';

/** Measures a student was asked about by questionnaire, under an enrolment and at a point, and has not answered yet. */
export async function waitingFor(
  tx: Tx,
  orgId: string,
  studentId: string,
  under: { enrolmentId: string; point: Point },
  now: Date,
): Promise<Set<string>> {
  const requests = await findRequests(tx, orgId, { studentId });
  return new Set(
    requests
      .filter((one) => one.enrolmentId === under.enrolmentId && one.point === under.point && stateOf(one, now) === 'waiting')
      .map(({ measureId }) => measureId),
  );
}
