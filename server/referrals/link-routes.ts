import * as contract from '@waymark/contract/referrals.ts';
import { anyone } from '../http/policy.ts';
import { Refusal, conflict, invalid, notFound } from '../http/refusal.ts';
import { publicRoute, route } from '../http/route.ts';
import { createLink, openLink, revokeLink } from '../links/links.ts';
import { findLink, findLinks } from './link-queries.ts';
import { requirePossible, takeIn } from './make.ts';
import * as policy from './policy.ts';
import { countThroughLink, findOpenProgrammes, findOrigin, findSchools } from './queries.ts';
import { findOfferedReasons } from './reason-queries.ts';

/** More in an hour than a staff room has to say: somebody is playing with the link. */
const mostAnHour = 60;

export const linkRoutes = [
  route(contract.listReferralLinks, policy.readLinks, async ({ actor, tx, links, now }) => ({
    items: (await findLinks(tx, actor.orgId, now)).map((link) => ({ ...link, url: links.urlOf({ id: link.id, kind: 'referral' }) })),
  })),

  route(contract.createReferralLink, policy.writeLinks, async ({ actor, tx, body, links, now, audit }) => {
    if ((await findLink(tx, actor.orgId, body.id)) !== undefined) return { id: body.id };
    if ((await findSchools(tx, actor.orgId, body.schoolId)).length === 0)
      throw invalid('No link was made.', [
        { field: 'schoolId', value: body.schoolId, message: 'This school is not in use. Choose another.' },
      ]);
    const expiresAt = new Date(now);
    expiresAt.setUTCMonth(expiresAt.getUTCMonth() + body.months);
    const link = { id: body.id, kind: 'referral' as const, subjectId: body.schoolId, studentId: null, singleUse: false, expiresAt };
    await createLink(tx, actor, links, link, now);
    await audit('referral_link.made', 'private_link', body.id, { detail: { schoolId: body.schoolId } });
    return { id: body.id };
  }),

  route(contract.revokeReferralLink, policy.writeLinks, async ({ actor, tx, params, now, audit }) => {
    const link = await findLink(tx, actor.orgId, params.id);
    if (link === undefined) throw notFound('link');
    if (link.revokedAt === null) {
      await revokeLink(tx, actor, params.id, now);
      await audit('referral_link.revoked', 'private_link', params.id);
    }
    return { id: params.id };
  }),

  publicRoute(contract.openReferralLink, anyone, async (request) => {
    const open = await openLink(request, 'referral', request.params.token);
    const { actor } = open;
    return request.database.withActor(actor, async (tx) => ({
      organisation: open.organisation.name,
      school: (await schoolOf(tx, open))?.name ?? null,
      reasons: await findOfferedReasons(tx, actor.orgId),
      programmes: await findOpenProgrammes(tx, actor.orgId, actor.today),
    }));
  }),

  publicRoute(contract.referByLink, anyone, async (request) => {
    const { body, now } = request;
    const open = await openLink(request, 'referral', request.params.token);
    const { actor, link } = open;
    const receipt = { reference: contract.referenceOf(body.id) };
    return request.database.withActor(actor, async (tx) => {
      const here = await findOrigin(tx, actor.orgId, body.id);
      // the same form, sent a second time
      if (here !== undefined && here.linkId === link.id) return receipt;
      const hourAgo = new Date(now.getTime() - 3_600_000);
      if ((await countThroughLink(tx, actor.orgId, link.id, hourAgo)) >= mostAnHour)
        throw new Refusal(
          429,
          'too-many',
          'Very many referrals have come through this link in the last hour.',
          'What you wrote is kept on this page. Send it again in an hour, or ask the programme by telephone.',
        );
      await requirePossible(tx, actor, { ...body, studentId: null });
      const made = await takeIn(
        tx,
        actor,
        {
          id: body.id,
          studentId: null,
          namedAs: { ...body.student, schoolId: (await schoolOf(tx, open))?.id ?? null },
          programmeId: body.programmeId,
          source: 'link',
          linkId: link.id,
          referredBy: null,
          referrerKind: body.referrer.kind,
          referrerName: body.referrer.name,
          referrerEmail: body.referrer.email,
          reasonIds: body.reasonIds,
          tried: body.tried,
          evidence: body.evidence,
        },
        now,
      );
      // two taps at once: the other one was kept; or an id that is somebody else's, of which nothing is told
      if (!made && (await findOrigin(tx, actor.orgId, body.id))?.linkId !== link.id)
        throw conflict('id-taken', 'This referral could not be kept.', 'Load the page again and send it once more.');
      return receipt;
    });
  }),
];

async function schoolOf(tx: Parameters<typeof findSchools>[0], { actor, link }: Awaited<ReturnType<typeof openLink>>) {
  if (link.subjectId === null) return undefined;
  return (await findSchools(tx, actor.orgId, link.subjectId))[0];
}
