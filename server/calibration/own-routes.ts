import * as contract from '@waymark/contract/calibration.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { findCases } from './exercise-queries.ts';
import { answerKey, countLevels, findOwn, findOwnAnswers, finishOwn, lockOwn, removeAnswer, saveAnswer } from './own-queries.ts';
import { calibrate } from './policy.ts';
import { readUncalibrated } from './provisional.ts';
import { compare, fewestColleagues, levelsOfOthers } from './rules.ts';

const memberOf = (actor: Actor): string => actor.memberId ?? '';

async function requireOwn(tx: Tx, actor: Actor, id: string) {
  const [own] = await findOwn(tx, actor.orgId, memberOf(actor), id);
  if (own === undefined) throw notFound('exercise');
  return own;
}

/** One's own exercise, still open and locked for writing. */
async function requireOpen(tx: Tx, actor: Actor, id: string) {
  const own = await requireOwn(tx, actor, id);
  if (own.closed) throw conflict('exercise-closed', 'This exercise is closed.', 'Your lead closed it. What you answered is kept.');
  if (!(await lockOwn(tx, actor.orgId, memberOf(actor), id)))
    throw conflict(
      'exercise-finished',
      'You have finished this exercise.',
      'Answers stay as they were given. Open it to see how they compare.',
    );
  return own;
}

export const ownRoutes = [
  route(contract.listOwnExercises, calibrate, async ({ actor, tx }) => {
    const provisional = await readUncalibrated(tx, actor.orgId);
    return {
      provisionalFrom: provisional?.mentorIds.includes(memberOf(actor)) ? provisional.from : null,
      // a closed one that was never finished is nothing to come back to
      items: (await findOwn(tx, actor.orgId, memberOf(actor))).filter(({ closed, finishedAt }) => !closed || finishedAt !== null),
    };
  }),

  route(contract.getOwnExercise, calibrate, async ({ actor, tx, params }) => {
    const { id, title, dueOn, closed, finishedAt } = await requireOwn(tx, actor, params.id);
    const answers = await findOwnAnswers(tx, actor.orgId, memberOf(actor), id);
    const cases = await findCases(tx, actor.orgId, id);
    return {
      id,
      title,
      dueOn,
      closed,
      finishedAt,
      vignettes: cases.map((one) => ({
        id: one.id,
        title: one.title,
        body: one.body,
        questions: one.references.map(({ outcomeId, code, type, statement, descriptors }) => {
          const level = answers.get(answerKey(one.id, outcomeId)) ?? null;
          return { outcomeId, code, type, statement, descriptors, level };
        }),
      })),
    };
  }),

  route(contract.answerVignette, calibrate, async ({ actor, tx, params, body, now }) => {
    await requireOpen(tx, actor, params.id);
    const cases = await findCases(tx, actor.orgId, params.id);
    const question = cases.find(({ id }) => id === body.vignetteId)?.references.find(({ outcomeId }) => outcomeId === body.outcomeId);
    if (question === undefined) throw notFound('case');
    const most = question.descriptors.length;
    if (body.level !== null && (body.level < 1 || body.level > most))
      throw invalid('This level is not on the scale.', [
        { field: 'level', value: body.level, message: `Choose a level from 1 to ${most}.` },
      ]);
    const answer = { exerciseId: params.id, memberId: memberOf(actor), vignetteId: body.vignetteId, outcomeId: body.outcomeId };
    if (body.level === null) await removeAnswer(tx, actor.orgId, answer);
    else await saveAnswer(tx, actor.orgId, { ...answer, level: body.level }, now);
    const { answered, of } = await requireOwn(tx, actor, params.id);
    return { answered, of };
  }),

  route(contract.finishExercise, calibrate, async ({ actor, tx, params, now, audit }) => {
    const { answered, of } = await requireOpen(tx, actor, params.id);
    if (answered < of)
      throw conflict(
        'not-all-answered',
        `${of - answered} of ${of} answers are missing.`,
        'Answer them first: a case that is hard to place is worth a level too.',
      );
    await finishOwn(tx, actor.orgId, memberOf(actor), params.id, now);
    await audit('calibration.finished', 'exercise', params.id);
    return { id: params.id };
  }),

  route(contract.getOwnComparison, calibrate, async ({ actor, tx, params }) => {
    const { id, title, finishedAt } = await requireOwn(tx, actor, params.id);
    if (finishedAt === null)
      throw conflict(
        'not-finished',
        'You have not finished this exercise yet.',
        'The reference is shown when you have: until then it would lead you.',
      );
    const [cases, own] = [await findCases(tx, actor.orgId, id), await findOwnAnswers(tx, actor.orgId, memberOf(actor), id)];
    const levels = await countLevels(tx, actor.orgId, id);
    const answers = cases.flatMap((one) =>
      one.references.map((reference) => {
        const key = answerKey(one.id, reference.outcomeId);
        const given = own.get(key) ?? reference.level;
        const others = levelsOfOthers(levels.get(key) ?? new Map<number, number>(), given, reference.descriptors.length);
        return { ...reference, vignetteId: one.id, title: one.title, body: one.body, own: given, others };
      }),
    );
    const all = [
      ...(levels.get(answerKey(answers[0]?.vignetteId ?? '', answers[0]?.outcomeId ?? '')) ?? new Map<number, number>()).values(),
    ];
    const colleagues = Math.max(0, all.reduce((sum, n) => sum + n, 0) - 1);
    const summary = compare(answers.map((answer) => ({ own: answer.own, reference: answer.level })));
    return { id, title, finishedAt, ...summary, colleagues, shown: colleagues >= fewestColleagues, answers };
  }),
];
