import { dayLength } from '@waymark/contract/days.ts';
import * as contract from '@waymark/contract/questionnaires.ts';
import type { QuestionnaireRequest } from '@waymark/contract/questionnaires.ts';
import { dayIn, type Actor, type Tx } from '../db/actor.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { createLink, revokeLink, type Links } from '../links/links.ts';
import { readMeasures } from '../measures/figures.ts';
import { requireEnrolmentOf } from '../readings/record.ts';
import { sendMail } from '../mail/send.ts';
import { findQuestionnaire } from './find.ts';
import * as policy from './policy.ts';
import { findAsked, findRequests, insertRequest, requestExists, setWithdrawn, type RequestRow } from './request-queries.ts';
import { stateOf } from './rules.ts';

/** Long enough for a school holiday in between. */
const LINK_DAYS = 28;

function requestOf(row: RequestRow, links: Links, now: Date): QuestionnaireRequest {
  const { linkId, items, choices, answers, studentId: _studentId, withdrawnAt: _withdrawnAt, ...rest } = row;
  const state = stateOf(row, now);
  const labels = new Map(choices.map(({ value, label }) => [value, label]));
  return {
    ...rest,
    state,
    url: state === 'waiting' ? links.urlOf({ id: linkId, kind: 'questionnaire' }) : null,
    answers: answers === null ? [] : items.map(({ id, text }) => ({ text, answer: labels.get(answers[id] ?? Number.NaN) ?? null })),
  };
}

async function requireAskable(tx: Tx, actor: Actor, measureId: string) {
  const measure = (await readMeasures(tx, actor.orgId)).find(({ id }) => id === measureId);
  if (measure === undefined) throw notFound('measure');
  const questionnaire = measure.questionnaireId === null ? undefined : await findQuestionnaire(tx, actor.orgId, measure.questionnaireId);
  if (measure.archived || questionnaire === undefined)
    throw invalid('This measure has no questionnaire to ask.', [
      { field: 'measureId', value: measureId, message: 'Choose a measure with a questionnaire, or record a reading by hand.' },
    ]);
  return questionnaire;
}

export const requestRoutes = [
  route(contract.listQuestionnaireRequests, policy.askStudents, async ({ actor, tx, params, links, now, logAccess }) => {
    const student = await findAsked(tx, actor.orgId, params.id);
    if (student === undefined) throw notFound('student');
    await logAccess('questionnaires', student.id);
    const rows = await findRequests(tx, actor.orgId, { studentId: student.id });
    return { items: rows.map((row) => requestOf(row, links, now)), email: student.email !== null };
  }),

  route(contract.askQuestionnaire, policy.askStudents, async ({ actor, tx, params, body, links, now, audit }) => {
    if (actor.memberId === null) throw notFound('student');
    const student = await findAsked(tx, actor.orgId, params.id);
    if (student === undefined) throw notFound('student');
    const questionnaire = await requireAskable(tx, actor, body.measureId);
    if (body.enrolmentId !== null) {
      await requireEnrolmentOf(tx, actor, body.enrolmentId, student.id);
      await requireOpenCase(tx, actor, { enrolmentIds: [body.enrolmentId] });
    }
    if (body.email && student.email === null)
      throw invalid('There is no e-mail address for this student.', [
        { field: 'email', message: 'Copy the link, show its code, or hand over a device.' },
      ]);
    if (await requestExists(tx, actor.orgId, body.id)) return { done: true as const };
    const expiresAt = new Date(now.getTime() + LINK_DAYS * dayLength);
    const link = { id: body.linkId, kind: 'questionnaire' as const, subjectId: body.id, studentId: student.id, singleUse: true, expiresAt };
    const url = await createLink(tx, actor, links, link, now);
    await insertRequest(tx, actor, { ...body, studentId: student.id, questionnaireId: questionnaire.id }, now);
    if (body.email && student.email !== null) {
      await sendMail(tx, actor, {
        to: student.email,
        subject: 'A few questions for you',
        body: `Hello ${student.givenName},\n\nyou have been asked a few questions about how things are going at school. Open this page to answer them; it takes a few minutes, and you can leave out anything you would rather not say.\n\n${url}\n\nThe page is for you alone and works once.\n`,
      });
    }
    await audit('questionnaire.asked', 'questionnaire_request', body.id, {
      studentId: student.id,
      detail: { questionnaire: questionnaire.name, point: body.point, email: body.email },
    });
    return { done: true as const };
  }),

  route(contract.withdrawQuestionnaire, policy.askStudents, async ({ actor, tx, params, now, audit }) => {
    const [request] = await findRequests(tx, actor.orgId, { id: params.id });
    if (request === undefined) throw notFound('questionnaire');
    if (stateOf(request, now) === 'answered')
      throw conflict('already-answered', 'This questionnaire has been answered.', 'The answers stay on record.');
    if (await setWithdrawn(tx, actor.orgId, request.id, now)) {
      await revokeLink(tx, actor, request.linkId, now);
      await audit('questionnaire.withdrawn', 'questionnaire_request', request.id, { studentId: request.studentId });
    }
    return { done: true as const };
  }),

  route(contract.listOwnQuestionnaires, policy.answerOwn, async ({ actor, tx, links, now }) => {
    if (actor.studentId === null) throw notFound('student');
    const rows = await findRequests(tx, actor.orgId, { studentId: actor.studentId });
    const waiting = rows.filter((row) => stateOf(row, now) === 'waiting');
    return {
      items: waiting.map(({ id, name, items, askedAt, linkId }) => ({
        id,
        name,
        items: items.length,
        askedOn: dayIn(actor.timeZone, new Date(askedAt)),
        url: links.urlOf({ id: linkId, kind: 'questionnaire' }),
      })),
    };
  }),
];
