import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { closeActions } from '../actions/record.ts';
import { recordAssessments } from '../assessments/record.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { caseClosed } from '../enrolments/case.ts';
import { frameworkVersion } from '../frameworks/current.ts';
import { conflict, invalid, stale } from '../http/refusal.ts';
import { recordByHand } from '../readings/record.ts';
import { closeCases, type ClosedCases } from './close.ts';
import { findOpenActions, type CaseHead } from './ground.ts';
import { findReviewOf } from './queries.ts';
import { closingProblems, type ClosingBody } from './rules.ts';

/**
 * Closes one case by itself: the closing assessment and readings first, so that they are in what is kept with it; then what
 * was decided about each open action; then the end itself.
 * @throws Refusal 409 when it is closed already; 412 when somebody changed it meanwhile; 422 naming everything that is wrong
 */
export async function closeWhole(
  tx: Tx,
  actor: Actor,
  head: CaseHead,
  body: ClosingBody,
  ifMatch: number,
  now: Date,
): Promise<ClosedCases> {
  const { student: studentName, programme, endedOn, startedOn, studentId, id: enrolmentId } = head;
  if (endedOn !== null && endedOn <= actor.today) throw caseClosed({ studentName, programme, endedOn });
  if (head.version !== ifMatch) throw stale('enrolment');
  const openActions = await findOpenActions(tx, actor.orgId, enrolmentId);
  const problems = closingProblems(body, { startedOn, today: actor.today, openActions });
  if (body.reviewId !== null && !(await findReviewOf(tx, actor.orgId, enrolmentId, body.reviewId)))
    problems.push({ field: 'reviewId', value: body.reviewId, message: 'This is not a held review of this case.' });
  const version = body.assessment === null ? undefined : await frameworkVersion(tx, actor.orgId, body.assessment.frameworkVersionId);
  if (body.assessment !== null && version?.frameworkId !== head.frameworkId)
    problems.push({
      field: 'assessment.frameworkVersionId',
      value: body.assessment.frameworkVersionId,
      message: 'Load the page again: it then has the questions of this programme.',
    });
  if (problems.length > 0) throw invalid('This case cannot be closed yet.', problems);

  await recordAssessment(tx, actor, head, body, version);
  if (body.readings.length > 0) {
    await recordByHand(
      tx,
      actor,
      now,
      { studentId, enrolmentId, point: 'closing' },
      body.readings.map((reading) => ({ ...reading, takenOn: body.closedOn, from: null, missingReason: null, note: '' })),
    );
  }
  const endings = body.actions.flatMap(({ id, ending, note }) =>
    ending === 'open' ? [] : [{ id, studentId, ending, note, meetingId: null }],
  );
  await closeActions(tx, actor, now, endings);
  const kept = new Set(body.actions.filter(({ ending }) => ending === 'open').map(({ id }) => id));
  const { closedOn, kind, endedBy, reason, id, reviewId, studentSummary, whatNext, followUpOn, assessmentSkipped } = body;
  const closed = await closeCases(tx, actor, { enrolmentIds: [enrolmentId] }, { endedOn: closedOn, kind, endedBy, reason }, now, {
    id,
    reviewId,
    studentSummary,
    whatNext,
    followUpOn,
    assessmentSkipped: body.assessment === null ? assessmentSkipped : '',
    keep: openActions.filter((action) => kept.has(action.id)),
  });
  if (closed.enrolments.length === 0)
    throw conflict('case-closed', 'This case was closed by somebody else meanwhile.', 'Load the page again to see it.');
  return closed;
}

async function recordAssessment(
  tx: Tx,
  actor: Actor,
  head: CaseHead,
  { assessment, closedOn }: ClosingBody,
  version: FrameworkVersion | undefined,
): Promise<void> {
  if (assessment === null || actor.memberId === null) return;
  const series = new Map(version?.outcomeTypes.flatMap(({ outcomes }) => outcomes.map(({ id, seriesId }) => [id, seriesId] as const)));
  const own = head.mentors.find(({ id }) => id === actor.memberId);
  await recordAssessments(tx, actor, [
    {
      id: assessment.id,
      studentId: head.studentId,
      enrolmentId: head.id,
      frameworkVersionId: assessment.frameworkVersionId,
      assessorId: actor.memberId,
      // a lead's judgement is not put down to the mentor's match
      matchId: own?.matchId ?? null,
      meetingId: null,
      perspective: assessment.perspective,
      point: 'closing',
      assessedOn: closedOn,
      source: 'app',
      scores: assessment.scores.map((score) => ({ ...score, seriesId: series.get(score.outcomeId) ?? '' })),
    },
  ]);
}
