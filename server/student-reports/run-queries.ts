import { StudentReportRun, StudentReportRunStatus, type StudentReportStatus } from '@waymark/contract/student-reports.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';

export interface Whom {
  programmeId?: string | undefined;
  cohortId?: string | undefined;
  schoolId?: string | undefined;
}

/** As fine as a cursor can carry. */
const moment = sql`date_trunc('milliseconds', r.created_at)`;

/** The runs are chosen first: only the pages of those that are shown are counted, each once. */
function runs(actor: Actor, where: RawBuilder<unknown>, limit: RawBuilder<unknown>) {
  // a mentor meets the runs they made and those their students are in: the pages they may see say which
  const seen =
    actor.role === 'mentor'
      ? sql`(r.created_by = ${actor.memberId} or exists (select from student_reports one where one.org_id = r.org_id and one.run_id = r.id))`
      : sql`true`;
  const newestFirst = sql`order by ${moment} desc, r.id desc`;
  return sql<Record<string, unknown>>`
    select r.id, r.title, p.name as programme, c.name as cohort, sc.name as school, r.period_from as "from", r.period_to as "to",
      r.as_of as "asOf", r.status, r.error, n.*, ${moment} as "createdAt", m.name as "createdBy",
      ${actor.role !== 'mentor'}::boolean or coalesce(r.created_by = ${actor.memberId}, false) as yours
    from (select * from student_report_runs r where r.org_id = ${actor.orgId} and ${seen} and ${where} ${newestFirst} ${limit}) r
    left join programmes p on p.org_id = r.org_id and p.id = r.programme_id
    left join cohorts c on c.org_id = r.org_id and c.id = r.cohort_id
    left join schools sc on sc.org_id = r.org_id and sc.id = r.school_id
    left join members m on m.org_id = r.org_id and m.id = r.created_by
    cross join lateral (
      select ${number('waiting')} as waiting, ${number('draft')} as drafts, ${number('given')} as given, ${number('withdrawn')} as withdrawn
      from student_reports one where one.org_id = r.org_id and one.run_id = r.id) n
    ${newestFirst}`;
}

const number = (status: StudentReportStatus) => sql`count(*) filter (where one.status = ${sql.lit(status)})::int`;

const shown = (row: Record<string, unknown>): StudentReportRun =>
  StudentReportRun.parse({ ...row, status: StudentReportRunStatus.parse(row['status']) });

export async function findRun(tx: Tx, actor: Actor, id: string): Promise<StudentReportRun | undefined> {
  const { rows } = await runs(actor, sql`r.id = ${id}`, sql`limit 1`).execute(tx);
  return rows[0] && shown(rows[0]);
}

/** Newest first, one more than the page needs. */
export async function findRuns(tx: Tx, actor: Actor, start: readonly unknown[] | undefined, limit: number): Promise<StudentReportRun[]> {
  const from = start === undefined ? sql`true` : sql`(${moment}, r.id) < (${String(start[0])}::timestamptz, ${String(start[1])}::uuid)`;
  const { rows } = await runs(actor, from, sql`limit ${limit}`).execute(tx);
  return rows.map(shown);
}

/** Enrolments of those whom a run is about that were under way in its time. Row-level security keeps a mentor to their caseload. */
function about(orgId: string, whom: Whom, from: string, to: string): RawBuilder<unknown> {
  const conditions = [
    sql`e.org_id = ${orgId} and e.started_on <= ${to}::date and (e.ended_on is null or e.ended_on > ${from}::date)`,
    whom.programmeId === undefined ? undefined : sql`e.programme_id = ${whom.programmeId}`,
    whom.cohortId === undefined ? undefined : sql`e.cohort_id = ${whom.cohortId}`,
    whom.schoolId === undefined ? undefined : sql`s.school_id = ${whom.schoolId}`,
  ].filter((one) => one !== undefined);
  return sql`enrolments e join students s on s.org_id = e.org_id and s.id = e.student_id where ${sql.join(conditions, sql` and `)}`;
}

/** How many pages a run would make, and the first hundred it would be about, by name. */
export async function readAbout(tx: Tx, orgId: string, whom: Whom, from: string, to: string) {
  const { rows } = await sql<{ enrolmentId: string; id: string; name: string; all: number }>`
    select e.id as "enrolmentId", s.id, coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name as name,
      count(*) over ()::int as all
    from ${about(orgId, whom, from, to)} order by s.family_key, s.given_key, e.id limit 100`.execute(tx);
  return { count: rows[0]?.all ?? 0, enrolments: rows };
}

/** The moment by the database's own clock, by which rows are dated. */
export async function readNow(tx: Tx): Promise<string> {
  const { rows } = await sql<{ now: string }>`select now() as now`.execute(tx);
  return rows[0]?.now ?? '';
}

/** Writes a run down with a row for each page it is to make. Answers how many; undefined when it is there already. */
export async function insertRun(
  tx: Tx,
  actor: Actor,
  run: Whom & { id: string; title: string; from: string; to: string },
): Promise<number | undefined> {
  const made = await tx
    .insertInto('student_report_runs')
    .values({
      org_id: actor.orgId,
      id: run.id,
      title: run.title,
      programme_id: run.programmeId ?? null,
      cohort_id: run.cohortId ?? null,
      school_id: run.schoolId ?? null,
      period_from: run.from,
      period_to: run.to,
      as_of: sql<string>`now()`,
      as_on: actor.today,
      created_by: actor.memberId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return undefined;
  const { numAffectedRows } = await sql`
    insert into student_reports (org_id, student_id, id, run_id, enrolment_id, period_from, period_to, as_of)
    select e.org_id, e.student_id, gen_random_uuid(), ${run.id}::uuid, e.id, ${run.from}::date, ${run.to}::date, now() from ${about(actor.orgId, run, run.from, run.to)}`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0n);
}

/** Runs nobody works on yet; at the start of the program also those an earlier one was at. */
export async function findToMake(tx: Tx, orgId: string, interrupted: boolean): Promise<string[]> {
  const rows = await tx
    .selectFrom('student_report_runs')
    .select('id')
    .where('org_id', '=', orgId)
    .where('status', 'in', interrupted ? ['waiting', 'making'] : ['waiting'])
    .orderBy('created_at')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes a run up; undefined when it was stopped in the meantime. */
export async function claimRun(tx: Tx, orgId: string, id: string) {
  return tx
    .updateTable('student_report_runs')
    .set({ status: 'making', error: null })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', 'in', ['waiting', 'making'])
    .returning(['period_from as from', 'period_to as to', 'as_of as asOf', 'as_on as today'])
    .executeTakeFirst();
}

/** Moves a run from one of some states to another; false when it is in none of them. */
export async function setRunStatus(
  tx: Tx,
  orgId: string,
  id: string,
  from: readonly StudentReportRunStatus[],
  to: StudentReportRunStatus,
  error: string | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('student_report_runs')
    .set({ status: to, error })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', 'in', [...from])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
