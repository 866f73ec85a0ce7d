import type { Document } from '@waymark/contract/documents.ts';
import { StudentReportLine, type Lacking, type StudentReportStatus } from '@waymark/contract/student-reports.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import type { Content } from './choose.ts';

const inAList = sql`sr.id, sr.version, sr.run_id as "runId", r.title as "runTitle",
  json_build_object('id', s.id, 'name', coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name) as student,
  p.name as programme, sr.period_from as "from", sr.period_to as "to", sr.status, sr.lacking, sr.line <> '' as "hasLine",
  sr.given_at as "givenAt", sr.taken, s.family_key as "familyKey", s.given_key as "givenKey"`;

const whole = sql`${inAList}, sr.as_of as "asOf", sr.made_at as "madeAt",
  sr.content, coalesce(page.document, sr.document) as document, coalesce(page.fingerprint, sr.fingerprint) as fingerprint,
  sr.line, writer.name as "lineBy", sr.left_out as "leftOut", giver.name as "givenBy", sr.withdrawn_at as "withdrawnAt",
  sr.withdrawn_reason as "withdrawnReason"`;

/** A page as it stands in a list. */
export interface ListedRow extends StudentReportLine {
  familyKey: string;
  givenKey: string;
}

export interface ReportRow extends ListedRow {
  asOf: string;
  madeAt: string | null;
  content: Content | null;
  /** As it was given, once it is; null until it is made. */
  document: Document | null;
  fingerprint: string | null;
  line: string;
  lineBy: string | null;
  leftOut: string[];
  givenBy: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
}

// row-level security keeps runs from students, who are given a page and nothing of what it was made with
const reports = sql`student_reports sr
  left join student_report_runs r on r.org_id = sr.org_id and r.id = sr.run_id
  join students s on s.org_id = sr.org_id and s.id = sr.student_id
  join enrolments e on e.org_id = sr.org_id and e.id = sr.enrolment_id
  join programmes p on p.org_id = e.org_id and p.id = e.programme_id`;

export interface ReportFilter {
  runId?: string | undefined;
  studentId?: string | undefined;
  status?: StudentReportStatus | undefined;
}

const matching = ({ runId, studentId, status }: ReportFilter) =>
  sql.join(
    [
      sql`true`,
      runId === undefined ? undefined : sql`sr.run_id = ${runId}`,
      studentId === undefined ? undefined : sql`sr.student_id = ${studentId}`,
      status === undefined ? undefined : sql`sr.status = ${status}`,
    ].filter((one) => one !== undefined),
    sql` and `,
  );

/** By name, without what stands on the pages; one more than the page of the list needs. */
export async function findReports(
  tx: Tx,
  orgId: string,
  filter: ReportFilter,
  start: readonly unknown[] | undefined,
  limit: number,
): Promise<ListedRow[]> {
  const from =
    start === undefined
      ? sql`true`
      : sql`(s.family_key, s.given_key, sr.id) > (${String(start[0])}, ${String(start[1])}, ${String(start[2])}::uuid)`;
  const { rows } = await sql<ListedRow>`
    select ${inAList} from ${reports} where sr.org_id = ${orgId} and ${matching(filter)} and ${from}
    order by s.family_key, s.given_key, sr.id limit ${limit}`.execute(tx);
  return rows;
}

export async function findReport(tx: Tx, orgId: string, id: string): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    select ${whole} from ${reports}
    left join student_report_pages page on page.org_id = sr.org_id and page.student_report_id = sr.id
    left join members writer on writer.org_id = sr.org_id and writer.id = sr.line_by
    left join members giver on giver.org_id = sr.org_id and giver.id = sr.given_by
    where sr.org_id = ${orgId} and sr.id = ${id}`.execute(tx);
  return rows[0];
}

/** The draft of the same run that comes after a page by name; after the last, the first. */
export async function findNextDraft(tx: Tx, orgId: string, page: ListedRow): Promise<string | null> {
  const place = sql`s.family_key, s.given_key, sr.id`;
  const { rows } = await sql<{ id: string }>`
    select sr.id from student_reports sr join students s on s.org_id = sr.org_id and s.id = sr.student_id
    where sr.org_id = ${orgId} and sr.run_id = ${page.runId} and sr.status = 'draft' and sr.id <> ${page.id}
    order by (${place}) < (${page.familyKey}, ${page.givenKey}, ${page.id}::uuid), ${place} limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

