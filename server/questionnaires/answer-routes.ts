import * as contract from '@waymark/contract/questionnaires.ts';
import { newId } from '../db/ids.ts';
import type { Tx } from '../db/actor.ts';
import { writeAudit } from '../http/log-rows.ts';
import { anyone } from '../http/policy.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { publicRoute } from '../http/route.ts';
import { openLink, takeLink, type OpenLink } from '../links/links.ts';
import { insertReadings } from '../readings/record.ts';
import { findQuestionnaire } from './find.ts';
import { findAsked, findRequests, writeAnswers } from './request-queries.ts';
import { answerProblems, scoreOf } from './rules.ts';

/** What a link leads to: who is asked what. */
async function askedBy(tx: Tx, { link, actor }: OpenLink) {
  const [request] = await findRequests(tx, actor.orgId, { id: link.subjectId ?? '' });
  const questionnaire = request && (await findQuestionnaire(tx, actor.orgId, request.questionnaireId));
  const student = request && (await findAsked(tx, actor.orgId, request.studentId));
  if (request === undefined || questionnaire === undefined || student === undefined) throw notFound('questionnaire');
  return { request, questionnaire, student };
}

export const answerRoutes = [
  publicRoute(contract.openQuestionnaire, anyone, async ({ database, params, now, requestId, ip }) => {
    const open = await openLink({ database, now, requestId, ip }, 'questionnaire', params.token);
    const { request, questionnaire, student } = await database.withActor(open.actor, (tx) => askedBy(tx, open));
    return {
      organisation: open.organisation.name,
      givenName: student.givenName,
      askedBy: request.askedBy,
      name: questionnaire.name,
      introduction: questionnaire.introduction,
      items: questionnaire.items,
      answers: questionnaire.answers,
    };
  }),

  publicRoute(contract.answerQuestionnaire, anyone, async ({ database, params, body, now, requestId, ip }) => {
    const open = await openLink({ database, now, requestId, ip }, 'questionnaire', params.token);
    await database.withActor(open.actor, async (tx) => {
      const { request, questionnaire } = await askedBy(tx, open);
      const problems = answerProblems(questionnaire, body.answers);
      if (problems.length > 0) throw invalid('Some answers cannot be taken.', problems);
      await takeLink(tx, open, now);
      const { value, answered } = scoreOf(questionnaire, body.answers);
      const readingId = newId();
      const { measureId, enrolmentId, point, studentId } = request;
      await insertReadings(tx, open.actor, now, [
        {
          id: readingId,
          studentId,
          measureId,
          enrolmentId,
          point,
          takenOn: open.actor.today,
          from: null,
          value,
          step: null,
          missingReason: value === null ? 'declined' : null,
          note: '',
          source: 'questionnaire',
          recordedRole: 'student',
        },
      ]);
      await writeAnswers(tx, open.actor.orgId, request.id, { answers: body.answers, readingId, now });
      await writeAudit(tx, open.actor, now, 'questionnaire.answered', 'questionnaire_request', request.id, {
        studentId,
        detail: { answered },
      });
    });
    return { done: true as const };
  }),
];
