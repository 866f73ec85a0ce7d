import { addLibraryAction, editLibraryAction, listActionLibrary } from '@waymark/contract/action-library.ts';
import type { Tx } from '../db/actor.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { findLibraryAction, insertLibrary, libraryOutcomes, listLibrary, updateLibrary } from './library.ts';
import { keepActionLibrary, readActionLibrary } from './policy.ts';
import { changesOf } from './rules.ts';

/** Refuses an outcome that no framework in use has, and a level its scale has not. */
async function requireOutcome(tx: Tx, orgId: string, seriesId: string | null, upToLevel: number): Promise<void> {
  if (seriesId === null) return;
  const outcome = (await libraryOutcomes(tx, orgId)).find((one) => one.seriesId === seriesId);
  if (outcome === undefined) {
    throw invalid('This outcome is not in a published framework.', [
      { field: 'seriesId', value: seriesId, message: 'Choose an outcome of a framework in use, or any outcome.' },
    ]);
  }
  if (upToLevel > outcome.levels) {
    throw invalid(`Level ${upToLevel} is not on this scale.`, [
      { field: 'upToLevel', value: upToLevel, message: `Choose a level from 1 to ${outcome.levels}.` },
    ]);
  }
}

async function getEntry(tx: Tx, orgId: string, id: string) {
  const entry = await findLibraryAction(tx, orgId, id);
  if (entry === undefined) throw notFound('action of the library');
  return entry;
}

export const routes = [
  route(listActionLibrary, readActionLibrary, async ({ actor, tx, query }) => ({
    items: await listLibrary(tx, actor.orgId, query),
    outcomes: (await libraryOutcomes(tx, actor.orgId)).map(({ seriesId, frameworkName, typeName, statement, levels }) => ({
      seriesId,
      frameworkName,
      typeName,
      statement,
      levels,
    })),
  })),

  route(addLibraryAction, keepActionLibrary, async ({ actor, tx, body, audit }) => {
    await requireOutcome(tx, actor.orgId, body.seriesId, body.upToLevel);
    const written = await insertLibrary(tx, actor.orgId, [body]);
    if (written.length === 0) throw conflict('already-there', 'This action is already in the library.');
    await audit('library-action.created', 'library-action', body.id, { detail: { title: body.title } });
    return getEntry(tx, actor.orgId, body.id);
  }),

  route(editLibraryAction, keepActionLibrary, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const { id, version: _, ...before } = await getEntry(tx, actor.orgId, params.id);
    const state = { ...before, ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) };
    // an action kept for an outcome that has left the framework can still be taken out of use
    if (body.seriesId !== undefined || body.upToLevel !== undefined) await requireOutcome(tx, actor.orgId, state.seriesId, state.upToLevel);
    if (!(await updateLibrary(tx, actor.orgId, id, ifMatch, state, now))) throw stale('action of the library');
    await audit('library-action.changed', 'library-action', id, { detail: { changes: changesOf(before, body) } });
    return getEntry(tx, actor.orgId, id);
  }),
];
