import * as contract from '@waymark/contract/second-scorings.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { sendMail } from '../mail/send.ts';
import { askSecondScorings, scoreSecond } from './policy.ts';
import {
  closeRequest,
  findOpen,
  findQuestions,
  findScorable,
  findScorers,
  findSecondScorings,
  insertSecondScores,
  insertSecondScorings,
} from './queries.ts';
import { problemsWithRequests, problemsWithScores } from './rules.ts';

export const routes = [
  route(contract.listSecondScorings, askSecondScorings, async ({ actor, tx }) => ({
    items: await findSecondScorings(tx, actor.orgId, actor.timeZone),
  })),

  route(contract.listScorableMeetings, askSecondScorings, async ({ actor, tx, query }) => {
    const { from, to, seed, basis, count } = query;
    if (to < from) throw invalid('The period ends before it begins.', [{ field: 'to', value: to, message: 'Choose a later day.' }]);
    const all = await findScorable(tx, actor.orgId, actor.timeZone, { from, to, seed });
    const fit = basis === 'notes' ? all.filter(({ notes }) => notes.length > 0) : all;
    const items = fit.slice(0, count).map(({ id, heldOn, studentId, student, mentorId, mentor, outcomeIds }) => ({
      id,
      heldOn,
      studentId,
      student,
      mentorId,
      mentor,
      outcomes: outcomeIds.length,
    }));
    return { of: fit.length, items };
  }),

  route(contract.askSecondScorings, askSecondScorings, async ({ actor, tx, body, today, now, config, audit }) => {
    const { items, basis, seed, dueOn } = body;
    const ids = items.map(({ meetingId }) => meetingId);
    const meetings = new Map((await findScorable(tx, actor.orgId, actor.timeZone, { ids })).map((meeting) => [meeting.id, meeting]));
    const scorers = await findScorers(
      tx,
      actor.orgId,
      items.map(({ scorerId }) => scorerId),
    );
    const problems = problemsWithRequests({ items, basis, dueOn, today, meetings, scorers });
    if (problems.length > 0) throw invalid(problems[0]?.message ?? '', problems);
    const requests = items.flatMap(({ id, meetingId, scorerId }) => {
      const meeting = meetings.get(meetingId);
      return meeting === undefined ? [] : [{ id, meeting, scorerId, basis, seed, dueOn }];
    });
    await insertSecondScorings(tx, actor, requests, now);
    for (const { id, meeting, scorerId } of requests)
      await audit('second-scoring.asked', 'second scoring', id, { studentId: meeting.studentId, detail: { scorerId, basis, seed } });
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
      const there = (await findSecondScorings(tx, actor.orgId, actor.timeZone)).some(({ id }) => id === params.id);
      throw there ? conflict('request-closed', 'This request is closed already.') : notFound('request');
    }
    await audit('second-scoring.withdrawn', 'second scoring', params.id, closed);
    return { id: params.id };
  }),

  route(contract.listOwnSecondScorings, scoreSecond, async ({ actor, tx }) => ({
    items: (await findOpen(tx, actor.orgId, actor.memberId ?? '')).map(({ id, basis, dueOn, outcomeIds, material }) => ({
      id,
      meetingOn: material.meetingOn,
      basis,
      dueOn,
      outcomes: outcomeIds.length,
    })),
  })),

  route(contract.getOwnSecondScoring, scoreSecond, async ({ actor, tx, params, logAccess }) => {
    const open = (await findOpen(tx, actor.orgId, actor.memberId ?? '')).find(({ id }) => id === params.id);
    if (open === undefined) throw notFound('request');
    await logAccess('second scoring', open.studentId);
    const { id, basis, dueOn, material, outcomeIds } = open;
    return { id, basis, dueOn, ...material, questions: await findQuestions(tx, actor.orgId, outcomeIds) };
  }),

  route(contract.recordSecondScores, scoreSecond, async ({ actor, tx, params, body, now, audit }) => {
    const scorerId = actor.memberId ?? '';
    const [open] = await findOpen(tx, actor.orgId, scorerId, params.id);
    if (open === undefined) throw notFound('request');
    const problems = problemsWithScores(body.scores, await findQuestions(tx, actor.orgId, open.outcomeIds));
    if (problems.length > 0) throw invalid(problems[0]?.message ?? '', problems);
    await insertSecondScores(tx, actor.orgId, { id: open.id, studentId: open.studentId, scorerId }, body.scores, now);
    await closeRequest(tx, actor.orgId, open.id, 'done', now);
    await audit('second-scoring.done', 'second scoring', open.id, { studentId: open.studentId });
    return { id: open.id };
  }),
];
