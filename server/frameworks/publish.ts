import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import type { PublicationPlan } from '@waymark/contract/framework-drafts.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { invalid, notFound, stale } from '../http/refusal.ts';
import { carryOverProblems, continuable, proposeCarryOver } from './carry-over.ts';
import { whatIsMissing } from './completeness.ts';
import { getDraft } from './draft.ts';
import { lockDraft, markPublished, setSeries } from './draft-queries.ts';
import { findVersionHead, readEarlierVersions, readOutcomeTypes } from './queries.ts';

/** What a draft still lacks, and which of its outcomes appear to continue an earlier one. */
export async function planPublication(tx: Tx, orgId: string, draftId: string): Promise<PublicationPlan> {
  const draft = await getDraft(tx, orgId, draftId);
  const earlierVersions = await readEarlierVersions(tx, orgId, draft.frameworkId);
  const earlier = continuable(earlierVersions, draft.levels);
  const latest = earlierVersions.toSorted((a, b) => b.number - a.number)[0];
  return {
    version: draft.version,
    gaps: whatIsMissing(draft),
    mayCarryOver: earlier.length > 0,
    earlierLevels: latest?.levels ?? null,
    earlier,
    proposed: proposeCarryOver(earlier, draft),
  };
}

interface Publication {
  draftId: string;
  /** The version of the draft that the lead saw. */
  version: number;
  note: string;
  carryOver: readonly { outcomeId: string; seriesId: string }[];
}

/** Publishes a complete draft. Outcomes that are mapped continue their series; every other starts a new one. */
export async function publishDraft(tx: Tx, actor: Actor, { draftId, version, note, carryOver }: Publication): Promise<FrameworkVersion> {
  const locked = await lockDraft(tx, actor.orgId, draftId);
  // says why when it is no longer a draft
  const draft = await getDraft(tx, actor.orgId, draftId);
  if (!locked || locked.version !== version) throw stale('draft');

  const gaps = whatIsMissing(draft);
  if (gaps.length > 0) {
    throw invalid(
      gaps.length === 1
        ? 'The draft is not complete: one thing is missing.'
        : `The draft is not complete: ${gaps.length} things are missing.`,
      gaps.map(({ where, field, message }) => ({ field: `${where}: ${field}`, message })),
    );
  }
  const problems = carryOverProblems(carryOver, draft, await readEarlierVersions(tx, actor.orgId, draft.frameworkId));
  if (problems.length > 0) throw invalid('These outcomes cannot carry over like this.', problems);

  const mapped = new Map(carryOver.map(({ outcomeId, seriesId }) => [outcomeId, seriesId]));
  const outcomes = draft.outcomeTypes.flatMap((type) => type.outcomes);
  await setSeries(tx, actor.orgId, draftId, new Map(outcomes.map((outcome) => [outcome.id, mapped.get(outcome.id) ?? newId()])));
  if (!(await markPublished(tx, actor, { id: draftId, version, note }))) throw stale('draft');
  // read past the memory of published versions: until this is committed it may still be taken back and edited
  const published = await findVersionHead(tx, actor.orgId, draftId);
  if (!published) throw notFound('framework version');
  return { ...published, outcomeTypes: (await readOutcomeTypes(tx, actor.orgId, [draftId])).get(draftId) ?? [] };
}
