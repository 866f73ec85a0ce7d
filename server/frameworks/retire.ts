import type { Framework, FrameworkVersion } from '@waymark/contract/framework-content.ts';
import type { Tx } from '../db/actor.ts';
import { conflict, notFound } from '../http/refusal.ts';
import { frameworkVersion } from './current.ts';
import { lockFramework, setVersionRetired } from './lifecycle-queries.ts';
import { readFrameworks } from './queries.ts';
import { whyVersionMustStay } from './rules.ts';

/** A framework with something published in it. */
export async function getPublishedFramework(tx: Tx, orgId: string, id: string): Promise<Framework> {
  const [framework] = await readFrameworks(tx, orgId, id);
  if (!framework || framework.versions.length === 0) throw notFound('framework');
  return framework;
}

export async function getPublishedVersion(tx: Tx, orgId: string, id: string): Promise<FrameworkVersion> {
  const version = await frameworkVersion(tx, orgId, id);
  if (!version) throw notFound('framework version');
  return version;
}

/**
 * Retires a version: new assessments then use the latest that is left. Refused for the last one while running programmes
 * use the framework, as their mentors would have nothing to ask. Doing it again changes nothing.
 */
export async function retireVersion(tx: Tx, orgId: string, id: string): Promise<{ version: FrameworkVersion; changed: boolean }> {
  const version = await getPublishedVersion(tx, orgId, id);
  await lockFramework(tx, orgId, version.frameworkId);
  const why = whyVersionMustStay(await getPublishedFramework(tx, orgId, version.frameworkId), id);
  if (why) throw conflict('version-in-use', why.title, why.detail);
  return { version, changed: await setVersionRetired(tx, orgId, id, true) };
}
