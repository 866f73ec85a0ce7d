import { Document } from '@waymark/contract/documents.ts';
import { Report, ReportFilters, type ReportKind, ReportNarrative, ReportSection, type ReportStatus } from '@waymark/contract/reports.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

/** What a person chose for a report, as the contract has it. */
export type Choices = Pick<Report, 'title' | 'subtitle' | 'recipient' | 'design' | 'preset' | 'filters' | 'sections' | 'narrative'>;

/** A report with what only the server needs of it. */
export interface KeptReport extends Report {
  seed: number;
}

/** Reports as rows, with who made them and what became of them; without the document, which is read alone. */
function reports(tx: Tx, orgId: string) {
  return tx
    .selectFrom('reports as r')
    .leftJoin('members as m', (join) => join.onRef('m.org_id', '=', 'r.org_id').onRef('m.id', '=', 'r.created_by'))
    .leftJoin('members as f', (join) => join.onRef('f.org_id', '=', 'r.org_id').onRef('f.id', '=', 'r.final_by'))
    .leftJoin('schools as s', (join) => join.onRef('s.org_id', '=', 'r.org_id').onRef('s.id', '=', 'r.school_id'))
    .leftJoin('report_withdrawals as w', (join) => join.onRef('w.org_id', '=', 'r.org_id').onRef('w.report_id', '=', 'r.id'))
    .where('r.org_id', '=', orgId)
    .select(['r.id', 'r.version', 'r.kind', 'r.school_id', 'r.title', 'r.subtitle', 'r.recipient', 'r.design', 'r.preset', 'r.filters'])
    .select(['r.sections', 'r.narrative', 'r.status', 'r.as_of', 'r.seed', 'r.code_version', 'r.fingerprint', 'r.schedule_id'])
    .select(['r.copied_from', 'r.created_at', 'r.created_by', 'r.final_at', 'r.final_by', 'w.withdrawn_at', 'w.reason'])
    .select(['m.name as created_name', 'f.name as final_name', 's.name as school_name'])
    .select((eb) => {
      const takings = () => eb.selectFrom('report_takings as t').whereRef('t.org_id', '=', 'r.org_id').whereRef('t.report_id', '=', 'r.id');
      return [
        takings()
          .select(sql<number>`count(*)::int`.as('n'))
          .as('taken'),
        takings()
          .select(({ fn }) => fn.max('t.taken_at').as('at'))
          .as('last_taken_at'),
      ];
    });
}

type Row = Awaited<ReturnType<ReturnType<typeof reports>['executeTakeFirstOrThrow']>>;

/** A report as an actor sees it: an analyst and a school do not learn which colleague it was, but an analyst's own is theirs. */
function shown(row: Row, actor: Actor): KeptReport {
  const named = (id: string | null, name: string | null) =>
    actor.role === 'admin' || actor.role === 'lead' || actor.role === 'system' || (id !== null && id === actor.memberId) ? name : null;
  return {
    id: row.id,
    version: row.version,
    kind: row.kind as ReportKind,
    schoolId: row.school_id,
    schoolName: row.school_name,
    title: row.title,
    subtitle: row.subtitle,
    recipient: row.recipient,
    design: Report.shape.design.parse(row.design),
    preset: Report.shape.preset.parse(row.preset),
    filters: ReportFilters.parse(row.filters),
    sections: row.sections.map((section) => ReportSection.parse(section)),
    narrative: ReportNarrative.parse(row.narrative),
    status: row.withdrawn_at === null ? (row.status as 'draft' | 'final') : 'withdrawn',
    asOf: row.as_of,
    seed: row.seed,
    codeVersion: row.code_version,
    fingerprint: row.fingerprint,
    scheduleId: row.schedule_id,
    copiedFrom: row.copied_from,
    createdAt: row.created_at,
    createdBy: named(row.created_by, row.created_name),
    finalAt: row.final_at,
    finalBy: named(row.final_by, row.final_name),
    withdrawnAt: row.withdrawn_at,
    withdrawnReason: row.reason,
    taken: row.taken ?? 0,
    lastTakenAt: row.last_taken_at,
  };
}

/** One report; none that was withdrawn for a school. */
export async function findReport(tx: Tx, actor: Actor, id: string): Promise<KeptReport | undefined> {
  const row = await reports(tx, actor.orgId)
    .where('r.id', '=', id)
    .$if(actor.role === 'school_contact', (query) => query.where('w.report_id', 'is', null))
    .executeTakeFirst();
  return row && shown(row, actor);
}

