import * as contract from '@waymark/contract/measures.ts';
import type { Scale } from '@waymark/contract/measures.ts';
import { codeFor } from '../characteristics/rules.ts';
import type { Tx } from '../db/actor.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { findQuestionnaire } from '../questionnaires/find.ts';
import { questionnaireFitProblem, scaleChangeProblem } from './definition.ts';
import { insertMeasure, isInUse, writeMeasure, writeOrder } from './definition-queries.ts';
import { findMeasures } from './queries.ts';
import * as policy from './policy.ts';

async function requireFit(tx: Tx, orgId: string, scale: Scale, questionnaireId: string | null): Promise<void> {
  if (questionnaireId === null) return;
  const questionnaire = await findQuestionnaire(tx, orgId, questionnaireId);
  if (questionnaire === undefined || questionnaire.archived)
    throw invalid('This questionnaire is not in use.', [
      { field: 'questionnaireId', value: questionnaireId, message: 'Choose a questionnaire that is in use.' },
    ]);
  const problem = questionnaireFitProblem(scale, questionnaire);
  if (problem !== undefined) throw invalid('The questionnaire and the scale do not fit.', [problem]);
}

async function requireMeasure(tx: Tx, orgId: string, id: string) {
  const measure = (await findMeasures(tx, orgId)).find((one) => one.id === id);
  if (measure === undefined) throw notFound('measure');
  return measure;
}

export const routes = [
  route(contract.listMeasures, policy.readMeasures, async ({ actor, tx }) => ({ items: await findMeasures(tx, actor.orgId) })),

  route(contract.createMeasure, policy.writeMeasures, async ({ actor, tx, body, audit }) => {
    const all = await findMeasures(tx, actor.orgId);
    const same = all.find((one) => one.name.toLowerCase() === body.name.toLowerCase() && one.id !== body.id);
    if (same !== undefined)
      throw conflict(
        'name-taken',
        `There is a measure called “${same.name}” already.`,
        same.archived ? 'It is archived: take it back into use, or choose another name.' : 'Choose another name.',
      );
    await requireFit(tx, actor.orgId, body.scale, body.questionnaireId);
    const code = codeFor(body.name, new Set(all.map((one) => one.code)));
    if (await insertMeasure(tx, actor.orgId, { ...body, code }))
      await audit('measure.created', 'measure', body.id, { detail: { code, name: body.name, scale: body.scale } });
    return requireMeasure(tx, actor.orgId, body.id);
  }),

  route(contract.updateMeasure, policy.writeMeasures, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const before = await requireMeasure(tx, actor.orgId, params.id);
    const problem = scaleChangeProblem(before, body.scale, await isInUse(tx, actor.orgId, params.id));
    if (problem !== undefined) throw invalid('The scale cannot be changed in this way.', [problem]);
    if (body.questionnaireId !== before.questionnaireId || !body.archived)
      await requireFit(tx, actor.orgId, body.scale, body.questionnaireId);
    if (!(await writeMeasure(tx, actor.orgId, params.id, ifMatch, body, now))) throw stale('measure');
    await audit('measure.updated', 'measure', params.id, { detail: { before: before.name, ...body } });
    return requireMeasure(tx, actor.orgId, params.id);
  }),

  route(contract.orderMeasures, policy.writeMeasures, async ({ actor, tx, body, audit }) => {
    await writeOrder(tx, actor.orgId, body.ids);
    await audit('measures.ordered', 'measure', null);
    return { items: await findMeasures(tx, actor.orgId) };
  }),
];
