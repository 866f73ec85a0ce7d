import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { parse } from 'yaml';
import { z } from 'zod';
import { ActionOwner } from '@waymark/contract/actions.ts';
import type { Actor } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import type { DB } from '../db/types.ts';
import { insertLibrary, libraryOutcomes, listLibrary } from './library.ts';

const LibraryFile = z.strictObject({
  waymark_actions: z.literal(1),
  actions: z.array(
    z.strictObject({
      outcome: z.string().optional(),
      title: z.string().min(1).max(200),
      detail: z.string().min(1).max(2000),
      owner: ActionOwner.default('student'),
      up_to_level: z.int().min(1).max(10).default(2),
      due_in_days: z.int().min(1).max(365).default(14),
    }),
  ),
});

/** The library Waymark ships with, as its file says it. */
export function shippedLibrary() {
  return LibraryFile.parse(parse(readFileSync(new URL('./default-library.yaml', import.meta.url), 'utf8'))).actions;
}

/**
 * Puts the shipped actions into an organisation's library, tied to the outcomes of the shipped framework by their codes.
 * Actions of outcomes the organisation has not, and those it already has by title, are left out: doing it again adds
 * nothing. Answers how many were added.
 */
export async function installActionLibrary(tx: Kysely<DB>, actor: Pick<Actor, 'orgId'>): Promise<number> {
  const outcomes = await libraryOutcomes(tx, actor.orgId);
  // the first framework an organisation has is the shipped one; another may use the same codes for other outcomes
  const shipped = outcomes.filter(({ frameworkId }) => frameworkId === outcomes[0]?.frameworkId);
  const series = new Map(shipped.map(({ code, seriesId }) => [code, seriesId]));
  const there = new Set((await listLibrary(tx, actor.orgId, { archived: true })).map(({ title }) => title));
  const entries = shippedLibrary().flatMap((action) => {
    const seriesId = action.outcome === undefined ? null : series.get(action.outcome);
    if (seriesId === undefined || there.has(action.title)) return [];
    return [
      {
        id: newId(),
        seriesId,
        title: action.title,
        detail: action.detail,
        owner: action.owner,
        upToLevel: action.up_to_level,
        dueInDays: action.due_in_days,
      },
    ];
  });
  return (await insertLibrary(tx, actor.orgId, entries)).length;
}
