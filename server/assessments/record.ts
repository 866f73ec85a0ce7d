import type { Actor, Tx } from '../db/actor.ts';
import { Refusal, invalid, notFound } from '../http/refusal.ts';
import { readGround } from './ground.ts';
import { builtOnImport, removeImported, studentsOfImport } from './imported.ts';
import { insertAssessments, insertScores } from './queries.ts';
import { problemsOf, type NewAssessment } from './rules.ts';
import { dropEmptyStandings, lockForScoring, refreshStandings } from './standings.ts';

export type { NewAssessment, NewScore } from './rules.ts';

/**
 * Writes assessments with their scores and keeps standings up, all in the caller's transaction; thousands of scores cost
 * five statements. One wrong score refuses them all, naming it: whoever takes rows from a file sorts out the bad ones
 * first (`levelProblem`), and gives rows of one student in one call where it can.
 *
 * From the app, sending an assessment again is refused with 409, so that nothing is written twice. From an import, an
 * assessment already on record for the same student, enrolment, assessor, perspective and day is added to, and a score
 * it already holds stays as it is: taking the same file twice changes nothing.
 *
 * An assessment without scores is not written: nothing came up.
 */
export async function recordAssessments(tx: Tx, actor: Actor, assessments: readonly NewAssessment[]): Promise<{ scores: number }> {
  const given = assessments.filter((assessment) => assessment.scores.length > 0);
  if (given.length === 0) return { scores: 0 };
  const studentIds = [...new Set(given.map((assessment) => assessment.studentId))];
  const there = await lockForScoring(tx, actor.orgId, studentIds);
  if (there.size < studentIds.length) throw notFound('student');
  const problems = problemsOf(given, await readGround(tx, actor.orgId, given));
  if (problems.length > 0) throw invalid(problems[0]?.message ?? '', problems);

  const onRecord = await insertAssessments(tx, actor, given);
  if (given.some((assessment) => !onRecord.has(assessment.id))) throw alreadyRecorded();
  const scores = await insertScores(tx, actor, given, onRecord);
  const wanted = given.reduce((sum, assessment) => sum + assessment.scores.length, 0);
  if (scores < wanted && given.some((assessment) => assessment.source === 'app')) throw alreadyRecorded();

  const seriesIds = [...new Set(given.flatMap((assessment) => assessment.scores.map((score) => score.seriesId)))];
  await refreshStandings(tx, actor.orgId, studentIds, seriesIds);
  return { scores };
}

function alreadyRecorded(): Refusal {
  return new Refusal(
    409,
    'already-recorded',
    'This assessment is already recorded.',
    'Nothing was written a second time. Open the student’s page to see what is on record; a mistake in it can be corrected there.',
  );
}

/**
 * Takes back the assessments and scores an import brought, and folds the standings they touched again. Refused while
 * somebody has built on them: corrected one of the scores, or brought in more scores of the same assessments.
 */
export async function undoAssessments(tx: Tx, actor: Actor, importId: string): Promise<void> {
  const studentIds = await studentsOfImport(tx, actor.orgId, importId);
  await lockForScoring(tx, actor.orgId, studentIds);
  const { corrected, added } = await builtOnImport(tx, actor.orgId, importId);
  if (corrected > 0 || added > 0) {
    throw new Refusal(
      409,
      'import-built-on',
      'This import can no longer be undone.',
      corrected > 0
        ? `Since then ${corrected === 1 ? 'one of its scores has' : `${corrected} of its scores have`} been corrected. Correct the others by hand.`
        : 'A later import added scores to its assessments. Undo that import first.',
    );
  }
  await removeImported(tx, actor.orgId, importId);
  await dropEmptyStandings(tx, actor.orgId, studentIds);
  await refreshStandings(tx, actor.orgId, studentIds, null);
}
