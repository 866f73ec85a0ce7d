import type { Problem } from '@waymark/contract/common.ts';
import type { Tx } from '../db/actor.ts';
import { findPlace } from './queries.ts';

type Fields = NonNullable<Problem['errors']>;

/** Why nobody can be enrolled there: no such programme, one that is archived, a cohort of another or out of use. */
export async function placeProblems(tx: Tx, orgId: string, programmeId: string, cohortId: string | null): Promise<Fields> {
  const place = await findPlace(tx, orgId, programmeId, cohortId);
  if (place === undefined) return [{ field: 'programmeId', value: programmeId, message: 'This programme is not here. Choose another.' }];
  if (place.archived)
    return [{ field: 'programmeId', value: programmeId, message: `${place.name} is archived. Take it back into use first.` }];
  if (cohortId !== null && !place.cohortOpen)
    return [{ field: 'cohortId', value: cohortId, message: `This is not a cohort of ${place.name} that is in use.` }];
  return [];
}
