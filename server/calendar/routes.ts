import { dayLength } from '@waymark/contract/days.ts';
import { getCalendarLink, readCalendar, renewCalendarLink, revokeCalendarLink } from '@waymark/contract/calendar.ts';
import { hashOf } from '../accounts/secrets.ts';
import { systemActor, type Actor } from '../db/actor.ts';
import { anyone } from '../http/policy.ts';
import { notFound } from '../http/refusal.ts';
import { publicRoute, route } from '../http/route.ts';
import { calendarFeed } from './feed.ts';
import { ownCalendarLink } from './policy.ts';
import { calendarMeetings, findCalendarOwner, hasCalendarLink, organisationOf, setCalendarSecret } from './queries.ts';

export const routes = [
  route(getCalendarLink, ownCalendarLink, async ({ actor, tx }) => ({ active: await hasCalendarLink(tx, actor) })),

  route(renewCalendarLink, ownCalendarLink, async ({ actor, tx, body, audit }) => {
    await setCalendarSecret(tx, actor, hashOf(body.secret));
    await audit('calendar-link.renewed', 'member', actor.memberId);
    return { pathPrefix: '/api/calendar/' };
  }),

  route(revokeCalendarLink, ownCalendarLink, async ({ actor, tx, audit }) => {
    await setCalendarSecret(tx, actor, null);
    await audit('calendar-link.ended', 'member', actor.memberId);
    return { done: true as const };
  }),

  publicRoute(readCalendar, anyone, async ({ params, query, database, config, now, requestId, ip }) => {
    const owner = await findCalendarOwner(database, hashOf(params.token.replace(/\.ics$/, '')));
    if (owner === undefined) throw notFound('calendar');
    const system = systemActor(owner.orgId, now);
    const organisation = await database.withActor(system, (tx) => organisationOf(tx, owner.orgId));
    // as the mentor themselves: a match that has ended takes its meetings out of the calendar too
    const mentor: Actor = {
      ...systemActor(owner.orgId, now, organisation.timeZone),
      memberId: owner.memberId,
      role: 'mentor',
      scope: 'caseload',
      requestId,
      ip,
    };
    const [from, before] = [new Date(now.getTime() - 60 * dayLength), new Date(now.getTime() + 400 * dayLength)];
    const meetings = await database.withActor(mentor, (tx) => calendarMeetings(tx, mentor, from, before));
    const content = calendarFeed(meetings, { organisation: organisation.name, names: query.names, publicUrl: config.publicUrl, now });
    return { fileName: 'waymark.ics', content };
  }),
];
