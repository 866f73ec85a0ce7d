import {
  bringBackFramework,
  bringBackFrameworkVersion,
  checkFrameworkFile,
  compareFrameworkVersions,
  createFramework,
  editFramework,
  exportFrameworkVersion,
  getFramework,
  getFrameworkVersion,
  listFrameworks,
  retireFramework,
  retireFrameworkVersion,
} from '@waymark/contract/frameworks.ts';
import { conflict, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { comparisonOf } from './comparison.ts';
import { insertFramework } from './draft-queries.ts';
import { fileOf } from './file-of-version.ts';
import { renameFramework, setFrameworkRetired, setVersionRetired } from './lifecycle-queries.ts';
import { editFrameworks, readFrameworks as mayRead } from './policy.ts';
import { readFrameworks } from './queries.ts';
import { getPublishedFramework, getPublishedVersion, retireVersion } from './retire.ts';
import { requireFrameworkFile, startDraft } from './start.ts';

export const routes = [
  route(listFrameworks, mayRead, async ({ actor, tx }) => ({
    items: (await readFrameworks(tx, actor.orgId)).filter((framework) => framework.versions.length > 0),
  })),

  route(getFramework, mayRead, ({ actor, tx, params }) => getPublishedFramework(tx, actor.orgId, params.id)),

  route(createFramework, editFrameworks, async ({ actor, tx, body, audit }) => {
    const { id, draftId, name, description, start } = body;
    if (
      !(await insertFramework(tx, actor, { id, name, description })) ||
      !(await startDraft(tx, actor, { id: draftId, frameworkId: id, start }))
    ) {
      throw conflict('already-there', 'This framework is already there.', 'Open it from the list of frameworks.');
    }
    await audit('framework.created', 'framework', id, { detail: { start: start.kind } });
    return { frameworkId: id, draftId };
  }),

  route(editFramework, editFrameworks, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const [before] = await readFrameworks(tx, actor.orgId, params.id);
    if (!before) throw notFound('framework');
    if (!(await renameFramework(tx, actor.orgId, { id: params.id, version: ifMatch, ...body }))) throw stale('framework');
    await audit('framework.changed', 'framework', params.id, { detail: { name: body.name, nameBefore: before.name } });
    return { ...before, ...body, version: ifMatch + 1 };
  }),

  route(retireFramework, editFrameworks, async ({ actor, tx, params, audit }) => {
    await getPublishedFramework(tx, actor.orgId, params.id);
    if (await setFrameworkRetired(tx, actor.orgId, params.id, true)) await audit('framework.retired', 'framework', params.id);
    return getPublishedFramework(tx, actor.orgId, params.id);
  }),

  route(bringBackFramework, editFrameworks, async ({ actor, tx, params, audit }) => {
    await getPublishedFramework(tx, actor.orgId, params.id);
    if (await setFrameworkRetired(tx, actor.orgId, params.id, false)) await audit('framework.brought-back', 'framework', params.id);
    return getPublishedFramework(tx, actor.orgId, params.id);
  }),

  route(getFrameworkVersion, mayRead, ({ actor, tx, params }) => getPublishedVersion(tx, actor.orgId, params.id)),

  route(exportFrameworkVersion, mayRead, async ({ actor, tx, params, query }) =>
    fileOf(await getPublishedVersion(tx, actor.orgId, params.id), query.format),
  ),

  route(compareFrameworkVersions, mayRead, async ({ actor, tx, params, query }) => {
    const to = await getPublishedVersion(tx, actor.orgId, params.id);
    return comparisonOf(await getPublishedVersion(tx, actor.orgId, query.with), to);
  }),

  route(retireFrameworkVersion, editFrameworks, async ({ actor, tx, params, audit }) => {
    const { version, changed } = await retireVersion(tx, actor.orgId, params.id);
    if (changed) await audit('framework-version.retired', 'framework_version', params.id, { detail: { number: version.number } });
    return getPublishedFramework(tx, actor.orgId, version.frameworkId);
  }),

  route(bringBackFrameworkVersion, editFrameworks, async ({ actor, tx, params, audit }) => {
    const version = await getPublishedVersion(tx, actor.orgId, params.id);
    if (await setVersionRetired(tx, actor.orgId, params.id, false))
      await audit('framework-version.brought-back', 'framework_version', params.id, { detail: { number: version.number } });
    return getPublishedFramework(tx, actor.orgId, version.frameworkId);
  }),

  route(checkFrameworkFile, editFrameworks, async ({ body }) => {
    const { name, description, levels, outcomeTypes } = requireFrameworkFile(body.text);
    return {
      name,
      description,
      levels,
      outcomeTypeCount: outcomeTypes.length,
      outcomeCount: outcomeTypes.reduce((sum, type) => sum + type.outcomes.length, 0),
    };
  }),
];
