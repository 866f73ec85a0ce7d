import type { Tx } from '../db/actor.ts';
import { countGiven } from './queries.ts';

/** How often teachers said something of the students in the actor's reach, from one moment up to another. */
export function feedbackArrived(tx: Tx, orgId: string, from: Date, before: Date): Promise<number> {
  return countGiven(tx, orgId, from.toISOString(), before.toISOString());
}