/** Newest first, one more than the page needs. */
export async function findReports(
  tx: Tx,
  actor: Actor,
  {
    status,
    kind,
    start,
    limit,
  }: { status?: ReportStatus | undefined; kind?: ReportKind | undefined; start: readonly unknown[] | undefined; limit: number },
): Promise<Report[]> {
  let query = reports(tx, actor.orgId);
  if (kind !== undefined) query = query.where('r.kind', '=', kind);
  if (status === 'withdrawn') query = query.where('w.report_id', 'is not', null);
  else if (status !== undefined) query = query.where('r.status', '=', status).where('w.report_id', 'is', null);
  if (actor.role === 'school_contact') query = query.where('w.report_id', 'is', null);
  if (start !== undefined)
    query = query.where(sql<boolean>`(r.created_at, r.id) < (${String(start[0])}::timestamptz, ${String(start[1])}::uuid)`);
  const rows = await query.orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').limit(limit).execute();
  return rows.map((row) => shown(row, actor));
}

export const columnsOf = (choices: Choices) => ({
  title: choices.title,
  subtitle: choices.subtitle,
  recipient: choices.recipient,
  design: choices.design,
  preset: choices.preset,
  filters: jsonb(choices.filters) as never,
  sections: [...choices.sections],
  narrative: jsonb(choices.narrative) as never,
});

export interface NewReport extends Choices {
  id: string;
  kind: ReportKind;
  schoolId: string | null;
  copiedFrom: string | null;
  /** The schedule it is made for, and the day. */
  scheduled?: { id: string; on: string };
}

/** Writes a draft down; false when one of this id, or of its schedule and day, is there already. */
export async function insertReport(tx: Tx, actor: Pick<Actor, 'orgId' | 'memberId'>, one: NewReport): Promise<boolean> {
  const made = await tx
    .insertInto('reports')
    .values({
      org_id: actor.orgId,
      id: one.id,
      kind: one.kind,
      school_id: one.schoolId,
      ...columnsOf(one),
      copied_from: one.copiedFrom,
      schedule_id: one.scheduled?.id ?? null,
      scheduled_for: one.scheduled?.on ?? null,
      created_by: actor.memberId,
      // as exact as a cursor can say
      created_at: sql`date_trunc('milliseconds', now())`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** Changes a draft of this version; false when there is none. */
export async function updateDraft(tx: Tx, orgId: string, id: string, version: number, choices: Choices): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('reports')
    .set({ ...columnsOf(choices), version: version + 1 })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'draft')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Throws a draft away with its answers; false when it is no draft. */
export async function deleteDraft(tx: Tx, orgId: string, id: string): Promise<boolean> {
  await tx.deleteFrom('report_answers').where('org_id', '=', orgId).where('report_id', '=', id).execute();
  const { numDeletedRows } = await tx
    .deleteFrom('reports')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'draft')
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Nobody else works at this report until the transaction ends. */
export async function lockReport(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx.selectFrom('reports').select('id').where('org_id', '=', orgId).where('id', '=', id).forUpdate().execute();
}

/** Says which moment a draft's figures are of. */
export async function noteAsOf(tx: Tx, orgId: string, id: string, asOf: string): Promise<void> {
  await tx
    .updateTable('reports')
    .set({ as_of: asOf })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'draft')
    .execute();
}

/** The document of a final report, as it was read when it was made final. */
export async function findDocument(tx: Tx, orgId: string, id: string): Promise<Document | undefined> {
  const row = await tx.selectFrom('reports').select('document').where('org_id', '=', orgId).where('id', '=', id).executeTakeFirst();
  return row === undefined || row.document === null ? undefined : Document.parse(row.document);
}

/** Makes a draft of this version final; false when it was changed or made final meanwhile. */
export async function keepFinal(
  tx: Tx,
  actor: Actor,
  report: { id: string; version: number; document: Document; fingerprint: string; codeVersion: string; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('reports')
    .set({
      status: 'final',
      document: jsonb(report.document) as never,
      fingerprint: report.fingerprint,
      code_version: report.codeVersion,
      final_at: report.now.toISOString(),
      final_by: actor.memberId,
      version: report.version + 1,
    })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', report.id)
    .where('version', '=', report.version)
    .where('status', '=', 'draft')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function insertTaking(
  tx: Tx,
  actor: Actor,
  { id, reportId, schoolId, format, now }: { id: string; reportId: string; schoolId: string | null; format: string; now: Date },
): Promise<void> {
  const at = { taken_at: now.toISOString(), taken_by: actor.memberId };
  await tx
    .insertInto('report_takings')
    .values({ org_id: actor.orgId, id, report_id: reportId, school_id: schoolId, format, ...at })
    .execute();
}

/** Withdraws a final report; false when it was already. */
export async function insertWithdrawal(tx: Tx, actor: Actor, report: Report, reason: string, now: Date): Promise<boolean> {
  const made = await tx
    .insertInto('report_withdrawals')
    .values({
      org_id: actor.orgId,
      report_id: report.id,
      school_id: report.schoolId,
      reason,
      withdrawn_at: now.toISOString(),
      withdrawn_by: actor.memberId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}
