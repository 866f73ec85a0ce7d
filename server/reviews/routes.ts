import * as contract from '@waymark/contract/reviews.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { after, page } from '../http/pages.ts';
import { conflict, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { requireStudent } from '../students/require.ts';
import { findCase } from '../targets/ground.ts';
import { signOf } from './evidence.ts';
import { evidenceFor, holdReview, layOutNext } from './hold.ts';
import * as policy from './policy.ts';
import {
  findDue,
  findReview,
  findReviews,
  findReviewsOf,
  findSchedule,
  insertReview,
  lockReview,
  markSkipped,
  saveDraft,
  updateSchedule,
} from './queries.ts';
import { blankEntry, teacherVoice } from './rules.ts';
import { layOutReviews, moveReviews } from './schedule.ts';

/** A review that is still to be held, of a case that is open, at the version that was edited; locked. */
async function requireDue(tx: Tx, actor: Actor, id: string, version: number) {
  // locked first: what is read then is what will be written on. One that is over cannot be locked, nor written
  const locked = await lockReview(tx, actor.orgId, id);
  const review = await findReview(tx, actor.orgId, id);
  if (review === undefined) throw notFound('review');
  if (!locked || review.status !== 'due') {
    throw conflict(
      'review-over',
      review.status === 'held' ? 'This review has been held already.' : 'This review has been left out.',
      'Load the page again to see it. What you entered since is still on your screen.',
    );
  }
  await requireOpenCase(tx, actor, { enrolmentIds: [review.enrolmentId] });
  if (review.version !== version) throw stale('review');
  return review;
}

export const routes = [
  route(contract.listReviews, policy.readReviews, async ({ actor, tx, query }) => {
    const { cursor, limit, ...filters } = query;
    const keys = after(cursor, 2);
    // a mentor's list is of their own matches, not of everybody who shares a student with them
    const mentorId = actor.role === 'mentor' ? (actor.memberId ?? undefined) : filters.mentorId;
    const from = keys && { day: String(keys[0]), id: String(keys[1]) };
    const rows = await findReviews(tx, actor, { ...filters, mentorId, after: from, limit: limit + 1 });
    return page(rows, limit, (row) => [filters.state === 'held' ? row.heldOn : row.dueOn, row.id]);
  }),

  route(contract.listStudentReviews, policy.readReviews, async ({ actor, tx, params, logAccess }) => {
    await requireStudent(tx, actor.orgId, params.id);
    await logAccess('reviews', params.id);
    return { items: await findReviewsOf(tx, actor, params.id) };
  }),

  route(contract.startReview, policy.holdReviews, async ({ actor, tx, params, body, today, audit }) => {
    const enrolment = await findCase(tx, actor.orgId, params.id);
    if (enrolment === undefined) throw notFound('enrolment');
    await requireOpenCase(tx, actor, { enrolmentIds: [enrolment.id] });
    const { studentId } = enrolment;
    const id = await insertReview(tx, actor.orgId, { ...body, studentId, enrolmentId: enrolment.id, dueOn: today });
    if (id !== undefined) {
      await audit('review.started', 'review', id, { studentId, detail: { enrolmentId: enrolment.id, kind: body.kind } });
      return { id };
    }
    const due = await findDue(tx, actor.orgId, enrolment.id, body.kind);
    // the same press, sent a second time after it was held
    return { id: due?.id ?? body.id };
  }),

  route(contract.getReview, policy.readReviews, async ({ actor, tx, params, today, logAccess }) => {
    const review = await findReview(tx, actor.orgId, params.id);
    if (review === undefined) throw notFound('review');
    await logAccess('review', review.studentId);
    const { id, enrolmentId, studentId, studentName, programme, kind, status, dueOn, draft, draftSavedAt, skippedReason, version } = review;
    const evidence = review.snapshot?.evidence ?? (status === 'due' ? await evidenceFor(tx, actor, review) : null);
    const started = { ...blankEntry, voices: { ...blankEntry.voices, teacher: teacherVoice(evidence?.feedback ?? []) } };
    return {
      id,
      enrolmentId,
      student: { id: studentId, name: studentName },
      programme,
      kind,
      status,
      dueOn,
      closed: review.endedOn !== null && review.endedOn <= today,
      skippedReason,
      evidence,
      seen: status === 'due' && evidence !== null ? signOf(evidence) : null,
      entry:
        status === 'held'
          ? {
              heldOn: review.heldOn,
              voices: review.voices ?? blankEntry.voices,
              decision: review.decision,
              decisionNote: review.decisionNote ?? '',
              plan: review.plan ?? '',
              targets: [],
              actions: review.snapshot?.agreed.actions ?? [],
              nextReviewOn: review.snapshot?.agreed.nextReviewOn ?? null,
            }
          : { ...(draftSavedAt === null ? started : blankEntry), ...draft },
      held:
        status === 'held' && review.heldOn !== null && review.snapshot !== null
          ? { on: review.heldOn, by: review.heldBy, agreed: review.snapshot.agreed }
          : null,
      draftSavedAt,
      version,
    };
  }),

  route(contract.saveReviewDraft, policy.holdReviews, async ({ actor, tx, params, body, ifMatch, now }) => {
    const review = await requireDue(tx, actor, params.id, ifMatch);
    const version = await saveDraft(tx, actor.orgId, review.id, ifMatch, body, now);
    if (version === undefined) throw stale('review');
    return { savedAt: now.toISOString(), version };
  }),

  route(contract.holdReview, policy.holdReviews, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const review = await requireDue(tx, actor, params.id, ifMatch);
    const nextDueOn = await holdReview(tx, actor, review, body, now);
    const { decision, heldOn } = body;
    if (decision === null) throw new Error('held without a decision');
    await audit('review.held', 'review', review.id, { studentId: review.studentId, detail: { decision, heldOn, kind: review.kind } });
    return { id: review.id, decision, nextDueOn };
  }),

  route(contract.skipReview, policy.holdReviews, async ({ actor, tx, params, body, ifMatch, today, audit }) => {
    const review = await requireDue(tx, actor, params.id, ifMatch);
    await markSkipped(tx, actor.orgId, review.id, today, body.reason);
    await audit('review.skipped', 'review', review.id, { studentId: review.studentId, detail: { reason: body.reason } });
    return { id: review.id, nextDueOn: await layOutNext(tx, actor, review, null) };
  }),

  route(contract.setReviewSchedule, policy.scheduleReviews, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const before = await findSchedule(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('programme');
    if (before.version !== ifMatch) throw stale('programme');
    const version = await updateSchedule(tx, actor.orgId, params.id, body);
    const { everyWeeks, atClose } = before;
    if (everyWeeks !== body.everyWeeks || atClose !== body.atClose) await moveReviews(tx, actor, params.id);
    const due = await layOutReviews(tx, actor, { programmeId: params.id });
    await audit('programme.reviews_scheduled', 'programme', params.id, { detail: { before: { everyWeeks, atClose }, after: body } });
    return { id: params.id, version, due };
  }),
];
