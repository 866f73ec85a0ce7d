import * as contract from '@waymark/contract/feedback.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { after, page } from '../http/pages.ts';
import { conflict, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { revokeLink } from '../links/links.ts';
import { askTeachers, shown } from './ask.ts';
import * as policy from './policy.ts';
import { findMemberName, findSubject } from './queries.ts';
import { organisationName } from '../organisations/name.ts';
import { remind } from './remind.ts';
import { endRequest, findRequest, findRequests, findRequestsById, findTeachers, type RequestRow } from './request-queries.ts';
import { requirePause, requireWaiting, statusOf } from './rules.ts';

async function getRequest(tx: Tx, actor: Actor, id: string): Promise<RequestRow> {
  const request = await findRequest(tx, actor.orgId, id);
  if (request === undefined) throw notFound('request');
  return request;
}

const meanwhile = () => conflict('changed-meanwhile', 'This request has just changed.', 'Look at how it stands now, then decide.');

export const requestRoutes = [
  route(contract.listFeedbackRequests, policy.readRequests, async ({ actor, tx, query, now }) => {
    if ((await findSubject(tx, actor.orgId, query.studentId)) === undefined) throw notFound('student');
    const keys = after(query.cursor, 2);
    const from = keys && { askedAt: String(keys[0]), id: String(keys[1]) };
    const rows = await findRequests(tx, actor.orgId, query.studentId, from, query.limit + 1);
    const { items, next } = page(rows, query.limit, (row) => [row.askedAt, row.id]);
    return { items: items.map((row) => shown(row, now)), next };
  }),

  route(contract.askForFeedback, policy.askTeachers, async ({ actor, tx, body, now, links, audit, enqueue }) => {
    const student = await findSubject(tx, actor.orgId, body.studentId);
    if (student === undefined || actor.memberId === null) throw notFound('student');
    const askedBy = { id: actor.memberId, name: await findMemberName(tx, actor.orgId, actor.memberId) };
    const organisation = await organisationName(tx, actor.orgId);
    const fresh = await askTeachers(tx, actor, links, { ...body, student, organisation, askedBy }, now);
    for (const id of fresh) await audit('feedback.asked', 'feedback-request', id, { studentId: student.id });
    if (fresh.length > 0) enqueue('mail.deliver', {});
    const wanted = body.teachers.map(({ id }) => id);
    const rows = await findRequestsById(tx, actor.orgId, wanted);
    return { items: rows.map((row) => shown(row, now)) };
  }),

  route(contract.remindTeacher, policy.askTeachers, async ({ actor, tx, params, now, links, audit, enqueue }) => {
    const request = await getRequest(tx, actor, params.id);
    requireWaiting(statusOf(request, now));
    requirePause(request, now);
    if (!(await remind(tx, actor, links, request, 'reminded', now))) throw meanwhile();
    await audit('feedback.reminded', 'feedback-request', request.id, { studentId: request.studentId });
    enqueue('mail.deliver', {});
    return shown(await getRequest(tx, actor, request.id), now);
  }),

  route(contract.withdrawFeedbackRequest, policy.askTeachers, async ({ actor, tx, params, now, audit }) => {
    const request = await getRequest(tx, actor, params.id);
    const status = statusOf(request, now);
    // taken back already: what was wanted
    if (status === 'withdrawn') return shown(request, now);
    if (status !== 'expired') requireWaiting(status);
    if (!(await endRequest(tx, actor.orgId, request.id, 'withdrawn_at', now))) throw meanwhile();
    await revokeLink(tx, actor, request.linkId, now);
    await audit('feedback.withdrawn', 'feedback-request', request.id, { studentId: request.studentId });
    return shown(await getRequest(tx, actor, request.id), now);
  }),

  route(contract.readFeedbackLink, policy.askTeachers, async ({ actor, tx, params, now, links, logAccess }) => {
    const request = await getRequest(tx, actor, params.id);
    requireWaiting(statusOf(request, now));
    await logAccess('link of a feedback request', request.studentId);
    return { url: links.urlOf({ id: request.linkId, kind: 'feedback' }) };
  }),

  route(contract.listTeachers, policy.askTeachers, async ({ actor, tx, query, now }) => {
    const student = await findSubject(tx, actor.orgId, query.studentId);
    if (student === undefined) throw notFound('student');
    return { items: student.schoolId === null ? [] : await findTeachers(tx, actor.orgId, student.schoolId, now) };
  }),
];
