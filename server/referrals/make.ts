import type { Actor, Tx } from '../db/actor.ts';
import { snapshotFor } from '../criteria/snapshot.ts';
import { writeAudit } from '../http/log-rows.ts';
import { invalid } from '../http/refusal.ts';
import { findOpenProgrammes, findReferrable, findUnknownReasons, insertReferral, type ReferralRow } from './queries.ts';

export type NewReferral = Omit<ReferralRow, 'snapshot'>;

/**
 * Takes a referral in: the published criteria are held against the student as they are today and kept with it. False when
 * a referral with this id is here already.
 */
export async function takeIn(tx: Tx, actor: Actor, referral: NewReferral, now: Date): Promise<boolean> {
  const snapshot = referral.studentId === null ? null : await snapshotFor(tx, actor.orgId, referral.studentId, actor.today);
  const made = await insertReferral(tx, actor, { ...referral, snapshot }, now);
  if (made) {
    const detail = { source: referral.source, ...(snapshot === null ? {} : { rulesHolding: snapshot.holds }) };
    await writeAudit(tx, actor, now, 'referral.made', 'referral', referral.id, { studentId: referral.studentId, detail });
  }
  return made;
}

/**
 * Refuses what a form that was open for long may send: a reason or a programme no longer offered, a student who has left
 * or is not in reach.
 * @throws Refusal 422, each field named
 */
export async function requirePossible(
  tx: Tx,
  actor: Actor,
  asked: { reasonIds: readonly string[]; programmeId: string | null; studentId: string | null },
): Promise<void> {
  const problems: { field: string; value: unknown; message: string }[] = [];
  const unknown = await findUnknownReasons(tx, actor.orgId, asked.reasonIds);
  if (unknown.length > 0)
    problems.push({ field: 'reasonIds', value: unknown, message: 'A reason you chose is no longer offered. Choose again.' });
  if (asked.programmeId !== null) {
    const programmes = await findOpenProgrammes(tx, actor.orgId, actor.today);
    if (!programmes.some(({ id }) => id === asked.programmeId))
      problems.push({
        field: 'programmeId',
        value: asked.programmeId,
        message: 'This programme is not under way any more. Choose another, or none.',
      });
  }
  if (asked.studentId !== null) {
    const student = await findReferrable(tx, actor.orgId, asked.studentId);
    if (student === undefined)
      problems.push({
        field: 'studentId',
        value: asked.studentId,
        message: 'This student is not on your list. Search again, or name them.',
      });
    else if (student.leftOn !== null)
      problems.push({
        field: 'studentId',
        value: asked.studentId,
        message: 'This student has left. Ask your programme lead to take them back first.',
      });
  }
  if (problems.length > 0) throw invalid('This referral cannot be taken as it is.', problems);
}
