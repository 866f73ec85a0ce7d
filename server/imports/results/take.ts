import { sql } from 'kysely';
import type { Actor, Tx } from '../../db/actor.ts';
import { newId } from '../../db/ids.ts';
import { Refusal } from '../../http/refusal.ts';
import type { ImportProgress, ImportRecord } from '../queries.ts';
import { takeTargets, takeBackTargets } from './takeTargets.ts';
import { lastOfNext, noStudent } from '../scoreParts.ts';
import type { ResultsReading } from './resultsRow.ts';

const rowsAtOnce = 1000;

/** Takes the results of the next students in the caller's transaction. Undefined when there are none left. */
export async function takeResults(tx: Tx, actor: Actor, record: ImportRecord): Promise<ImportProgress | undefined> {
  const { orgId } = actor;
  const after = String(record.progress.at || noStudent);
  const to = await lastOfNext(tx, orgId, record.id, after, rowsAtOnce);
  if (to === undefined) return undefined;
  const { rows } = await sql<{ row_number: number; student_id: string; reading: ResultsReading }>`
    select row_number, student_id, reading from import_rows
    where org_id = ${orgId} and import_id = ${record.id} and student_id > ${after}::uuid and student_id <= ${to}::uuid
      and verdict = 'good' and outcome in ('create', 'update') order by row_number`.execute(tx);
  const readings = rows.flatMap(({ student_id, reading }) =>
    reading.results.map((one) => ({ id: newId(), student_id, taken_on: reading.taken_on, ...one })),
  );
  // what came with another file since the preview is there already, and stays
  const written = await sql`
    insert into readings (org_id, student_id, id, measure_id, taken_on, value, step, missing_reason, source, import_id, recorded_by, recorded_role)
    select ${orgId}, student_id, id, measure_id, taken_on, value, step, missing, 'import', ${record.id}::uuid, ${actor.memberId}::uuid, ${actor.role}::text
    from json_to_recordset(${JSON.stringify(readings)}::json) as given (student_id uuid, id uuid, measure_id uuid, taken_on date, value numeric,
      step text, missing text)
    on conflict do nothing`.execute(tx);
  const targets = await takeTargets(
    tx,
    actor,
    record.id,
    rows.flatMap(({ row_number, student_id, reading }) =>
      (reading.takes ?? []).map((one) => ({ id: newId(), row_number, student_id, ...one })),
    ),
  );
  const { progress } = record;
  return {
    ...progress,
    at: to,
    worked: progress.worked + rows.length,
    readings: progress.readings + Number(written.numAffectedRows ?? 0),
    targets: progress.targets + targets,
  };
}

/**
 * Takes the readings and targets of an import back.
 * @throws Refusal 409 when somebody has corrected or changed one since
 */
export async function takeBackResults(tx: Tx, orgId: string, importId: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct s.given_name || ' ' || s.family_name as name from readings r
    join readings n on n.org_id = ${orgId} and n.supersedes = r.id
    join students s on s.org_id = ${orgId} and s.id = r.student_id
    where r.org_id = ${orgId} and r.import_id = ${importId} order by 1 limit 10`.execute(tx);
  if (rows.length > 0)
    throw new Refusal(
      409,
      'import-built-on',
      'This import can no longer be undone: results of it have been corrected since.',
      `${rows.map((one) => one.name).join(', ')}. Correct what is wrong on the student’s page.`,
    );
  await takeBackTargets(tx, orgId, importId);
  await sql`delete from readings where org_id = ${orgId} and import_id = ${importId}`.execute(tx);
}
