import { getOwnQuestions, listOwnViews, recordOwnView } from '@waymark/contract/own-view.ts';
import { defaultPoint } from '../assessments/point.ts';
import { recordAssessments } from '../assessments/record.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { currentFramework, frameworkVersion } from '../frameworks/current.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { giveOwnView } from './policy.ts';
import { readOpenEnrolments, readOwnStandings, readOwnViewDays } from './queries.ts';
import { questionsOf, scoresOf } from './rules.ts';

function requireSelf(actor: Actor): { studentId: string; memberId: string } {
  const { studentId, memberId } = actor;
  if (studentId === null || memberId === null) throw notFound('student');
  return { studentId, memberId };
}

async function requireOpenEnrolment(tx: Tx, actor: Actor, studentId: string, enrolmentId: string) {
  const enrolment = (await readOpenEnrolments(tx, actor.orgId, studentId, actor.today)).find(({ id }) => id === enrolmentId);
  if (!enrolment) throw notFound('programme');
  return enrolment;
}

export const routes = [
  route(listOwnViews, giveOwnView, async ({ actor, tx, today }) => {
    const { studentId } = requireSelf(actor);
    const days = await readOwnViewDays(tx, actor.orgId, studentId);
    const items = [];
    for (const { id, programme, frameworkId } of await readOpenEnrolments(tx, actor.orgId, studentId, today)) {
      const framework = await currentFramework(tx, actor.orgId, frameworkId);
      if (!framework) continue;
      items.push({ enrolmentId: id, programme, questions: questionsOf(framework, new Map()).length, lastOn: days.get(id)?.lastOn ?? null });
    }
    return { items };
  }),

  route(getOwnQuestions, giveOwnView, async ({ actor, tx, params }) => {
    const { studentId } = requireSelf(actor);
    const { id, programme, frameworkId } = await requireOpenEnrolment(tx, actor, studentId, params.enrolmentId);
    const framework = await currentFramework(tx, actor.orgId, frameworkId);
    if (!framework) throw conflict('no-framework', 'There are no questions for this programme at the moment.', 'Ask your mentor about it.');
    const before = await readOwnStandings(tx, actor.orgId, studentId, id);
    return {
      enrolmentId: id,
      programme,
      frameworkVersionId: framework.id,
      levels: framework.levels,
      questions: questionsOf(framework, before),
    };
  }),

  route(recordOwnView, giveOwnView, async ({ actor, tx, body, today, audit }) => {
    const { studentId, memberId } = requireSelf(actor);
    const enrolment = await requireOpenEnrolment(tx, actor, studentId, body.enrolmentId);
    // a view begun before a new version was published is recorded under the version it was begun with
    const framework = await frameworkVersion(tx, actor.orgId, body.frameworkVersionId);
    if (framework?.frameworkId !== enrolment.frameworkId)
      throw invalid('These questions are not those of your programme.', [
        { field: 'frameworkVersionId', value: body.frameworkVersionId, message: 'Open “My view” again.' },
      ]);
    const firstOn = (await readOwnViewDays(tx, actor.orgId, studentId)).get(enrolment.id)?.firstOn ?? null;
    const scores = scoresOf(body.scores, framework);
    await recordAssessments(tx, actor, [
      {
        id: body.id,
        studentId,
        enrolmentId: enrolment.id,
        frameworkVersionId: framework.id,
        assessorId: memberId,
        matchId: null,
        meetingId: null,
        perspective: 'student',
        point: defaultPoint(today, firstOn),
        assessedOn: today,
        source: 'app',
        scores,
      },
    ]);
    await audit('own-view.recorded', 'assessment', body.id, { studentId, detail: { answered: scores.length } });
    return { recordedOn: today, answered: scores.length };
  }),
];
