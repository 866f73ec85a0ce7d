import {
  cancelMeeting,
  getMeeting,
  listMeetingChoices,
  listMeetings,
  planMeetings,
  reinstateMeeting,
  reviseMeeting,
  scheduleMeetings,
} from '@waymark/contract/meetings.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { after, page } from '../http/pages.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { cancel, reinstate, revise, schedule } from './arrange.ts';
import { findMatchToMeet, listMeetingChoices as queryChoices } from './matched.ts';
import { planMeetings as plan } from './plan.ts';
import { arrangeMeetings, readMeetings } from './policy.ts';
import { listMeetings as queryMeetings, meetingsOf, repeatOf } from './queries.ts';
import { dayBounds, meetingDays } from './recurrence.ts';
import { mayArrange, requireArranger } from './rules.ts';

export const routes = [
  route(listMeetings, readMeetings, async ({ actor, tx, query }) => {
    const { from, to, cursor, limit, ...filter } = query;
    const last = after(cursor, 2);
    const rows = await queryMeetings(tx, actor, {
      ...filter,
      from: from === undefined ? undefined : dayBounds(from, actor.timeZone).from,
      before: to === undefined ? undefined : dayBounds(to, actor.timeZone).before,
      after: last && { startsAt: String(last[0]), id: String(last[1]) },
      limit: limit + 1,
    });
    return page(rows, limit, ({ startsAt, id }) => [startsAt, id]);
  }),

  route(getMeeting, readMeetings, async ({ actor, tx, params, logAccess }) => {
    const [meeting] = await meetingsOf(tx, actor, [params.id]);
    if (meeting === undefined) throw notFound('meeting');
    await logAccess('meeting', meeting.studentId);
    const repeat = meeting.repeatId === null ? [] : await repeatOf(tx, actor, meeting.repeatId);
    return {
      ...meeting,
      mayChange: mayArrange(actor, meeting.mentorId),
      repeat: repeat.map(({ id, startsAt, status }) => ({ id, startsAt, status })),
    };
  }),

  route(listMeetingChoices, arrangeMeetings, async ({ actor, tx, query, today }) => {
    const own = actor.role === 'mentor' && actor.memberId !== null ? { mentorId: actor.memberId } : {};
    const of = { ...query, ...own };
    if (of.mentorId === undefined && of.studentId === undefined) {
      throw invalid('Say who is to be met.', [{ field: 'mentorId', message: 'Choose a mentor or a student.' }]);
    }
    return { items: await queryChoices(tx, actor, of, today) };
  }),

  route(planMeetings, arrangeMeetings, async ({ actor, tx, query }) => {
    const match = await findMatchToMeet(tx, actor.orgId, query.matchId);
    if (match === undefined) throw notFound('match');
    requireArranger(actor, match);
    const { date, time, plannedMinutes, everyWeeks, times, until, except } = query;
    const days = meetingDays(date, everyWeeks === undefined ? undefined : { everyWeeks, times, until });
    return { items: await plan(tx, actor, match, { days, time, plannedMinutes, except }) };
  }),

  route(scheduleMeetings, arrangeMeetings, async ({ actor, tx, body, audit }) => {
    await requireOpenCase(tx, actor, { matchIds: [body.matchId] });
    const items = await schedule(tx, actor, body);
    for (const { id, studentId, startsAt } of items) await audit('meeting.scheduled', 'meeting', id, { studentId, detail: { startsAt } });
    return { items };
  }),

  route(reviseMeeting, arrangeMeetings, async ({ actor, tx, params, body, ifMatch, audit }) => {
    await requireOpenCase(tx, actor, { meetingIds: [params.id] });
    const { before, after: items } = await revise(tx, actor, params.id, ifMatch, body);
    const was = new Map(before.map((meeting) => [meeting.id, meeting]));
    for (const { id, studentId, startsAt, plannedMinutes, mode, place } of items) {
      const former = was.get(id);
      const from = former && { startsAt: former.startsAt, plannedMinutes: former.plannedMinutes, mode: former.mode, place: former.place };
      await audit('meeting.changed', 'meeting', id, { studentId, detail: { from, to: { startsAt, plannedMinutes, mode, place } } });
    }
    return { items };
  }),

  route(cancelMeeting, arrangeMeetings, async ({ actor, tx, params, body, ifMatch, audit }) => {
    await requireOpenCase(tx, actor, { meetingIds: [params.id] });
    const items = await cancel(tx, actor, params.id, ifMatch, body.reach, body.reason);
    for (const { id, studentId } of items) await audit('meeting.cancelled', 'meeting', id, { studentId, detail: { reason: body.reason } });
    return { items };
  }),

  route(reinstateMeeting, arrangeMeetings, async ({ actor, tx, params, ifMatch, audit }) => {
    await requireOpenCase(tx, actor, { meetingIds: [params.id] });
    const meeting = await reinstate(tx, actor, params.id, ifMatch);
    await audit('meeting.reinstated', 'meeting', meeting.id, { studentId: meeting.studentId });
    return meeting;
  }),
];
