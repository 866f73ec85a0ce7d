import * as contract from '@waymark/contract/second-scorings.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { after, page } from '../http/pages.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { sendMail } from '../mail/send.ts';
import { closeRequest } from './own-queries.ts';
import { ownRoutes } from './own-routes.ts';
import { askSecondScorings } from './policy.ts';
import { findBothLevels, findScorers, findSecondScorings, insertSecondScorings } from './queries.ts';
import { problemsWithRequests } from './rules.ts';
import { drawScorable, findScorable, type ScorableMeeting } from './scorable.ts';

function requirePeriod({ from, to }: { from: string; to: string }): void {
  if (to < from) throw invalid('The period ends before it begins.', [{ field: 'to', value: to, message: 'Choose a later day.' }]);
}

const shown = ({ id, heldOn, studentId, student, mentorId, mentor, outcomeIds }: ScorableMeeting) => ({
  id,
  heldOn,
  studentId,
  student,
  mentorId,
  mentor,
  outcomes: outcomeIds.length,
});

type Drawing = Pick<contract.MeetingDraw, 'seed' | 'from' | 'to'> & { count: number };

/** What a draw is and which meetings it drew: it is told from the seed again, since only what was drawn may be called so. */
async function drawAgain(
  tx: Tx,
  actor: Actor,
  { seed, from, to, count }: Drawing,
  basis: contract.ScoringBasis,
): Promise<[contract.MeetingDraw, ReadonlySet<string>]> {
  requirePeriod({ from, to });
  const { of, drawn } = await drawScorable(tx, actor, { seed, from, to, basis, count });
  return [{ id: newId(), seed, from, to, of, drawn: drawn.length }, new Set(drawn.map(({ id }) => id))];
}

export const routes = [
  ...ownRoutes,

  route(contract.listSecondScorings, askSecondScorings, async ({ actor, tx, query }) => {
    const { limit, cursor, status, chosen } = query;
    const rows = await findSecondScorings(tx, actor, { status, chosen, after: after(cursor, 2), limit: limit + 1 });
    return page(rows, limit, ({ askedAt, id }) => [askedAt, id]);
  }),

  route(contract.getSecondScoring, askSecondScorings, async ({ actor, tx, params, logAccess }) => {
    const [request] = await findSecondScorings(tx, actor, { id: params.id });
    if (request === undefined) throw notFound('request');
    await logAccess('second scoring', request.studentId);
    return { ...request, levels: await findBothLevels(tx, actor.orgId, params.id) };
  }),

  route(contract.drawScorableMeetings, askSecondScorings, async ({ actor, tx, query }) => {
    requirePeriod(query);
    const { of, drawn } = await drawScorable(tx, actor, query);
    return { of, items: drawn.map(shown) };
  }),

  route(contract.listScorableMeetings, askSecondScorings, async ({ actor, tx, query }) => {
    requirePeriod(query);
    const { cursor, limit, ...which } = query;
    const rows = await findScorable(tx, actor, { ...which, after: after(cursor, 2), limit: limit + 1 });
    const { items, next } = page(rows, limit, ({ startsAt, id }) => [startsAt, id]);
    return { items: items.map(shown), next };
  }),

  route(contract.askSecondScorings, askSecondScorings, async ({ actor, tx, body, today, now, config, audit }) => {
    const { items, basis, dueOn } = body;
    const ids = items.map(({ meetingId }) => meetingId);
    const meetings = new Map((await findScorable(tx, actor, { ids })).map((meeting) => [meeting.id, meeting]));
    const scorers = await findScorers(
      tx,
      actor.orgId,
      items.map(({ scorerId }) => scorerId),
    );
    const [draw, drawn] = body.draw === null ? [null, undefined] : await drawAgain(tx, actor, body.draw, basis);
    const problems = problemsWithRequests({ items, basis, dueOn, today, meetings, scorers, drawn });
    if (problems.length > 0) throw invalid(problems[0]?.message ?? '', problems);
    const requests = items.flatMap(({ id, meetingId, scorerId }) => {
      const meeting = meetings.get(meetingId);
      return meeting === undefined ? [] : [{ id, meeting, scorerId, basis, draw, dueOn }];
    });
    await insertSecondScorings(tx, actor, requests, now);
    for (const { id, meeting, scorerId } of requests)
      await audit('second-scoring.asked', 'second scoring', id, {
        studentId: meeting.studentId,
        detail: { scorerId, basis, seed: draw?.seed ?? null, byHand: draw === null },
      });
    for (const { id, name, email } of scorers.values()) {
      const n = items.filter(({ scorerId }) => scorerId === id).length;
      if (email === null) continue;
      await sendMail(tx, actor, {
        to: email,
        subject: n === 1 ? 'A meeting of a colleague to score' : `${n} meetings of colleagues to score`,
        body: `Hello ${name},\n\nyou are asked to score ${n === 1 ? 'a meeting' : `${n} meetings`} of colleagues independently, by ${dueOn}. What you need is here:\n\n${config.publicUrl}/calibration\n\nIt says how alike we judge, and nothing about the students or about you alone.\n`,
      });
    }
    return { asked: requests.length };
  }),

  route(contract.withdrawSecondScoring, askSecondScorings, async ({ actor, tx, params, now, audit }) => {
    const closed = await closeRequest(tx, actor.orgId, params.id, 'withdrawn', now);
    if (closed === undefined) {
      const [there] = await findSecondScorings(tx, actor, { id: params.id });
      throw there ? conflict('request-closed', 'This request is closed already.') : notFound('request');
    }
    await audit('second-scoring.withdrawn', 'second scoring', params.id, closed);
    return { id: params.id };
  }),
];
