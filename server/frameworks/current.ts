import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { Recent } from '../recent.ts';
import { defaultFramework } from './default.ts';
import { insertDraft, insertFramework, markPublished, replaceContent } from './draft-queries.ts';
import { draftContentOf } from './draft-content.ts';
import { findCurrentHead, findVersionHead, readOutcomeTypes, type VersionHead } from './queries.ts';

/*
 * Published versions never change, so what is in them is kept in memory once read. Who may see a version is still asked
 * of the database every time: only the content is remembered, under its organisation and id.
 */
const remembered = new Recent<FrameworkVersion['outcomeTypes']>(200);

/** The version new assessments of a framework are made with: the latest published one; undefined when there is none. */
export async function currentFramework(tx: Tx, orgId: string, frameworkId: string): Promise<FrameworkVersion | undefined> {
  return withContent(tx, orgId, await findCurrentHead(tx, orgId, frameworkId));
}

/** One published or retired version with what is in it; undefined for a draft. */
export async function frameworkVersion(tx: Tx, orgId: string, versionId: string): Promise<FrameworkVersion | undefined> {
  return withContent(tx, orgId, await findVersionHead(tx, orgId, versionId));
}

async function withContent(tx: Tx, orgId: string, head: VersionHead | undefined): Promise<FrameworkVersion | undefined> {
  if (!head || head.status === 'draft') return undefined;
  const key = `${orgId} ${head.id}`;
  const outcomeTypes = remembered.get(key) ?? (await readOutcomeTypes(tx, orgId, [head.id])).get(head.id) ?? [];
  remembered.set(key, outcomeTypes);
  return { ...head, outcomeTypes };
}

/** Creates and publishes the framework Waymark ships with, in a new organisation. Its outcomes each start a series. */
export async function installDefaultFramework(tx: Tx, actor: Actor): Promise<{ frameworkId: string; versionId: string }> {
  const framework = defaultFramework();
  const [frameworkId, versionId] = [newId(), newId()];
  await insertFramework(tx, actor, { id: frameworkId, name: framework.name, description: framework.description });
  await insertDraft(tx, actor, { id: versionId, frameworkId, levels: framework.levels });
  await replaceContent(tx, actor, versionId, draftContentOf(framework.outcomeTypes));
  await markPublished(tx, actor, { id: versionId, version: 1, note: '' });
  return { frameworkId, versionId };
}
