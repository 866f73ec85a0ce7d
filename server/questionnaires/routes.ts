import * as contract from '@waymark/contract/questionnaires.ts';
import type { Questionnaire } from '@waymark/contract/questionnaires.ts';
import { codeFor } from '../characteristics/rules.ts';
import type { Tx } from '../db/actor.ts';
import { conflict, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { answerRoutes } from './answer-routes.ts';
import { readQuestionnaireFile } from './file.ts';
import { findQuestionnaire } from './find.ts';
import * as policy from './policy.ts';
import { askNextVersion, findQuestionnaires, insertQuestionnaire, measuresAsking, setArchived } from './queries.ts';
import { requestRoutes } from './request-routes.ts';

async function requireQuestionnaire(tx: Tx, orgId: string, id: string): Promise<Questionnaire> {
  const found = await findQuestionnaire(tx, orgId, id);
  if (found === undefined) throw notFound('questionnaire');
  return found;
}

/** The name a new version stands under: the latest of its code, so that two people at once do not both replace one. */
async function requireLatest(tx: Tx, orgId: string, id: string): Promise<Questionnaire> {
  const before = await requireQuestionnaire(tx, orgId, id);
  const all = await findQuestionnaires(tx, orgId);
  if (all.some((one) => one.code === before.code && one.number > before.number))
    throw conflict('newer-version', 'There is a newer version of this questionnaire already.', 'Load the page again, and change that one.');
  return before;
}

export const routes = [
  route(contract.listQuestionnaires, policy.readQuestionnaires, async ({ actor, tx }) => ({
    items: await findQuestionnaires(tx, actor.orgId),
  })),

  route(contract.createQuestionnaire, policy.writeQuestionnaires, async ({ actor, tx, body, now, audit }) => {
    const there = await findQuestionnaire(tx, actor.orgId, body.id);
    if (there !== undefined) return there;
    const before = body.replaces === null ? undefined : await requireLatest(tx, actor.orgId, body.replaces);
    const taken = new Set((await findQuestionnaires(tx, actor.orgId)).map(({ code }) => code));
    const name = await tx
      .selectFrom('members')
      .select('name')
      .where('org_id', '=', actor.orgId)
      .where('id', '=', actor.memberId)
      .executeTakeFirst();
    const licence = body.licence && { ...body.licence, attestedBy: name?.name ?? '', attestedAt: now.toISOString() };
    const { code, number } = before
      ? { code: before.code, number: before.number + 1 }
      : { code: codeFor(body.definition.name, taken), number: 1 };
    const { id, definition, validated } = body;
    if (await insertQuestionnaire(tx, actor.orgId, { id, code, number, definition, validated, licence })) {
      await audit('questionnaire.defined', 'questionnaire', id, { detail: { name: definition.name, number, licence } });
      if (before !== undefined) {
        await askNextVersion(tx, actor.orgId, before.id, id);
        await setArchived(tx, actor.orgId, before.id, now.toISOString());
      }
    }
    return requireQuestionnaire(tx, actor.orgId, id);
  }),

  route(contract.readQuestionnaireFile, policy.writeQuestionnaires, async ({ body }) => {
    const read = readQuestionnaireFile(body.source);
    return {
      definition: read.questionnaire ?? null,
      problems: read.problems.map(({ line, path, message }) => ({ line: line ?? null, path, message })),
    };
  }),

  route(contract.archiveQuestionnaire, policy.writeQuestionnaires, async ({ actor, tx, params, body, now, audit }) => {
    const before = await requireQuestionnaire(tx, actor.orgId, params.id);
    const asking = body.archived ? await measuresAsking(tx, actor.orgId, before.id) : [];
    if (asking.length > 0)
      throw conflict(
        'still-asked',
        `“${before.name}” is asked for ${asking.join(', ')}.`,
        'Archive the measure, or give it another questionnaire, first.',
      );
    if (before.archived !== body.archived) {
      await setArchived(tx, actor.orgId, before.id, body.archived ? now.toISOString() : null);
      await audit(body.archived ? 'questionnaire.archived' : 'questionnaire.restored', 'questionnaire', before.id, {
        detail: { name: before.name },
      });
    }
    return requireQuestionnaire(tx, actor.orgId, before.id);
  }),

  ...requestRoutes,
  ...answerRoutes,
];
