import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { findOutcomeCodes, insertVignette, shippedCodes } from './queries.ts';

const VignetteFile = z.strictObject({
  waymark_vignettes: z.literal(1),
  vignettes: z.array(
    z.strictObject({
      code: z.string(),
      title: z.string().min(1).max(200),
      body: z.string().min(1),
      levels: z.array(z.strictObject({ outcome: z.string(), level: z.int().min(1), reasoning: z.string().min(1) })).min(1),
    }),
  ),
});

/** The cases Waymark ships with, as `shipped.yaml` says them. */
export function shippedVignettes() {
  return VignetteFile.parse(parse(readFileSync(new URL('./shipped.yaml', import.meta.url), 'utf8'))).vignettes;
}

/**
 * Publishes the shipped cases in an organisation, tied to the outcomes of the shipped framework by their codes. Those it
 * has already are left as they are: doing it again adds nothing. Answers how many were added.
 */
export async function installVignettes(tx: Tx, actor: Actor, now: Date): Promise<number> {
  const outcomes = await findOutcomeCodes(tx, actor.orgId);
  const there = await shippedCodes(tx, actor.orgId);
  let added = 0;
  for (const { code, title, body, levels } of shippedVignettes()) {
    const answers = levels.flatMap(({ outcome, level, reasoning }) => {
      const outcomeId = outcomes.get(outcome);
      return outcomeId === undefined ? [] : [{ outcomeId, level, reasoning }];
    });
    if (there.has(code) || answers.length < levels.length) continue;
    await insertVignette(tx, actor, { id: newId(), code, title, body, replaces: null, answers }, now);
    added += 1;
  }
  return added;
}
