import type { Evidence } from '@waymark/contract/evidence.ts';
import type { Agreed, ReviewEntry } from '@waymark/contract/reviews.ts';
import { createActions } from '../actions/record.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { Refusal, invalid } from '../http/refusal.ts';
import { findCase, readGround, standingOf } from '../targets/ground.ts';
import { replaceTarget, setTarget } from '../targets/set.ts';
import { readEvidence, signOf } from './evidence.ts';
import { findCurrentMatches, findDue, insertReview, markHeld, moveDue, type ReviewRecord } from './queries.ts';
import { changesPlan, entryProblems, sinceOf } from './rules.ts';
import { layOutReviews } from './schedule.ts';

/** What is kept with a held review: what the reviewer saw, and what was agreed on it. */
export interface Frozen {
  evidence: Evidence;
  agreed: Agreed;
}

/** What is on record about the case of a review today. */
export async function evidenceFor(tx: Tx, actor: Actor, review: ReviewRecord): Promise<Evidence> {
  const { enrolmentId: id, studentId, frameworkId, startedOn, lastHeldOn } = review;
  const found = await readEvidence(tx, actor, [{ id, studentId, frameworkId, startedOn, since: sinceOf(lastHeldOn, startedOn) }]);
  const evidence = found.get(id);
  if (evidence === undefined) throw new Error('a case was looked at and is not there');
  return evidence;
}

/**
 * Holds a review that is locked and due: writes the decision down with what was seen, sets what it agrees, and lays out the
 * next. Answers the day of that, or null.
 * @throws Refusal 409 when something was recorded since the reviewer looked; 422 naming everything that is missing
 */
export async function holdReview(
  tx: Tx,
  actor: Actor,
  review: ReviewRecord,
  { seen, ...entry }: ReviewEntry & { seen: string },
  now: Date,
): Promise<string | null> {
  const problems = entryProblems(entry, { startedOn: review.startedOn, today: actor.today });
  const { heldOn, decision } = entry;
  if (problems.length > 0 || heldOn === null || decision === null) throw invalid('This review cannot be recorded yet.', problems);
  const evidence = await evidenceFor(tx, actor, review);
  if (signOf(evidence) !== seen) {
    throw new Refusal(
      409,
      'evidence-changed',
      'Something was recorded about this student while you were reviewing.',
      'Nothing of yours is lost. Look at what is new, then hold the review again.',
    );
  }
  const plan = changesPlan(entry) ? entry : { ...entry, targets: [], actions: [] };
  const targets = await setTargets(tx, actor, review, plan, evidence, now);
  await agreeActions(tx, actor, review, plan, now);
  const nextReviewOn = decision === 'close' ? null : entry.nextReviewOn;
  await markHeld(tx, actor.orgId, review.id, {
    heldOn,
    heldBy: actor.memberId,
    voices: entry.voices,
    decision,
    decisionNote: entry.decisionNote,
    plan: decision === 'continue' ? '' : entry.plan,
    snapshot: { evidence, agreed: { targets, actions: plan.actions, nextReviewOn } } satisfies Frozen,
  });
  // a case about to be closed needs no next review; should nobody close it, the job lays one out
  return decision === 'close' ? null : layOutNext(tx, actor, review, nextReviewOn);
}

/** Lays out the next review: on the day agreed, or by the schedule. */
export async function layOutNext(tx: Tx, actor: Actor, review: ReviewRecord, on: string | null): Promise<string | null> {
  const { orgId } = actor;
  const { enrolmentId, studentId } = review;
  await layOutReviews(tx, actor, { enrolmentIds: [enrolmentId] });
  const due = await findDue(tx, orgId, enrolmentId, 'progress');
  if (on === null) return due?.dueOn ?? null;
  if (due === undefined) await insertReview(tx, orgId, { id: newId(), studentId, enrolmentId, kind: 'progress', dueOn: on });
  else await moveDue(tx, orgId, due.id, on);
  return on;
}

async function setTargets(
  tx: Tx,
  actor: Actor,
  review: ReviewRecord,
  { targets }: Pick<ReviewEntry, 'targets'>,
  before: Evidence,
  now: Date,
): Promise<Agreed['targets']> {
  if (targets.length === 0) return [];
  const enrolment = await findCase(tx, actor.orgId, review.enrolmentId);
  if (enrolment === undefined) throw new Error('a review without its enrolment');
  for (const { target, replaces, reason } of targets) {
    if (replaces === null) await setTarget(tx, actor, enrolment, target, now);
    else await replaceTarget(tx, actor, enrolment, replaces, { ...target, reason }, now);
  }
  const ground = await readGround(tx, actor, [enrolment]);
  const rows = ground.targets.get(enrolment.id) ?? [];
  return targets.flatMap(({ target, replaces }) => {
    const row = rows.find(({ id }) => id === target.id);
    if (row === undefined) return [];
    const { name, shown, dueOn } = standingOf(row, ground);
    return [{ name, shown, dueOn, before: before.targets.find(({ id }) => id === replaces)?.shown ?? null }];
  });
}

async function agreeActions(tx: Tx, actor: Actor, review: ReviewRecord, { actions }: Pick<ReviewEntry, 'actions'>, now: Date) {
  if (actions.length === 0) return;
  const matches = await findCurrentMatches(tx, actor.orgId, review.enrolmentId, actor.today);
  const match = matches.find(({ mentorId }) => mentorId === actor.memberId) ?? matches[0];
  if (match === undefined) {
    throw invalid('An action needs somebody who mentors the student.', [
      { field: 'actions', value: actions.length, message: 'Nobody does at present. Take the actions out, or match the student first.' },
    ]);
  }
  await createActions(
    tx,
    actor,
    now,
    actions.map(({ id, title, owner, dueOn }) => ({
      id,
      studentId: review.studentId,
      matchId: match.id,
      mentorId: match.mentorId,
      meetingId: null,
      seriesId: null,
      libraryId: null,
      title,
      detail: '',
      owner,
      dueOn,
      sharedWithStudent: true,
    })),
  );
}
