import * as contract from '@waymark/contract/report-schedules.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { requireSchool } from './new-report.ts';
import * as policy from './policy.ts';
import { deleteSchedule, findOwner, findSchedule, findSchedules, insertSchedule, updateSchedule } from './schedule-queries.ts';

async function getSchedule(tx: Tx, actor: Actor, id: string): Promise<contract.ReportSchedule> {
  const found = await findSchedule(tx, actor.orgId, id);
  if (found === undefined) throw notFound('schedule');
  return found;
}

/** @throws Refusal 422 for a day that is over, or an owner who may not make reports */
async function requirePossible(tx: Tx, actor: Actor, { nextOn, ownerId }: { nextOn: string; ownerId: string }): Promise<void> {
  const refuse = (field: string, value: string, message: string) => invalid(message, [{ field, value, message }]);
  if (nextOn < actor.today) throw refuse('nextOn', nextOn, 'Choose today or a day to come.');
  if ((await findOwner(tx, actor.orgId, ownerId)) === undefined)
    throw refuse('ownerId', ownerId, 'Choose a lead or an analyst of this organisation: they write the words.');
}

export const scheduleRoutes = [
  route(contract.listReportSchedules, policy.readDrafts, async ({ actor, tx }) => ({ items: await findSchedules(tx, actor.orgId) })),

  route(contract.createReportSchedule, policy.makeReports, async ({ actor, tx, body, audit }) => {
    await requirePossible(tx, actor, body);
    const school = await requireSchool(tx, actor.orgId, body.kind, body.schoolId);
    if (!(await insertSchedule(tx, actor, { ...body, schoolId: school?.id ?? null })))
      throw conflict('schedule-exists', 'This schedule was made already.', 'Look in the list.');
    const { kind, every, nextOn } = body;
    await audit('report_schedule.created', 'report_schedule', body.id, { detail: { kind, every, nextOn } });
    return getSchedule(tx, actor, body.id);
  }),

  route(contract.updateReportSchedule, policy.makeReports, async ({ actor, tx, params, body, ifMatch, audit }) => {
    await getSchedule(tx, actor, params.id);
    await requirePossible(tx, actor, body);
    if (!(await updateSchedule(tx, actor.orgId, params.id, ifMatch, body))) throw stale('schedule');
    await audit('report_schedule.changed', 'report_schedule', params.id, { detail: { every: body.every, nextOn: body.nextOn } });
    return getSchedule(tx, actor, params.id);
  }),

  route(contract.deleteReportSchedule, policy.makeReports, async ({ actor, tx, params, audit }) => {
    if (!(await deleteSchedule(tx, actor.orgId, params.id))) throw notFound('schedule');
    await audit('report_schedule.deleted', 'report_schedule', params.id);
    return { done: true as const };
  }),
];
