import * as contract from '@waymark/contract/feedback.ts';
import { saysNothing } from '@waymark/contract/feedback-form.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { after, page } from '../http/pages.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { linkRoutes } from './link-routes.ts';
import * as policy from './policy.ts';
import { findFeedback, findMemberName, findOneFeedback, findSubject, insertFeedback, setShared, type Subject } from './queries.ts';
import { requestRoutes } from './request-routes.ts';

/** @throws Refusal 404 when the actor sees no such student */
async function getSubject(tx: Tx, actor: Actor, studentId: string): Promise<Subject> {
  const subject = await findSubject(tx, actor.orgId, studentId);
  if (subject === undefined) throw notFound('student');
  return subject;
}

/** Whose words it is: a school contact's own, or of whom the writer names. */
async function authorOf(tx: Tx, actor: Actor, named: string | undefined) {
  if (actor.role === 'school_contact') {
    return { authorId: actor.memberId, authorName: await findMemberName(tx, actor.orgId, actor.memberId) };
  }
  if (named === undefined) {
    throw invalid('Nobody is named as having said this.', [{ field: 'author', message: 'Enter the name of the teacher who told you.' }]);
  }
  return { authorId: null, authorName: named };
}

/** For the student: what was said, and not by whom. */
const seenBy =
  ({ role }: Actor) =>
  (feedback: contract.Feedback): contract.Feedback =>
    role === 'student' ? { ...feedback, author: null, asked: null, toldTo: null } : feedback;

export const routes = [
  route(contract.listFeedback, policy.readFeedback, async ({ actor, tx, query, logAccess }) => {
    const student = await getSubject(tx, actor, query.studentId);
    const keys = after(query.cursor, 2);
    const from = keys && { givenAt: String(keys[0]), id: String(keys[1]) };
    const rows = await findFeedback(tx, actor.orgId, { studentId: student.id, after: from }, query.limit + 1);
    await logAccess('classroom feedback', student.id);
    const { items, next } = page(rows, query.limit, (row) => [row.givenAt, row.id]);
    return { items: items.map(seenBy(actor)), next, student: { id: student.id, name: student.name } };
  }),

  route(contract.giveFeedback, policy.giveFeedback, async ({ actor, tx, body, now, audit }) => {
    const student = await getSubject(tx, actor, body.studentId);
    if (saysNothing(body)) {
      throw invalid('There is nothing in this yet.', [{ field: 'goingWell', message: 'Answer at least one question, or write a line.' }]);
    }
    const author = await authorOf(tx, actor, body.author);
    const { id, subject, answers, goingWell, wouldHelp } = body;
    const said = { id, subject, answers, goingWell, wouldHelp, studentId: student.id, givenAt: now };
    const fresh = await insertFeedback(tx, actor.orgId, { ...said, ...author, requestId: null, recordedBy: actor.memberId });
    const written = await findOneFeedback(tx, actor.orgId, id);
    if (written === undefined || written.studentId !== student.id) throw notFound('feedback');
    if (fresh) await audit('feedback.given', 'feedback', id, { studentId: student.id });
    return written;
  }),

  route(contract.shareFeedback, policy.shareFeedback, async ({ actor, tx, params, now, audit }) => {
    const feedback = await findOneFeedback(tx, actor.orgId, params.id);
    if (feedback === undefined) throw notFound('feedback');
    const done = await setShared(tx, actor.orgId, feedback.id, { memberId: actor.memberId, at: now });
    if (done) await audit('feedback.shared', 'feedback', feedback.id, { studentId: feedback.studentId });
    return { done: true as const };
  }),

  route(contract.unshareFeedback, policy.shareFeedback, async ({ actor, tx, params, audit }) => {
    const feedback = await findOneFeedback(tx, actor.orgId, params.id);
    if (feedback === undefined) throw notFound('feedback');
    const done = await setShared(tx, actor.orgId, feedback.id, null);
    if (done) await audit('feedback.unshared', 'feedback', feedback.id, { studentId: feedback.studentId });
    return { done: true as const };
  }),

  ...requestRoutes,
  ...linkRoutes,
];
