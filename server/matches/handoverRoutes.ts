import * as contract from '@waymark/contract/matches.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { Refusal, invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import {
  endHandedOver,
  findHandoverNotes,
  findHandovers,
  lockMatches,
  passActions,
  passMeetings,
  passNotes,
  type HandoverPlan,
} from './handover.ts';
import * as policy from './policy.ts';
import { findMatchForUpdate } from './queries.ts';
import { handoverProblem } from './rules.ts';
import { startMatches } from './start.ts';

async function planned(tx: Tx, actor: Actor, plan: HandoverPlan, now: Date) {
  const rows = await findHandovers(tx, actor, plan, now);
  if (rows.some((row) => row.currentVersion === null)) throw notFound('match');
  const twice = new Set(plan.items.map((item) => item.matchId)).size < plan.items.length;
  if (twice) throw invalid('A match can be handed over once.', [{ field: 'items', message: 'One match is named twice.' }]);
  return rows.map((row) => {
    const changed = row.currentVersion !== row.version;
    const problem = handoverProblem({
      from: plan.from,
      today: actor.today,
      match: { startedOn: row.startedOn, endedOn: row.endedOn, changed },
      student: { name: row.student },
      fromMentorId: row.fromMentorId,
      toMentorId: row.toMentorId,
      toMentor: row.toMentor === null ? undefined : { name: row.toMentor, role: row.toRole ?? '', status: row.toStatus ?? '' },
      already: row.already,
    });
    return { ...row, problem, meanwhile: changed };
  });
}

export const handoverRoutes = [
  route(contract.previewHandovers, policy.handOver, async ({ actor, tx, body, now }) => {
    const rows = await planned(tx, actor, body, now);
    return {
      items: rows.map((row) => ({
        matchId: row.matchId,
        student: { id: row.studentId, name: row.student },
        fromMentor: { id: row.fromMentorId, name: row.fromMentor },
        toMentor: { id: row.toMentorId, name: row.toMentor ?? '' },
        programme: row.programme,
        meetings: row.meetings,
        actions: row.actions,
        notes: row.notes,
        unrecorded: row.unrecorded,
        problem: row.problem ?? null,
      })),
    };
  }),

  route(contract.handOver, policy.handOver, async ({ actor, tx, body, now, audit }) => {
    await requireOpenCase(tx, actor, { matchIds: body.items.map(({ matchId }) => matchId) });
    await lockMatches(tx, actor.orgId, body.items);
    const rows = await planned(tx, actor, body, now);
    const errors = rows.flatMap((row, index) =>
      row.problem === undefined ? [] : [{ field: `items.${index}`, value: row.matchId, message: row.problem }],
    );
    if (rows.some((row) => row.problem !== undefined && row.meanwhile)) {
      throw new Refusal(
        409,
        'changed-meanwhile',
        'Nothing was handed over: somebody else changed these matches meanwhile.',
        'Load the page again to see who mentors whom now, then choose again.',
        errors,
      );
    }
    if (errors.length > 0) throw invalid('Nothing was handed over: some of it cannot be.', errors);

    const total = { students: new Set(rows.map((row) => row.studentId)).size, meetings: 0, actions: 0, notes: 0 };
    for (const [index, row] of rows.entries()) {
      const newMatchId = body.newMatchIds[index] ?? '';
      const match = {
        matchId: row.matchId,
        newMatchId,
        toMentorId: row.toMentorId,
        from: body.from,
        endedBy: body.endedBy,
        reason: body.reason,
      };
      await endHandedOver(tx, actor.orgId, match);
      const { studentId, enrolmentId, purpose, toMentorId } = row;
      const [started] = await startMatches(tx, actor, [
        { id: newMatchId, studentId, mentorId: toMentorId, enrolmentId, purpose, startedOn: body.from },
      ]);
      if (started === undefined)
        throw new Refusal(
          409,
          'already-there',
          'Nothing was handed over: one of the new matches is there already.',
          'Load the page again.',
        );
      const moved = {
        meetings: await passMeetings(tx, actor, match, body.meetings, now),
        actions: await passActions(tx, actor, match, body.actions),
        notes: await passNotes(tx, actor.orgId, row.matchId, toMentorId, body.notes),
      };
      total.meetings += moved.meetings;
      total.actions += moved.actions;
      total.notes += moved.notes;
      await audit('match.handed_over', 'match', row.matchId, {
        studentId,
        detail: {
          from: row.fromMentorId,
          to: toMentorId,
          on: body.from,
          newMatchId,
          reason: body.reason,
          endedBy: body.endedBy,
          meetings: { [body.meetings]: moved.meetings },
          actions: { [body.actions]: moved.actions },
          notes: { take: body.notes.take, handedOver: moved.notes },
        },
      });
    }
    return total;
  }),

  route(contract.listHandoverNotes, policy.handOver, async ({ actor, tx, params, logAccess }) => {
    const match = await findMatchForUpdate(tx, actor.orgId, params.id);
    if (match === undefined) throw notFound('match');
    await logAccess('notes for a handover', match.studentId);
    return { items: await findHandoverNotes(tx, actor.orgId, params.id) };
  }),
];
