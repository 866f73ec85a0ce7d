import type { Role } from '@waymark/contract/common.ts';
import type { MissingReason } from '@waymark/contract/assessments.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { Refusal, invalid, notFound } from '../http/refusal.ts';
import { findScore, insertAmendment } from './queries.ts';
import { levelProblem, mayAmend } from './rules.ts';
import { lockForScoring, refreshStandings } from './standings.ts';

export interface Amendment {
  id: string;
  level: number | null;
  missingReason: MissingReason | null;
  reason: string;
  amendmentReason: string;
}

/**
 * Corrects a score: writes a new one in its place, folds the standing again, and answers what was corrected. The old
 * score stays. Refused when it is somebody else's score, when somebody has corrected it in the meantime, when the level
 * is not on the scale and when nothing would change.
 */
export async function amend(tx: Tx, actor: Actor, scoreId: string, amendment: Amendment) {
  const score = await findScore(tx, actor.orgId, scoreId);
  if (score === undefined) throw notFound('score');
  if (!mayAmend(actor.role as Role, actor.memberId, score)) {
    throw new Refusal(
      403,
      'not-your-score',
      'This score was given by somebody else.',
      'A mentor corrects the scores they gave themselves. Ask your programme lead, who can correct any.',
    );
  }
  // a lead corrects also what is in a closed case: a wrong figure in the evidence is worse, and both scores stay
  if (actor.role !== 'lead') await requireOpenCase(tx, actor, { enrolmentIds: [score.enrolmentId] });
  const wrong = levelProblem(amendment.level, amendment.missingReason, score.levels);
  if (wrong !== undefined) throw invalid(wrong, [{ field: 'level', value: amendment.level, message: wrong }]);
  if (amendment.level === score.level && amendment.missingReason === score.missingReason && amendment.reason === score.reason) {
    const message = 'Nothing is different from the score on record. Change the level or the line beside it.';
    throw invalid(message, [{ field: 'level', value: amendment.level, message }]);
  }
  await lockForScoring(tx, actor.orgId, [score.studentId]);
  if (!(await insertAmendment(tx, actor, score, amendment))) {
    throw new Refusal(
      409,
      'already-amended',
      'This score has been corrected in the meantime.',
      'Read the page again to see the correction. If it is still not right, correct that one.',
    );
  }
  await refreshStandings(tx, actor.orgId, [score.studentId], [score.seriesId]);
  return score;
}
