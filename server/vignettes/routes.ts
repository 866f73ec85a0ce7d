import * as contract from '@waymark/contract/vignettes.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { keepVignettes } from './policy.ts';
import {
  findCaseOutcomes,
  findDraft,
  findDrafts,
  findVignettes,
  insertDraft,
  insertVignette,
  markRetired,
  removeDraft,
  saveDraft,
} from './queries.ts';

async function requireDraft(tx: Tx, { orgId }: Actor, id: string): Promise<contract.VignetteDraft> {
  const draft = await findDraft(tx, orgId, id);
  if (draft === undefined) throw notFound('draft');
  return draft;
}

/** @throws Refusal 422 for an outcome that is not one of those in use, one asked twice, or a level beyond its scale */
async function requireFit(tx: Tx, actor: Actor, answers: contract.VignetteDraft['answers']): Promise<void> {
  const outcomes = new Map((await findCaseOutcomes(tx, actor.orgId)).map((outcome) => [outcome.id, outcome]));
  const seen = new Set<string>();
  const errors: { field: string; value: unknown; message: string }[] = [];
  answers.forEach(({ outcomeId, level }, at) => {
    const outcome = outcomes.get(outcomeId);
    const say = (field: string, value: unknown, message: string) => errors.push({ field: `answers.${at}.${field}`, value, message });
    if (outcome === undefined) say('outcomeId', outcomeId, 'This outcome is not in use any more. Choose another.');
    else if (seen.has(outcomeId)) say('outcomeId', outcomeId, 'This outcome is there twice.');
    else if (level !== null && level > outcome.descriptors.length)
      say('level', level, `Choose a level from 1 to ${outcome.descriptors.length}.`);
    seen.add(outcomeId);
  });
  if (errors.length > 0) throw invalid('This draft cannot be kept as it is.', errors);
}

export const routes = [
  route(contract.listVignettes, keepVignettes, async ({ actor, tx }) => ({
    items: await findVignettes(tx, actor.orgId),
    drafts: await findDrafts(tx, actor.orgId),
  })),

  route(contract.listVignetteOutcomes, keepVignettes, async ({ actor, tx }) => ({ items: await findCaseOutcomes(tx, actor.orgId) })),

  route(contract.createVignetteDraft, keepVignettes, async ({ actor, tx, body }) => {
    const { id, replaces } = body;
    const former = replaces === null ? undefined : (await findVignettes(tx, actor.orgId)).find((one) => one.id === replaces);
    if (replaces !== null && former === undefined) throw notFound('case');
    const answers = former?.references.map(({ outcomeId, level, reasoning }) => ({ outcomeId, level, reasoning })) ?? [];
    const inUse = new Set((await findCaseOutcomes(tx, actor.orgId)).map((outcome) => outcome.id));
    const kept = answers.filter(({ outcomeId }) => inUse.has(outcomeId));
    await insertDraft(tx, actor, { id, replaces, title: former?.title ?? '', body: former?.body ?? '', answers: kept });
    return requireDraft(tx, actor, id);
  }),

  route(contract.getVignetteDraft, keepVignettes, ({ actor, tx, params }) => requireDraft(tx, actor, params.id)),

  route(contract.updateVignetteDraft, keepVignettes, async ({ actor, tx, params, body, ifMatch }) => {
    await requireDraft(tx, actor, params.id);
    await requireFit(tx, actor, body.answers);
    if (!(await saveDraft(tx, actor.orgId, params.id, ifMatch, body))) throw stale('draft');
    return requireDraft(tx, actor, params.id);
  }),

  route(contract.deleteVignetteDraft, keepVignettes, async ({ actor, tx, params, ifMatch }) => {
    await requireDraft(tx, actor, params.id);
    if (!(await removeDraft(tx, actor.orgId, params.id, ifMatch))) throw stale('draft');
    return { id: params.id };
  }),

  route(contract.publishVignette, keepVignettes, async ({ actor, tx, params, ifMatch, now, audit }) => {
    const draft = await requireDraft(tx, actor, params.id);
    const missing = contract.missingFromDraft(draft);
    if (missing.length > 0) throw invalid('This case cannot be published yet.', missing);
    await requireFit(tx, actor, draft.answers);
    if (!(await removeDraft(tx, actor.orgId, params.id, ifMatch))) throw stale('draft');
    const id = newId();
    const { title, body } = draft;
    const answers = draft.answers.flatMap(({ level, ...rest }) => (level === null ? [] : [{ ...rest, level }]));
    await insertVignette(tx, actor, { id, code: null, title, body, replaces: draft.replaces?.id ?? null, answers }, now);
    if (draft.replaces !== null) await markRetired(tx, actor, draft.replaces.id, now);
    await audit('vignette.published', 'vignette', id, { detail: { title, replaces: draft.replaces?.id ?? null } });
    return { id };
  }),

  route(contract.retireVignette, keepVignettes, async ({ actor, tx, params, now, audit }) => {
    if (!(await markRetired(tx, actor, params.id, now))) {
      const there = (await findVignettes(tx, actor.orgId)).some(({ id }) => id === params.id);
      throw there ? conflict('retired-already', 'This case is retired already.') : notFound('case');
    }
    await audit('vignette.retired', 'vignette', params.id);
    return { id: params.id };
  }),
];
