import * as contract from '@waymark/contract/referrals.ts';
import { publishedCriteria } from '../criteria/snapshot.ts';
import { readRuleParts } from '../criteria/facts.ts';
import { ruleSentence } from '@waymark/contract/rule-sentences.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { after, page } from '../http/pages.ts';
import { route } from '../http/route.ts';
import { findStudents } from '../students/list.ts';
import { figureRoutes } from './figure-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { requirePossible, takeIn } from './make.ts';
import * as policy from './policy.ts';
import { findOpenProgrammes, findOrigin, findOwn, findReferredSince, findSchools, withdrawOwn } from './queries.ts';
import { findOfferedReasons } from './reason-queries.ts';
import { reasonRoutes } from './reason-routes.ts';
import { referrerOf } from './rules.ts';
import { triageRoutes } from './triage-routes.ts';

const referral = <Row extends { id: string }>(row: Row) => ({ ...row, reference: contract.referenceOf(row.id) });

export const routes = [
  route(contract.getReferralForm, policy.makeReferrals, async ({ actor, tx, today }) => {
    const criteria = await publishedCriteria(tx, actor.orgId);
    const parts = criteria && (await readRuleParts(tx, actor.orgId));
    return {
      reasons: await findOfferedReasons(tx, actor.orgId),
      programmes: await findOpenProgrammes(tx, actor.orgId, today),
      schools: await findSchools(tx, actor.orgId, actor.role === 'school_contact' ? actor.schoolId : null),
      criteria: parts === undefined ? [] : (criteria?.rules ?? []).map((rule) => ruleSentence(rule, parts)),
    };
  }),

  route(contract.findReferrableStudents, policy.makeReferrals, async ({ actor, tx, query, today }) => {
    const found = await findStudents(tx, actor.orgId, today, { search: query.search, id: query.studentId, left: 'no' }, undefined, 12);
    const since = await findReferredSince(
      tx,
      actor.orgId,
      found.map(({ id }) => id),
    );
    return {
      items: found.map((student) => ({
        id: student.id,
        name: `${student.preferredName ?? student.givenName} ${student.familyName}`,
        yearGroup: student.yearGroup,
        school: student.school?.name ?? null,
        referredSince: since.get(student.id) ?? null,
      })),
    };
  }),

  route(contract.makeReferral, policy.makeReferrals, async ({ actor, tx, body, now }) => {
    const receipt = { id: body.id, reference: contract.referenceOf(body.id) };
    const here = await findOrigin(tx, actor.orgId, body.id);
    // the same form, sent a second time
    if (here !== undefined && here.referredBy === actor.memberId) return { ...receipt, version: here.version };
    await requirePossible(tx, actor, body);
    const { namedAs } = body;
    const schoolId = actor.role === 'school_contact' ? actor.schoolId : (namedAs?.schoolId ?? null);
    if (namedAs !== null && schoolId !== null && (await findSchools(tx, actor.orgId, schoolId)).length === 0)
      throw invalid('This referral cannot be taken as it is.', [
        { field: 'namedAs.schoolId', value: schoolId, message: 'This school is not among yours any more. Choose another, or none.' },
      ]);
    const made = await takeIn(
      tx,
      actor,
      {
        ...body,
        ...referrerOf(actor.role, body.askedBy),
        namedAs: namedAs === null ? null : { ...namedAs, schoolId },
        source: 'app',
        linkId: null,
        referredBy: actor.memberId,
        referrerEmail: null,
      },
      now,
    );
    // two taps at once: the other one was kept
    const there = made ? undefined : await findOrigin(tx, actor.orgId, body.id);
    if (!made && there?.referredBy !== actor.memberId)
      throw conflict('id-taken', 'This referral could not be kept.', 'Load the page again and send it once more.');
    return { ...receipt, version: there?.version ?? 1 };
  }),

  route(contract.listOwnReferrals, policy.readOwnReferrals, async ({ actor, tx, query }) => {
    const keys = after(query.cursor, 2);
    const before = keys && { at: String(keys[0]), id: String(keys[1]) };
    const rows = await findOwn(tx, actor, { before }, query.limit + 1);
    const { items, next } = page(rows, query.limit, (row) => [row.receivedAt, row.id]);
    return { items: items.map(referral), next };
  }),

  route(contract.getOwnReferral, policy.readOwnReferrals, async ({ actor, tx, params }) => {
    const [own] = await findOwn(tx, actor, { id: params.id }, 1);
    if (own === undefined) throw notFound('referral');
    return referral(own);
  }),

  route(contract.withdrawReferral, policy.readOwnReferrals, async ({ actor, tx, params, ifMatch, now, audit }) => {
    const [own] = await findOwn(tx, actor, { id: params.id }, 1);
    if (own === undefined) throw notFound('referral');
    if (own.status !== 'open' && own.status !== 'waiting')
      throw conflict('already-decided', 'This referral has been decided already.', 'Load the page again to see how.');
    const version = await withdrawOwn(tx, actor, params.id, ifMatch, now);
    if (version === undefined) throw stale('referral');
    await audit('referral.withdrawn', 'referral', params.id);
    return { id: params.id, version };
  }),

  ...reasonRoutes,
  ...linkRoutes,
  ...triageRoutes,
  ...figureRoutes,
];
