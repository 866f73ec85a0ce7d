import * as contract from '@waymark/contract/matches.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { after, page } from '../http/pages.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { endMatches } from './end.ts';
import { handoverRoutes } from './handoverRoutes.ts';
import * as policy from './policy.ts';
import { countUnmatched, findMatchForUpdate, findMatches, findMentorLoads, updatePurpose } from './queries.ts';
import { endProblem } from './rules.ts';
import { startMatches } from './start.ts';
import { startProblems } from './startProblems.ts';

export const routes = [
  route(contract.getCaseloadBalance, policy.readCaseloads, async ({ actor, tx, today, now }) => ({
    items: await findMentorLoads(tx, actor.orgId, today, now),
    unmatched: await countUnmatched(tx, actor.orgId, today),
  })),

  route(contract.listMatches, policy.readCaseloads, async ({ actor, tx, query, today }) => {
    const keys = after(query.cursor, 3);
    const from = keys && { familyKey: String(keys[0]), givenKey: String(keys[1]), id: String(keys[2]) };
    const rows = await findMatches(tx, actor.orgId, today, query.mentorId, from, query.limit + 1);
    return page(rows, query.limit, (row) => [row.familyKey, row.givenKey, row.id]);
  }),

  route(contract.startMatches, policy.writeMatches, async ({ actor, tx, body, audit }) => {
    const problems = await startProblems(tx, actor.orgId, body.matches);
    await requireOpenCase(tx, actor, { enrolmentIds: body.matches.map(({ enrolmentId }) => enrolmentId) });
    if (problems.length > 0) throw invalid('No match was started: some of them cannot be.', problems);
    const started = await startMatches(tx, actor, body.matches);
    // the same student and mentor twice in one list, or an id used before
    if (started.length < body.matches.length)
      throw conflict('already-matched', 'No match was started: one of them is there already.', 'Load the page again to see it.');
    for (const { id, studentId, mentorId } of started) await audit('match.started', 'match', id, { studentId, detail: { mentorId } });
    return { started: started.length };
  }),

  route(contract.updateMatch, policy.writeMatches, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const before = await findMatchForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('match');
    if (before.version !== ifMatch) throw stale('match');
    await requireOpenCase(tx, actor, { matchIds: [params.id] });
    const version = await updatePurpose(tx, actor.orgId, params.id, body.purpose);
    await audit('match.updated', 'match', params.id, {
      studentId: before.studentId,
      detail: { before: before.purpose, after: body.purpose },
    });
    return { id: params.id, version };
  }),

  route(contract.endMatch, policy.writeMatches, async ({ actor, tx, params, body, ifMatch, today, now, audit }) => {
    const before = await findMatchForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('match');
    if (before.version !== ifMatch) throw stale('match');
    if (before.endedOn !== null && before.endedOn <= today)
      throw conflict('already-ended', 'This match has ended already.', 'Load the page again to see when and why.');
    const message = endProblem(body.endedOn, before.startedOn, today);
    if (message !== undefined) throw invalid('The match cannot end on that day.', [{ field: 'endedOn', value: body.endedOn, message }]);
    const ended = await endMatches(tx, actor, { matchIds: [params.id] }, body, now);
    const counts = { meetingsCancelled: ended.meetingsCancelled, actionsDropped: ended.actionsDropped };
    await audit('match.ended', 'match', params.id, { studentId: before.studentId, detail: { ...body, ...counts } });
    return { id: params.id, version: before.version + 1, ...counts };
  }),

  ...handoverRoutes,
];
