import * as contract from '@waymark/contract/targets.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import type { Figure } from '@waymark/contract/measures.ts';
import { requireStudent } from '../students/require.ts';
import { levelNow, mentorStanding, readGround, readGroundOf, standingOf, type Ground } from './ground.ts';
import * as policy from './policy.ts';
import { findEnrolments, markReplaced, type TargetRow } from './queries.ts';
import { pointOf } from './rules.ts';
import { replaceTarget, requireHolding, setTarget } from './set.ts';

async function requireEnrolment(tx: Tx, actor: Actor, id: string) {
  const [enrolment] = await findEnrolments(tx, actor.orgId, { id });
  if (enrolment === undefined) throw notFound('enrolment');
  return enrolment;
}

/** A target of an enrolment that holds, locked; a student's own is changed on its own ways. */
async function requireHeld(tx: Tx, actor: Actor, id: string) {
  const { enrolmentId, studentId } = await requireHolding(tx, actor, id);
  if (enrolmentId === null) throw notFound('target');
  return { enrolmentId, studentId };
}

/** Targets as a list shows them: those that hold, and the ones they took the place of. */
function listOf(rows: readonly TargetRow[], ground: Ground, actor: Actor): contract.StudentTargets['own'] {
  return {
    targets: rows.filter(({ replacedOn }) => replacedOn === null).map((row) => standingOf(row, ground)),
    earlier: rows
      .filter(({ replacedOn }) => replacedOn !== null)
      .toReversed()
      .map((row) => {
        const { id, name, shown, dueOn, setOn, setBy } = standingOf(row, ground);
        // why is written to colleagues
        const replacedReason = actor.role === 'student' ? '' : (row.replacedReason ?? '');
        return { id, name, shown, dueOn, setOn, setBy, replacedOn: row.replacedOn ?? '', replacedReason };
      }),
  };
}

function measureChoices({ measures }: Ground, latest: ReadonlyMap<string, Figure> | undefined): contract.TargetChoices['measures'] {
  return measures.filter(({ archived }) => !archived).map((measure) => ({ ...measure, now: pointOf(measure, latest?.get(measure.id)) }));
}

export const routes = [
  route(contract.listTargets, policy.readTargets, async ({ actor, tx, params, today, logAccess }) => {
    await requireStudent(tx, actor.orgId, params.id);
    const enrolments = await findEnrolments(tx, actor.orgId, { studentId: params.id });
    const ground = await readGroundOf(tx, actor, [params.id], enrolments, 'all');
    await logAccess('targets', params.id);
    return {
      own: listOf(ground.own.get(params.id) ?? [], ground, actor),
      items: enrolments.map(({ id, programme, endedOn }) => ({
        enrolmentId: id,
        programme,
        closed: endedOn !== null && endedOn <= today,
        ...listOf(ground.targets.get(id) ?? [], ground, actor),
      })),
    };
  }),

  route(contract.listTargetChoices, policy.writeTargets, async ({ actor, tx, params }) => {
    const enrolment = await requireEnrolment(tx, actor, params.id);
    const ground = await readGround(tx, actor, [enrolment]);
    const standings = ground.standings.get(enrolment.id) ?? [];
    const latest = ground.latest.get(enrolment.studentId);
    return {
      measures: measureChoices(ground, latest),
      outcomes: ground.catalogue
        .filter(({ current }) => current)
        .map(({ seriesId, typeName, statement, descriptors, levels }) => ({
          seriesId,
          type: typeName,
          statement,
          descriptors,
          now: levelNow(mentorStanding(standings, seriesId), levels),
        })),
    };
  }),

  route(contract.setTarget, policy.writeTargets, async ({ actor, tx, params, body, now }) => {
    const enrolment = await requireEnrolment(tx, actor, params.id);
    await requireOpenCase(tx, actor, { enrolmentIds: [enrolment.id] });
    await setTarget(tx, actor, enrolment, body, now);
    return { id: body.id };
  }),

  route(contract.replaceTarget, policy.writeTargets, async ({ actor, tx, params, body, now }) => {
    const { enrolmentId } = await requireHeld(tx, actor, params.id);
    await requireOpenCase(tx, actor, { enrolmentIds: [enrolmentId] });
    await replaceTarget(tx, actor, await requireEnrolment(tx, actor, enrolmentId), params.id, body, now);
    return { id: body.id };
  }),

  route(contract.removeTarget, policy.writeTargets, async ({ actor, tx, params, body, now, audit }) => {
    const { enrolmentId, studentId } = await requireHeld(tx, actor, params.id);
    await requireOpenCase(tx, actor, { enrolmentIds: [enrolmentId] });
    await markReplaced(tx, actor.orgId, params.id, body.reason, now);
    await audit('target.removed', 'target', params.id, { studentId, detail: { reason: body.reason } });
    return { id: params.id };
  }),

  route(contract.listStudentTargetChoices, policy.writeStudentTargets, async ({ actor, tx, params }) => {
    await requireStudent(tx, actor.orgId, params.id);
    const ground = await readGroundOf(tx, actor, [params.id], [], 'current');
    return { measures: measureChoices(ground, ground.latest.get(params.id)), outcomes: [] };
  }),

  route(contract.setStudentTarget, policy.writeStudentTargets, async ({ actor, tx, params, body, now }) => {
    await requireStudent(tx, actor.orgId, params.id);
    await setTarget(tx, actor, { id: null, studentId: params.id }, { ...body, seriesId: null }, now);
    return { id: body.id };
  }),

  route(contract.replaceStudentTarget, policy.writeStudentTargets, async ({ actor, tx, params, body, now }) => {
    await replaceTarget(tx, actor, { id: null, studentId: params.id }, params.targetId, body, now);
    return { id: body.id };
  }),

  route(contract.removeStudentTarget, policy.writeStudentTargets, async ({ actor, tx, params, body, now, audit }) => {
    const { enrolmentId, studentId } = await requireHolding(tx, actor, params.targetId);
    if (enrolmentId !== null || studentId !== params.id) throw notFound('target');
    await markReplaced(tx, actor.orgId, params.targetId, body.reason, now);
    await audit('target.removed', 'target', params.targetId, { studentId, detail: { reason: body.reason } });
    return { id: params.targetId };
  }),
];
