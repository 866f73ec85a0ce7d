import * as contract from '@waymark/contract/second-scorings.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { closeRequest, findOpen, findQuestions, insertSecondScores, keepBegun } from './own-queries.ts';
import { scoreSecond } from './policy.ts';
import { problemsWithScores } from './rules.ts';

export const ownRoutes = [
  route(contract.listOwnSecondScorings, scoreSecond, async ({ actor, tx }) => ({
    items: (await findOpen(tx, actor.orgId, actor.memberId ?? '')).map(({ id, basis, dueOn, outcomeIds, material, begun }) => ({
      id,
      meetingOn: material.meetingOn,
      basis,
      dueOn,
      outcomes: outcomeIds.length,
      answered: Object.keys(begun).length,
    })),
  })),

  route(contract.getOwnSecondScoring, scoreSecond, async ({ actor, tx, params, logAccess }) => {
    const open = (await findOpen(tx, actor.orgId, actor.memberId ?? '')).find(({ id }) => id === params.id);
    if (open === undefined) throw notFound('request');
    await logAccess('second scoring', open.studentId);
    const { id, basis, dueOn, material, outcomeIds, begun } = open;
    const questions = await findQuestions(tx, actor.orgId, outcomeIds);
    return { id, basis, dueOn, ...material, questions: questions.map((one) => ({ ...one, begun: begun[one.outcomeId] ?? null })) };
  }),

  route(contract.keepSecondAnswer, scoreSecond, async ({ actor, tx, params, body }) => {
    const [open] = await findOpen(tx, actor.orgId, actor.memberId ?? '', params.id);
    if (open === undefined) throw notFound('request');
    const { outcomeId, answer } = body;
    const question = (await findQuestions(tx, actor.orgId, open.outcomeIds)).find((one) => one.outcomeId === outcomeId);
    const problem = answer === null ? undefined : problemsWithScores([{ outcomeId, ...answer }], question ? [question] : [])[0];
    if (problem !== undefined) throw invalid(problem.message, [problem]);
    const { [outcomeId]: _former, ...others } = open.begun;
    const begun = answer === null ? others : { ...others, [outcomeId]: answer };
    await keepBegun(tx, actor.orgId, open.id, begun);
    return { answered: Object.keys(begun).length };
  }),

  route(contract.recordSecondScores, scoreSecond, async ({ actor, tx, params, body, now, audit }) => {
    const scorerId = actor.memberId ?? '';
    const [open] = await findOpen(tx, actor.orgId, scorerId, params.id);
    if (open === undefined) throw notFound('request');
    const problems = problemsWithScores(body.scores, await findQuestions(tx, actor.orgId, open.outcomeIds));
    if (problems.length > 0) throw invalid(problems[0]?.message ?? '', problems);
    await insertSecondScores(tx, actor.orgId, { id: open.id, studentId: open.studentId, scorerId }, body.scores, now);
    await closeRequest(tx, actor.orgId, open.id, 'done', now);
    await audit('second-scoring.done', 'second scoring', open.id, { studentId: open.studentId });
    return { id: open.id };
  }),
];
