import { referenceOf } from '@waymark/contract/referrals.ts';
import * as contract from '@waymark/contract/triage.ts';
import { snapshotFor } from '../criteria/snapshot.ts';
import { after, page } from '../http/pages.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { findCandidates } from './candidates.ts';
import { begin, tell, tellsOf } from './decide.ts';
import { findMentorRoom, isMentor, updateLimit } from './mentor-room-queries.ts';
import * as policy from './policy.ts';
import { findReferrable } from './queries.ts';
import { daysBetween, decisionProblem, statusAfter } from './rules.ts';
import { countUndecided, findForDecision, findQueue, findReferral, keepDecision, updateStudent } from './triage-queries.ts';

/** What every list shows of a referral: its reference, how long it waits, how many rules held. */
function shown<Row extends Pick<Awaited<ReturnType<typeof findQueue>>[number], 'id' | 'receivedAt' | 'decidedAt' | 'status' | 'snapshot'>>(
  row: Row,
  now: Date,
) {
  const until = row.decidedAt === null || row.status === 'waiting' ? now : new Date(row.decidedAt);
  const { snapshot } = row;
  return {
    ...row,
    reference: referenceOf(row.id),
    days: daysBetween(row.receivedAt, until),
    rules: snapshot === null ? null : { hold: snapshot.holds, of: snapshot.rules.length, unknown: snapshot.unknown },
  };
}

export const triageRoutes = [
  route(contract.listReferrals, policy.readReferrals, async ({ actor, tx, query, now }) => {
    const { cursor, limit, ...filters } = query;
    const keys = after(cursor, 2);
    const from = keys && { at: String(keys[0]), id: String(keys[1]) };
    const rows = await findQueue(tx, actor.orgId, filters, from, limit + 1);
    const { items, next } = page(rows, limit, (row) => [row.standing, row.id]);
    return {
      items: items.map((row) => shown(row, now)),
      next,
      counts: cursor === undefined ? await countUndecided(tx, actor.orgId) : null,
    };
  }),

  route(contract.getReferral, policy.readReferrals, async ({ actor, tx, params, today, now, logAccess }) => {
    const found = await findReferral(tx, actor.orgId, params.id, today);
    if (found === undefined) throw notFound('referral');
    await logAccess('referral', found.student?.id ?? null);
    return {
      ...shown(found, now),
      referrer: { kind: found.referrerKind, name: found.referrerName, email: found.referrerEmail, member: found.memberName },
      tells: tellsOf(found, actor),
      others: found.others.map((other) => ({ ...other, reference: referenceOf(other.id) })),
    };
  }),

  route(contract.listReferralCandidates, policy.triage, async ({ actor, tx, params, today }) => {
    const found = await findReferral(tx, actor.orgId, params.id, today);
    if (found === undefined) throw notFound('referral');
    return { items: found.namedAs === null ? [] : await findCandidates(tx, actor.orgId, found.namedAs) };
  }),

  route(contract.setReferralStudent, policy.triage, async ({ actor, tx, params, body, ifMatch, today, audit }) => {
    const before = await findForDecision(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('referral');
    if (before.version !== ifMatch) throw stale('referral');
    if (before.studentId !== null && before.namedAs === null)
      throw conflict('student-known', 'This referral was made about one student and stays so.', 'Decline it, and make another.');
    if (before.status === 'accepted' || before.status === 'withdrawn')
      throw conflict('already-decided', 'This referral has been decided already.', 'Load the page again to see how.');
    if ((await findReferrable(tx, actor.orgId, body.studentId)) === undefined)
      throw invalid('It could not be kept who this is.', [
        { field: 'studentId', value: body.studentId, message: 'This student is not here. Search again.' },
      ]);
    const snapshot = await snapshotFor(tx, actor.orgId, body.studentId, today);
    const version = await updateStudent(tx, actor.orgId, params.id, body.studentId, snapshot);
    await audit('referral.student_found', 'referral', params.id, {
      studentId: body.studentId,
      detail: before.studentId === null ? {} : { before: before.studentId },
    });
    return { id: params.id, version };
  }),

  route(contract.decideReferral, policy.triage, async ({ actor, tx, params, body, ifMatch, today, now, config, audit, enqueue }) => {
    const before = await findForDecision(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('referral');
    if (before.version !== ifMatch) throw stale('referral');
    const problem = decisionProblem(before.status, body.decision);
    if (problem !== undefined) throw conflict('already-decided', problem, 'Load the page again to see how it stands.');
    if (body.place !== null && before.studentId === null)
      throw invalid('Nothing was decided: it is not known yet which student this is.', [
        { field: 'studentId', message: 'Say first which student this is, then accept.' },
      ]);
    const begun = body.place === null || before.studentId === null ? null : await begin(tx, actor, before.studentId, body.place, now);
    const version = await keepDecision(
      tx,
      actor,
      {
        ...body,
        referralId: params.id,
        studentId: before.studentId,
        enrolmentId: begun?.enrolmentId ?? null,
        matchId: begun?.matchId ?? null,
        status: statusAfter[body.decision],
      },
      now,
    );
    await audit(`referral.${statusAfter[body.decision]}`, 'referral', params.id, { studentId: before.studentId });
    const found = await findReferral(tx, actor.orgId, params.id, today);
    if (found === undefined) throw notFound('referral');
    const told = await tell(tx, actor, found, body, config.publicUrl);
    if (told !== 'nobody') enqueue('mail.deliver', {});
    return { id: params.id, version, told, enrolled: begun?.enrolled ?? false, matched: begun !== null && begun.matchId !== null };
  }),

  route(contract.listMentorRoom, policy.readMentorRoom, async ({ actor, tx, query, today }) => ({
    items: await findMentorRoom(tx, actor.orgId, today, query.schoolId ?? null),
  })),

  route(contract.setMentorRoom, policy.writeMentorRoom, async ({ actor, tx, params, body, ifMatch, audit }) => {
    if (!(await isMentor(tx, actor.orgId, params.id))) throw notFound('mentor');
    const version = await updateLimit(tx, actor.orgId, params.id, body.limit, ifMatch);
    if (version === undefined) throw stale('mentor');
    await audit('member.caseload_limit', 'member', params.id, { detail: { limit: body.limit } });
    return { id: params.id, version };
  }),
];
