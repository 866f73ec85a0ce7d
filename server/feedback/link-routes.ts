import * as contract from '@waymark/contract/feedback.ts';
import { saysNothing } from '@waymark/contract/feedback-form.ts';
import type { Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { writeAudit } from '../http/log-rows.ts';
import { anyone } from '../http/policy.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { publicRoute } from '../http/route.ts';
import { openLink, takeLink, type OpenLink } from '../links/links.ts';
import { findSubject, insertFeedback } from './queries.ts';
import { endRequest, findRequest, type RequestRow } from './request-queries.ts';
import { shortName } from './rules.ts';

/** The request behind a link that is open. */
async function requestOf(tx: Tx, { link, actor }: OpenLink): Promise<RequestRow> {
  const request = link.subjectId === null ? undefined : await findRequest(tx, actor.orgId, link.subjectId);
  if (request === undefined) throw notFound('link');
  return request;
}

export const linkRoutes = [
  publicRoute(contract.openFeedbackForm, anyone, async (request) => {
    const open = await openLink(request, 'feedback', request.params.token);
    return request.database.withActor(open.actor, async (tx) => {
      const asked = await requestOf(tx, open);
      const student = await findSubject(tx, open.actor.orgId, asked.studentId);
      if (student === undefined) throw notFound('link');
      return {
        organisation: open.organisation.name,
        student: shortName(student),
        teacher: asked.teacherName,
        subject: asked.subject,
        askedBy: asked.askedBy,
        question: asked.question,
        expiresAt: open.link.expiresAt,
      };
    });
  }),

  publicRoute(contract.answerFeedbackForm, anyone, async (request) => {
    const { database, params, body, now } = request;
    const open = await openLink(request, 'feedback', params.token);
    if (saysNothing(body)) {
      throw invalid('There is nothing in this yet.', [{ field: 'goingWell', message: 'Answer at least one question, or write a line.' }]);
    }
    await database.withActor(open.actor, async (tx) => {
      const { orgId } = open.actor;
      const asked = await requestOf(tx, open);
      await takeLink(tx, open, now);
      await insertFeedback(tx, orgId, {
        ...body,
        id: newId(),
        studentId: asked.studentId,
        requestId: asked.id,
        authorId: null,
        authorName: asked.teacherName,
        recordedBy: null,
        subject: asked.subject,
        givenAt: now,
      });
      await endRequest(tx, orgId, asked.id, 'answered_at', now);
      await writeAudit(tx, open.actor, now, 'feedback.answered', 'feedback-request', asked.id, { studentId: asked.studentId });
    });
    return { done: true as const };
  }),

  publicRoute(contract.declineFeedbackForm, anyone, async (request) => {
    const { database, params, now } = request;
    const open = await openLink(request, 'feedback', params.token);
    await database.withActor(open.actor, async (tx) => {
      const asked = await requestOf(tx, open);
      await takeLink(tx, open, now);
      await endRequest(tx, open.actor.orgId, asked.id, 'declined_at', now);
      await writeAudit(tx, open.actor, now, 'feedback.declined', 'feedback-request', asked.id, { studentId: asked.studentId });
    });
    return { done: true as const };
  }),
];
