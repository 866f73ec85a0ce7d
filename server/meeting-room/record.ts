import { recordProblems } from '@waymark/contract/meeting-rules.ts';
import type { MeetingRecord } from '@waymark/contract/meeting-room.ts';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { carryOnActions, closeActions, createActions } from '../actions/record.ts';
import { recordAssessments } from '../assessments/record.ts';
import { refreshReceived } from '../assessments/score-profiles.ts';
import { lockForScoring } from '../assessments/standings.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { currentFramework, frameworkVersion } from '../frameworks/current.ts';
import { Refusal, invalid } from '../http/refusal.ts';
import { schedule } from '../meetings/arrange.ts';
import { keepContact } from '../meetings/contact.ts';
import { deleteDraft, finishMeeting, insertNotes, knownActions, readDraft, type RoomHead } from './queries.ts';
import { assessedOn, sentenceOf, unseen } from './rules.ts';

/**
 * Puts a meeting on the record: all of it in the caller's transaction, or none. The meeting is locked and still to be
 * held. Scores, notes and actions are the meeting's mentor's, whoever enters them; who did is kept beside.
 * @throws Refusal 409 when answers were saved that whoever finishes has not seen; 422 naming everything that is wrong
 */
export async function recordMeeting(tx: Tx, actor: Actor, head: RoomHead, record: MeetingRecord, now: Date): Promise<void> {
  const { orgId } = actor;
  const later = unseen(await readDraft(tx, orgId, head), record.seen);
  if (later.length > 0) {
    throw new Refusal(
      409,
      'answers-changed',
      'Something was entered on another device after you looked.',
      'Nothing was recorded and nothing was lost. Look at the review once more, then finish again.',
      later.map(({ key }) => ({ field: 'seen', value: key, message: 'This answer was changed on another device.' })),
    );
  }
  const version = await requireFit(tx, orgId, head, record);
  await requireKnown(tx, orgId, head, record);

  if (record.movedTo !== null) {
    const { meetingId: id, date, time } = record.movedTo;
    const { matchId, plannedMinutes, mode, place } = head;
    await schedule(tx, actor, { matchId, plannedMinutes, mode, place, repeatId: null, meetings: [{ id, date, time }] });
  }
  const movedTo = record.movedTo?.meetingId ?? null;
  await finishMeeting(tx, orgId, head.id, {
    status: record.attendance,
    reason: record.reason,
    mode: record.mode,
    minutes: record.minutes,
    movedTo,
    at: now,
  });
  const scored = await recordScores(tx, actor, head, record, version);
  await insertNotes(tx, orgId, head, record.notes);
  await recordActions(tx, actor, head, record, now);
  await keepContact(tx, orgId, head.studentId, head.mentorId);
  // with scores, all that is kept of the student has been written
  if (!scored) {
    await lockForScoring(tx, orgId, [head.studentId]);
    await refreshReceived(tx, orgId, [head.studentId]);
  }
  await deleteDraft(tx, orgId, head.id);
}

/** Refuses a record that breaks a rule, every breach with its field, value and remedy. Answers the framework version it is made with. */
async function requireFit(tx: Tx, orgId: string, head: RoomHead, record: MeetingRecord): Promise<FrameworkVersion | undefined> {
  const { assessment } = record;
  const version =
    assessment === null
      ? await currentFramework(tx, orgId, head.frameworkId)
      : await frameworkVersion(tx, orgId, assessment.frameworkVersionId);
  if (assessment !== null && version?.frameworkId !== head.frameworkId) {
    throw invalid('These levels belong to another framework.', [
      {
        field: 'assessment.frameworkVersionId',
        value: assessment.frameworkVersionId,
        message: 'Open the meeting again: it then has the questions of this programme.',
      },
    ]);
  }
  const statements = new Map(
    version?.outcomeTypes.flatMap(({ outcomes }) => outcomes.map(({ id, statement }) => [id, statement] as const)),
  );
  const levels = version?.levels ?? 4;
  const { date, time, requireReason } = head;
  const problems = recordProblems(record, { requireReason, levels, outcomeIds: new Set(statements.keys()), date, time });
  if (problems.length === 0) return version;
  const errors = problems.map((problem) => ({
    field: problem.field,
    value: problem.value,
    message: sentenceOf(problem, statements, levels),
  }));
  throw invalid(
    errors.length === 1 ? (errors[0]?.message ?? '') : `${errors.length} things stop this meeting from being recorded.`,
    errors,
  );
}

/** Refuses actions that are not the student's, and library entries that are nobody's. */
async function requireKnown(tx: Tx, orgId: string, head: RoomHead, { actionOutcomes, newActions }: MeetingRecord): Promise<void> {
  const libraryIds = newActions.flatMap(({ libraryId }) => libraryId ?? []);
  if (actionOutcomes.length === 0 && libraryIds.length === 0) return;
  const known = await knownActions(
    tx,
    orgId,
    head.studentId,
    actionOutcomes.map(({ actionId }) => actionId),
    libraryIds,
  );
  const errors = [
    ...actionOutcomes.flatMap(({ actionId }, index) =>
      known.has(actionId)
        ? []
        : [
            {
              field: `actionOutcomes.${index}.actionId`,
              value: actionId,
              message: 'This action is not one of the student’s. Leave it out.',
            },
          ],
    ),
    ...newActions.flatMap(({ libraryId }, index) =>
      libraryId === null || known.has(libraryId)
        ? []
        : [
            {
              field: `newActions.${index}.libraryId`,
              value: libraryId,
              message: 'This is not in the action library. Add the action without it.',
            },
          ],
    ),
  ];
  if (errors.length > 0) throw invalid('Some actions cannot be recorded.', errors);
}

/** Answers whether there were any. */
async function recordScores(
  tx: Tx,
  actor: Actor,
  head: RoomHead,
  { assessment }: MeetingRecord,
  version: FrameworkVersion | undefined,
): Promise<boolean> {
  if (assessment === null) return false;
  const series = new Map(version?.outcomeTypes.flatMap(({ outcomes }) => outcomes.map(({ id, seriesId }) => [id, seriesId] as const)));
  const { scores: written } = await recordAssessments(tx, actor, [
    {
      id: assessment.id,
      studentId: head.studentId,
      enrolmentId: head.enrolmentId,
      frameworkVersionId: assessment.frameworkVersionId,
      assessorId: head.mentorId,
      matchId: head.matchId,
      meetingId: head.id,
      perspective: assessment.perspective,
      point: assessment.point,
      assessedOn: assessedOn(head.date, actor.today),
      source: 'app',
      scores: assessment.scores.map((score) => ({ ...score, seriesId: series.get(score.outcomeId) ?? '' })),
    },
  ]);
  return written > 0;
}

async function recordActions(
  tx: Tx,
  actor: Actor,
  head: RoomHead,
  { actionOutcomes, newActions }: MeetingRecord,
  now: Date,
): Promise<void> {
  const { studentId, matchId, mentorId, id: meetingId } = head;
  const closures = actionOutcomes.flatMap(({ actionId: id, outcome, note }) =>
    outcome === 'carried_on' ? [] : [{ id, studentId, ending: outcome, note, meetingId }],
  );
  await closeActions(tx, actor, now, closures);
  const carried = actionOutcomes.flatMap(({ actionId: id, outcome, dueOn }) =>
    outcome === 'carried_on' ? [{ id, studentId, dueOn, meetingId }] : [],
  );
  await carryOnActions(tx, actor, now, carried);
  const agreed = newActions.map((action) => ({ ...action, studentId, matchId, mentorId, meetingId, sharedWithStudent: true }));
  await createActions(tx, actor, now, agreed);
}
