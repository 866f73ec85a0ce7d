import * as contract from '@waymark/contract/targets.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { requireStudent } from '../students/require.ts';
import { levelNow, mentorStanding, readGround, standingOf } from './ground.ts';
import * as policy from './policy.ts';
import { findEnrolments, markReplaced } from './queries.ts';
import { pointOf } from './rules.ts';
import { replaceTarget, requireHolding, setTarget } from './set.ts';

async function requireEnrolment(tx: Tx, actor: Actor, id: string) {
  const [enrolment] = await findEnrolments(tx, actor.orgId, { id });
  if (enrolment === undefined) throw notFound('enrolment');
  return enrolment;
}

export const routes = [
  route(contract.listTargets, policy.readTargets, async ({ actor, tx, params, today, logAccess }) => {
    await requireStudent(tx, actor.orgId, params.id);
    const enrolments = await findEnrolments(tx, actor.orgId, { studentId: params.id });
    const ground = await readGround(tx, actor, enrolments, 'all');
    await logAccess('targets', params.id);
    return {
      items: enrolments.map(({ id, programme, endedOn }) => {
        const rows = ground.targets.get(id) ?? [];
        return {
          enrolmentId: id,
          programme,
          closed: endedOn !== null && endedOn <= today,
          targets: rows.filter(({ replacedOn }) => replacedOn === null).map((row) => standingOf(row, ground)),
          earlier: rows
            .filter(({ replacedOn }) => replacedOn !== null)
            .toReversed()
            .map((row) => {
              const { id: targetId, name, shown, dueOn, setOn, setBy } = standingOf(row, ground);
              return {
                id: targetId,
                name,
                shown,
                dueOn,
                setOn,
                setBy,
                replacedOn: row.replacedOn ?? '',
                // why is written to colleagues
                replacedReason: actor.role === 'student' ? '' : (row.replacedReason ?? ''),
              };
            }),
        };
      }),
    };
  }),

  route(contract.listTargetChoices, policy.writeTargets, async ({ actor, tx, params }) => {
    const enrolment = await requireEnrolment(tx, actor, params.id);
    const ground = await readGround(tx, actor, [enrolment]);
    const standings = ground.standings.get(enrolment.id) ?? [];
    const latest = ground.latest.get(enrolment.studentId);
    return {
      measures: ground.measures
        .filter(({ archived }) => !archived)
        .map((measure) => ({ ...measure, now: pointOf(measure, latest?.get(measure.id)) })),
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
    const { enrolmentId } = await requireHolding(tx, actor, params.id);
    await requireOpenCase(tx, actor, { enrolmentIds: [enrolmentId] });
    await replaceTarget(tx, actor, await requireEnrolment(tx, actor, enrolmentId), params.id, body, now);
    return { id: body.id };
  }),

  route(contract.removeTarget, policy.writeTargets, async ({ actor, tx, params, body, now, audit }) => {
    const { enrolmentId, studentId } = await requireHolding(tx, actor, params.id);
    await requireOpenCase(tx, actor, { enrolmentIds: [enrolmentId] });
    await markReplaced(tx, actor.orgId, params.id, body.reason, now);
    await audit('target.removed', 'target', params.id, { studentId, detail: { reason: body.reason } });
    return { id: params.id };
  }),
];