export const listed = (row: ListedRow): StudentReportLine => StudentReportLine.parse(row);

/** Pages a run has still to make. */
export async function findUnmade(tx: Tx, orgId: string, runId: string, limit: number): Promise<{ id: string; enrolmentId: string }[]> {
  return tx
    .selectFrom('student_reports')
    .select(['id', 'enrolment_id as enrolmentId'])
    .where('org_id', '=', orgId)
    .where('run_id', '=', runId)
    .where('status', '=', 'waiting')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export interface MadePage {
  id: string;
  content: Content;
  document: Document;
  fingerprint: string;
  lacking: Lacking | null;
}

/** Writes a page that was made; one that was made meanwhile by another attempt stays as it is. */
export async function writeMade(tx: Tx, orgId: string, page: MadePage, now: string): Promise<void> {
  await tx
    .updateTable('student_reports')
    .set({
      status: 'draft',
      content: jsonb(page.content) as never,
      document: jsonb(page.document) as never,
      fingerprint: page.fingerprint,
      lacking: page.lacking,
      made_at: now,
    })
    .where('org_id', '=', orgId)
    .where('id', '=', page.id)
    .where('status', '=', 'waiting')
    .execute();
}

/** Writes what a person changed of a draft; false when it is no draft any more, or not at this version. */
export async function updateDraft(
  tx: Tx,
  orgId: string,
  id: string,
  version: number,
  draft: { line: string; lineBy: string | null | undefined; leftOut: readonly string[]; document: Document; fingerprint: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('student_reports')
    .set((eb) => ({
      line: draft.line,
      // undefined: the line stays as it was, and whose it is
      ...(draft.lineBy === undefined ? {} : { line_by: draft.lineBy }),
      left_out: [...draft.leftOut],
      document: jsonb(draft.document) as never,
      fingerprint: draft.fingerprint,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'draft')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Gives drafts of a run: their pages are written once, for good. Answers whose they are.
 * @param read the drafts to give, each as it was read: one that is another by now, or no draft, is not among the answers.
 *   Without it, all drafts there are.
 */
export async function givePages(
  tx: Tx,
  actor: Actor,
  runId: string,
  read: readonly { id: string; version: number }[] | undefined,
  now: string,
): Promise<{ id: string; studentId: string }[]> {
  const which =
    read === undefined
      ? sql`true`
      : sql`(id, version) in (select * from unnest(${`{${read.map(({ id }) => id).join(',')}}`}::uuid[], ${`{${read.map(({ version }) => version).join(',')}}`}::int[]))`;
  const { rows } = await sql<{ id: string; studentId: string }>`
    with given as (
      update student_reports set status = 'given', given_at = ${now}::timestamptz, given_by = ${actor.memberId}::uuid, version = version + 1
      where org_id = ${actor.orgId} and run_id = ${runId} and status = 'draft' and ${which}
      returning org_id, student_id, id, document, fingerprint),
    kept as (
      insert into student_report_pages (org_id, student_id, student_report_id, document, fingerprint, given_at)
      select org_id, student_id, id, document, fingerprint, ${now}::timestamptz from given)
    select id, student_id as "studentId" from given`.execute(tx);
  return rows;
}

/** Keeps a draft back, or takes a page back; false when it was already, or is not made yet. */
export async function withdraw(tx: Tx, actor: Actor, id: string, reason: string, now: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('student_reports')
    .set((eb) => ({
      status: 'withdrawn',
      withdrawn_at: now,
      withdrawn_by: actor.memberId,
      withdrawn_reason: reason,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('status', 'in', ['draft', 'given'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
