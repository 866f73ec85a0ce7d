import type { FrameworkVersion, OutcomeType } from '@waymark/contract/framework-content.ts';
import type { DraftBody } from '@waymark/contract/framework-drafts.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { draftProblems } from './draft-rules.ts';
import { idsTakenElsewhere, replaceContent, touchDraft } from './draft-queries.ts';
import { findVersionHead, readOutcomeTypes } from './queries.ts';

/** A draft with what is in it; refuses what is not a draft, and says so when it has been published meanwhile. */
export async function getDraft(tx: Tx, orgId: string, id: string): Promise<FrameworkVersion> {
  const head = await findVersionHead(tx, orgId, id);
  if (!head) throw notFound('draft');
  if (head.status !== 'draft')
    throw conflict(
      'already-published',
      `This draft was published as version ${head.number}.`,
      'A published version never changes. Start a new draft to change it.',
    );
  return { ...head, outcomeTypes: (await readOutcomeTypes(tx, orgId, [id])).get(id) ?? [] };
}

/** Saves a draft as a whole. Outcomes that were in it keep their series; new ones get one. */
export async function saveDraft(tx: Tx, actor: Actor, id: string, version: number, body: DraftBody): Promise<FrameworkVersion> {
  const before = await getDraft(tx, actor.orgId, id);
  const problems = draftProblems(body);
  if (problems.length > 0) throw invalid('The draft cannot be saved like this.', problems);
  if (!(await touchDraft(tx, actor.orgId, { id, version, levels: body.levels, note: body.note }))) throw stale('draft');

  const taken = await idsTakenElsewhere(
    tx,
    actor.orgId,
    id,
    body.outcomeTypes.map((type) => type.id),
    body.outcomeTypes.flatMap((type) => type.outcomes.map((outcome) => outcome.id)),
  );
  if (taken.size > 0)
    throw conflict(
      'id-taken',
      'Part of this draft has an id that something else already has.',
      'Load the draft again and make the change once more.',
    );

  const series = new Map(before.outcomeTypes.flatMap((type) => type.outcomes.map((outcome) => [outcome.id, outcome.seriesId])));
  const content = body.outcomeTypes.map((type): OutcomeType => ({
    ...type,
    outcomes: type.outcomes.map((outcome) => ({ ...outcome, seriesId: series.get(outcome.id) ?? newId() })),
  }));
  await replaceContent(tx, actor, id, content);
  return getDraft(tx, actor.orgId, id);
}
