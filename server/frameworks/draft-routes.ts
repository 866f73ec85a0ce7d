import {
  compareFrameworkDraft,
  discardFrameworkDraft,
  exportFrameworkDraft,
  getFrameworkDraft,
  listFrameworkDrafts,
  planFrameworkPublication,
  publishFrameworkDraft,
  saveFrameworkDraft,
  startFrameworkDraft,
} from '@waymark/contract/framework-drafts.ts';
import { conflict } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { comparisonOf } from './comparison.ts';
import { getDraft, saveDraft } from './draft.ts';
import { lockDraft, removeDraft, removeUnusedFramework } from './draft-queries.ts';
import { fileOf } from './file-of-version.ts';
import { editFrameworks } from './policy.ts';
import { planPublication, publishDraft } from './publish.ts';
import { readDraftLines } from './queries.ts';
import { getPublishedFramework, getPublishedVersion } from './retire.ts';
import { startDraft } from './start.ts';

export const draftRoutes = [
  route(listFrameworkDrafts, editFrameworks, async ({ actor, tx }) => ({ items: await readDraftLines(tx, actor.orgId) })),

  route(startFrameworkDraft, editFrameworks, async ({ actor, tx, params, body, audit }) => {
    await getPublishedFramework(tx, actor.orgId, params.id);
    if (!(await startDraft(tx, actor, { id: body.id, frameworkId: params.id, start: body.start }))) {
      throw conflict('draft-exists', 'This framework already has a draft.', 'Open that draft and go on with it, or discard it first.');
    }
    await audit('framework-draft.started', 'framework_version', body.id, { detail: { frameworkId: params.id, start: body.start.kind } });
    return { draftId: body.id };
  }),

  route(getFrameworkDraft, editFrameworks, ({ actor, tx, params }) => getDraft(tx, actor.orgId, params.id)),

  route(saveFrameworkDraft, editFrameworks, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const draft = await saveDraft(tx, actor, params.id, ifMatch, body);
    await audit('framework-draft.saved', 'framework_version', params.id, { detail: { version: draft.version } });
    return draft;
  }),

  route(discardFrameworkDraft, editFrameworks, async ({ actor, tx, params, audit }) => {
    // locked before it is looked at: a draft that is being published at this moment must not lose its content
    await lockDraft(tx, actor.orgId, params.id);
    const { frameworkId, number } = await getDraft(tx, actor.orgId, params.id);
    await removeDraft(tx, actor, params.id);
    await audit('framework-draft.discarded', 'framework_version', params.id, { detail: { frameworkId, number } });
    if (await removeUnusedFramework(tx, actor, frameworkId)) await audit('framework.discarded', 'framework', frameworkId);
    return { done: true as const };
  }),

  route(exportFrameworkDraft, editFrameworks, async ({ actor, tx, params, query }) =>
    fileOf(await getDraft(tx, actor.orgId, params.id), query.format),
  ),

  route(compareFrameworkDraft, editFrameworks, async ({ actor, tx, params, query }) => {
    const to = await getDraft(tx, actor.orgId, params.id);
    return comparisonOf(await getPublishedVersion(tx, actor.orgId, query.with), to);
  }),

  route(planFrameworkPublication, editFrameworks, ({ actor, tx, params }) => planPublication(tx, actor.orgId, params.id)),

  route(publishFrameworkDraft, editFrameworks, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const published = await publishDraft(tx, actor, { draftId: params.id, version: ifMatch, ...body });
    await audit('framework-version.published', 'framework_version', params.id, {
      detail: { frameworkId: published.frameworkId, number: published.number, carriedOver: body.carryOver.length },
    });
    return published;
  }),
];
