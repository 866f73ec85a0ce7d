import { ReportEvery, ReportSchedule } from '@waymark/contract/report-schedules.ts';
import { ReportFilters, type ReportKind, ReportNarrative, ReportSection } from '@waymark/contract/reports.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { type Choices, columnsOf } from './queries.ts';
import { filtersMovedOn, movedOn } from './usual.ts';

function schedules(tx: Tx, orgId: string) {
  return tx
    .selectFrom('report_schedules as c')
    .innerJoin('members as m', (join) => join.onRef('m.org_id', '=', 'c.org_id').onRef('m.id', '=', 'c.owner_id'))
    .leftJoin('schools as s', (join) => join.onRef('s.org_id', '=', 'c.org_id').onRef('s.id', '=', 'c.school_id'))
    .where('c.org_id', '=', orgId)
    .select(['c.id', 'c.version', 'c.kind', 'c.school_id', 'c.title', 'c.subtitle', 'c.recipient', 'c.design', 'c.preset', 'c.filters'])
    .select([
      'c.sections',
      'c.narrative',
      'c.every',
      'c.first_on',
      'c.passed',
      'c.owner_id',
      'm.name as owner_name',
      's.name as school_name',
    ])
    .select((eb) => {
      const made = () =>
        eb
          .selectFrom('reports as r')
          .whereRef('r.org_id', '=', 'c.org_id')
          .whereRef('r.schedule_id', '=', 'c.id')
          .orderBy('r.scheduled_for', 'desc')
          .limit(1);
      return [made().select('r.id').as('last_report_id'), made().select('r.scheduled_for').as('last_made_on')];
    });
}

type Row = Awaited<ReturnType<ReturnType<typeof schedules>['executeTakeFirstOrThrow']>>;

/** A schedule as it is kept: from its first day, with how many of its days are over. */
export interface KeptSchedule extends ReportSchedule {
  firstOn: string;
  passed: number;
  firstFilters: ReportFilters;
}

function shown(row: Row): KeptSchedule {
  const every = ReportEvery.parse(row.every);
  const filters = ReportFilters.parse(row.filters);
  return {
    id: row.id,
    version: row.version,
    kind: row.kind as ReportKind,
    schoolId: row.school_id,
    schoolName: row.school_name,
    title: row.title,
    subtitle: row.subtitle,
    recipient: row.recipient,
    design: ReportSchedule.shape.design.parse(row.design),
    preset: ReportSchedule.shape.preset.parse(row.preset),
    filters: filtersMovedOn(filters, every, row.passed),
    sections: row.sections.map((section) => ReportSection.parse(section)),
    narrative: ReportNarrative.parse(row.narrative),
    every,
    nextOn: movedOn(row.first_on, every, row.passed),
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    lastReportId: row.last_report_id,
    lastMadeOn: row.last_made_on,
    firstOn: row.first_on,
    passed: row.passed,
    firstFilters: filters,
  };
}

export async function findSchedules(tx: Tx, orgId: string): Promise<KeptSchedule[]> {
  const rows = await schedules(tx, orgId).orderBy('c.id').execute();
  return rows.map(shown).toSorted((a, b) => (a.nextOn < b.nextOn ? -1 : 1));
}

export async function findSchedule(tx: Tx, orgId: string, id: string): Promise<KeptSchedule | undefined> {
  const row = await schedules(tx, orgId).where('c.id', '=', id).executeTakeFirst();
  return row && shown(row);
}

/** What a person chose for a schedule; its filters and its day are those of the next draft. */
export interface ScheduleChoices extends Choices {
  every: ReportEvery;
  nextOn: string;
  ownerId: string;
}

const scheduleColumns = (choices: ScheduleChoices) => ({
  ...columnsOf(choices),
  every: choices.every,
  first_on: choices.nextOn,
  passed: 0,
  owner_id: choices.ownerId,
});

/** Writes a schedule down; false when one of this id is there already. */
export async function insertSchedule(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'memberId'>,
  one: ScheduleChoices & { id: string; kind: ReportKind; schoolId: string | null },
): Promise<boolean> {
  const made = await tx
    .insertInto('report_schedules')
    .values({
      org_id: actor.orgId,
      id: one.id,
      kind: one.kind,
      school_id: one.schoolId,
      ...scheduleColumns(one),
      created_by: actor.memberId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** Changes a schedule of this version, which counts from its next day afresh; false when there is none. */
export async function updateSchedule(tx: Tx, orgId: string, id: string, version: number, choices: ScheduleChoices): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('report_schedules')
    .set({ ...scheduleColumns(choices), version: version + 1 })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes a schedule away; the reports it made stay. */
export async function deleteSchedule(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('report_schedules').where('org_id', '=', orgId).where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Nobody else makes a draft for this schedule until the transaction ends; false when somebody is at it, or it is gone. */
export async function claimSchedule(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('report_schedules')
    .select('id')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row !== undefined;
}

export async function notePassed(tx: Tx, orgId: string, id: string, passed: number): Promise<void> {
  await tx.updateTable('report_schedules').set({ passed }).where('org_id', '=', orgId).where('id', '=', id).execute();
}

/** A schedule's owner, while they have a seat that may make reports. */
export async function findOwner(tx: Tx, orgId: string, id: string): Promise<{ name: string; email: string | null } | undefined> {
  return tx
    .selectFrom('members')
    .select(['name', 'email'])
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'active')
    .where('role', 'in', ['lead', 'analyst'])
    .executeTakeFirst();
}
