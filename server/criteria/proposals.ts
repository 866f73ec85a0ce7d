import * as contract from '@waymark/contract/criteria.ts';
import { notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { takeIn } from '../referrals/make.ts';
import * as policy from './policy.ts';
import { describeStudents, findUnreferred } from './queries.ts';
import { ranked } from './rank.ts';
import { findingsFor, publishedCriteria } from './snapshot.ts';

export const proposalRoutes = [
  route(contract.listProposals, policy.readProposals, async ({ actor, tx, query, today, logAccess }) => {
    const { limit, ...filters } = query;
    const criteria = await publishedCriteria(tx, actor.orgId);
    if (criteria === undefined) return { criteria: null, asOf: today, considered: 0, found: 0, items: [] };
    const students = await findUnreferred(tx, actor.orgId, today, filters);
    const found = ranked(await findingsFor(tx, actor.orgId, criteria, students, today));
    const shown = found.slice(0, limit);
    const described = await describeStudents(
      tx,
      actor.orgId,
      shown.map(({ id }) => id),
    );
    await logAccess('students found by the criteria');
    return {
      criteria: { id: criteria.id, number: criteria.number },
      asOf: today,
      considered: students.length,
      found: found.length,
      items: shown.flatMap(({ id, findings }) => {
        const about = described.get(id);
        return about === undefined ? [] : [{ ...about, findings }];
      }),
    };
  }),

  route(contract.referProposed, policy.referProposals, async ({ actor, tx, body, now }) => {
    // a student chosen twice is referred once
    const once = [...new Map(body.referrals.map((one) => [one.studentId, one])).values()];
    const described = await describeStudents(
      tx,
      actor.orgId,
      once.map(({ studentId }) => studentId),
    );
    if (once.some(({ studentId }) => !described.has(studentId))) throw notFound('student');
    const open = (status: string | undefined) => status === 'open' || status === 'waiting';
    const already = once.flatMap(({ studentId }) => {
      const about = described.get(studentId);
      return about !== undefined && open(about.lastReferral?.status) ? [about.student] : [];
    });
    const there = new Set(already.map(({ id }) => id));
    let made = 0;
    for (const { id, studentId } of once) {
      if (there.has(studentId)) continue;
      const taken = await takeIn(
        tx,
        actor,
        {
          id,
          studentId,
          namedAs: null,
          programmeId: null,
          source: 'criteria',
          linkId: null,
          referredBy: actor.memberId,
          referrerKind: 'criteria',
          referrerName: '',
          referrerEmail: null,
          reasonIds: [],
          tried: '',
          evidence: '',
        },
        now,
      );
      if (taken) made++;
    }
    return { made, already };
  }),
];
