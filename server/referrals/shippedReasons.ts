import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';

/** What schools most often refer for, in the order of the form. The organisation renames, adds, reorders and archives. */
const shippedReasons: readonly { code: string; label: string }[] = [
  { code: 'attendance', label: 'Attendance' },
  { code: 'punctuality', label: 'Punctuality' },
  { code: 'behaviour', label: 'Behaviour' },
  { code: 'falling_grades', label: 'Falling grades' },
  { code: 'motivation', label: 'Motivation' },
  { code: 'confidence', label: 'Confidence' },
  { code: 'friendships', label: 'Friendships' },
  { code: 'home', label: 'Home circumstances' },
  { code: 'transition', label: 'Moving between schools or stages' },
  { code: 'under_achieving', label: 'More able but under-achieving' },
  { code: 'care_experience', label: 'Care experience' },
  { code: 'higher_education', label: 'Finding a way to college or university' },
];

/** Gives a new organisation its first list of reasons. Once: those it has already are left as they are. */
export async function installReferralReasons(tx: Tx, actor: Actor): Promise<void> {
  await tx
    .insertInto('referral_reasons')
    .values(shippedReasons.map((reason, position) => ({ org_id: actor.orgId, id: newId(), ...reason, shipped: true, position })))
    .onConflict((conflict) => conflict.columns(['org_id', 'code']).doNothing())
    .execute();
}
