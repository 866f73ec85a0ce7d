import type { Problem } from '@waymark/contract/common.ts';
import type { Tx } from '../db/actor.ts';
import { Refusal, invalid } from '../http/refusal.ts';
import { findLookalikes, findWithExternalId, type StudentDetails } from './queries.ts';
import { detailProblems, lookalikeSentence } from './rules.ts';

type Fields = NonNullable<Problem['errors']>;

/**
 * Refuses details that cannot be right or belong to somebody else: an unlikely birth date, a school that is not
 * offered, a UPN or an id that another student has.
 * @throws Refusal 422, or 409 `upn-taken` or `external-id-taken`, each naming its field
 */
export async function requirePossible(
  tx: Tx,
  orgId: string,
  details: StudentDetails,
  today: string,
  before?: { id: string; schoolId: string | null },
): Promise<void> {
  const problems: Fields = detailProblems(details, today);
  if (details.schoolId !== null && details.schoolId !== before?.schoolId) {
    const school = await tx
      .selectFrom('schools')
      .where('org_id', '=', orgId)
      .where('id', '=', details.schoolId)
      .where('archived_at', 'is', null)
      .select('id')
      .executeTakeFirst();
    if (school === undefined)
      problems.push({ field: 'schoolId', value: details.schoolId, message: 'This school is not among yours any more. Choose another.' });
  }
  if (problems.length > 0) throw invalid('Some of these details cannot be right.', problems);

  const [same] = await findLookalikes(tx, orgId, { upn: details.upn, except: before?.id });
  if (same !== undefined) {
    const message = `This UPN belongs to a student already here. ${lookalikeSentence(same)}`;
    throw new Refusal(409, 'upn-taken', message, undefined, [{ field: 'upn', value: same.id, message }]);
  }
  const other = details.externalId === null ? undefined : await findWithExternalId(tx, orgId, details.externalId, before?.id);
  if (other !== undefined) {
    const message = `${other.name} has this id already.`;
    throw new Refusal(409, 'external-id-taken', message, undefined, [{ field: 'externalId', value: details.externalId, message }]);
  }
}

/**
 * Refuses a student who looks like one already here, until each lookalike was said to be somebody else. Twins and
 * namesakes exist, so this asks; only the same UPN decides.
 * @throws Refusal 409 `probable-duplicate`, an error each with the lookalike's id as its value
 */
export async function requireNobodyElse(tx: Tx, orgId: string, details: StudentDetails, differentFrom: readonly string[]): Promise<void> {
  const { givenName, familyName, birthDate } = details;
  const lookalikes = await findLookalikes(tx, orgId, { givenName, familyName, birthDate });
  const unasked = lookalikes.filter((one) => !differentFrom.includes(one.id));
  if (unasked.length === 0) return;
  throw new Refusal(
    409,
    'probable-duplicate',
    'This student may be here already.',
    'Open the one that is here, or say that this is somebody else.',
    unasked.map((one) => ({ field: 'differentFrom', value: one.id, message: lookalikeSentence(one) })),
  );
}
