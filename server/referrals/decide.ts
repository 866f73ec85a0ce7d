import { sql } from 'kysely';
import type { ParsedBody } from '@waymark/contract/endpoint.ts';
import type { decideReferral } from '@waymark/contract/triage.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { placeProblems } from '../enrolments/place.ts';
import { writeAudit } from '../http/log-rows.ts';
import { invalid } from '../http/refusal.ts';
import { startMatches } from '../matches/start.ts';
import { startProblems } from '../matches/startProblems.ts';
import { enrol } from '../programmes/enrol.ts';
import { sendMail } from '../mail/send.ts';
import { addressMail, memberMail } from './rules.ts';
import type { findReferral } from './triage-queries.ts';

type Decided = ParsedBody<typeof decideReferral>;
type Place = NonNullable<Decided['place']>;
type Found = NonNullable<Awaited<ReturnType<typeof findReferral>>>;

export interface Begun {
  enrolmentId: string;
  /** False when the student took part already. */
  enrolled: boolean;
  matchId: string | null;
}

/**
 * An accepted student begins: enrolled, unless they take part already, and matched, all or nothing.
 * @throws Refusal 422 naming what stands in the way
 */
export async function begin(tx: Tx, actor: Actor, studentId: string, place: Place, now: Date): Promise<Begun> {
  const problems = await placeProblems(tx, actor.orgId, place.programmeId, place.cohortId);
  const student = await tx
    .selectFrom('students')
    .where('org_id', '=', actor.orgId)
    .where('id', '=', studentId)
    .select(['left_on', 'given_name'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (student.left_on !== null)
    problems.push({ field: 'studentId', value: studentId, message: `${student.given_name} has left. Take them back first, then accept.` });
  if (problems.length > 0) throw cannotBegin(problems.map(within));
  const { programmeId, cohortId, startedOn } = place;
  const [made] = await enrol(tx, actor, [{ id: place.enrolmentId, studentId, programmeId, cohortId, startedOn }]);
  const enrolmentId = made?.id ?? (await openEnrolment(tx, actor, studentId, place));
  if (enrolmentId === undefined)
    throw cannotBegin([
      {
        field: 'place.startedOn',
        value: startedOn,
        message: 'An enrolment in this programme begins later. Choose that day, or a later one.',
      },
    ]);
  if (made !== undefined)
    await writeAudit(tx, actor, now, 'enrolment.created', 'enrolment', made.id, {
      studentId,
      detail: { programmeId, cohortId, startedOn },
    });
  if (place.match === null) return { enrolmentId, enrolled: made !== undefined, matchId: null };
  const match = { ...place.match, studentId, enrolmentId, startedOn };
  const against = await startProblems(tx, actor.orgId, [match]);
  if (against.length > 0) throw cannotBegin(against.map((one) => ({ ...one, field: 'place.match.mentorId' })));
  await startMatches(tx, actor, [match]);
  await writeAudit(tx, actor, now, 'match.started', 'match', match.id, { studentId, detail: { mentorId: match.mentorId } });
  return { enrolmentId, enrolled: made !== undefined, matchId: match.id };
}

const within = <Field extends { field: string }>(one: Field): Field => ({
  ...one,
  field: one.field === 'studentId' ? one.field : `place.${one.field}`,
});
const cannotBegin = (problems: NonNullable<Parameters<typeof invalid>[1]>) =>
  invalid('Nothing was decided: the student cannot begin like this.', problems);

async function openEnrolment(tx: Tx, actor: Actor, studentId: string, place: Place): Promise<string | undefined> {
  const row = await tx
    .selectFrom('enrolments')
    .where('org_id', '=', actor.orgId)
    .where('student_id', '=', studentId)
    .where('programme_id', '=', place.programmeId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', place.startedOn)]))
    .where('started_on', '<=', place.startedOn)
    .select('id')
    .executeTakeFirst();
  return row?.id;
}

/** How a referrer hears of a decision that this actor makes. Who decides on their own referral need not be told. */
export function tellsOf(referral: Found, actor: Actor): 'member' | 'address' | 'nobody' {
  const { referredBy, memberEmail, memberStatus, referrerEmail } = referral;
  if (referredBy !== null) return referredBy !== actor.memberId && memberEmail !== null && memberStatus === 'active' ? 'member' : 'nobody';
  return referrerEmail === null ? 'nobody' : 'address';
}

/** Tells the referrer by mail, in the transaction of the decision. */
export async function tell(
  tx: Tx,
  actor: Actor,
  referral: Found,
  decided: Decided,
  publicUrl: string,
): Promise<'member' | 'address' | 'nobody'> {
  const tells = tellsOf(referral, actor);
  if (tells === 'nobody') return tells;
  const organisation = await tx
    .selectFrom('organisations')
    .where('org_id', '=', actor.orgId)
    .select(sql<string>`name`.as('name'))
    .executeTakeFirstOrThrow();
  const receivedOn = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: actor.timeZone }).format(
    new Date(referral.receivedAt),
  );
  const about = { organisation: organisation.name, referralId: referral.id, receivedOn };
  if (tells === 'member')
    await sendMail(tx, actor, {
      to: referral.memberEmail ?? '',
      ...memberMail({ ...about, to: { name: referral.memberName ?? '' } }, publicUrl),
    });
  else
    await sendMail(tx, actor, {
      to: referral.referrerEmail ?? '',
      ...addressMail({ ...about, to: { name: referral.referrerName } }, decided.decision, decided.answer),
    });
  return tells;
}
