import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { Refusal, invalid, notFound } from '../http/refusal.ts';
import { settleRollRows } from './matchRoll.ts';
import { settleDecidedStudents } from './settleByStudent.ts';
import { settleDecided } from './attendance/settle.ts';
import { countsOf } from './counts.ts';
import { updateImport, type ImportRecord } from './queries.ts';

/** Decides on one probable duplicate: a candidate's id, `new` or `skip`. A decision may be taken back until the import runs. */
export async function decideRow(tx: Tx, orgId: string, record: ImportRecord, rowNumber: number, decision: string): Promise<void> {
  requirePreview(record);
  const row = await tx
    .selectFrom('import_rows')
    .where('org_id', '=', orgId)
    .where('import_id', '=', record.id)
    .where('row_number', '=', rowNumber)
    .select(['verdict', 'decision', 'candidates', 'reading'])
    .executeTakeFirst();
  if (row === undefined) throw notFound('row');
  if (row.verdict !== 'choose' && row.decision === null)
    throw new Refusal(
      409,
      'nothing-to-decide',
      `Row ${rowNumber} does not await a decision.`,
      'Load the page again to see how things stand.',
    );
  if (decision !== 'new' && decision !== 'skip' && !row.candidates.includes(decision)) {
    throw invalid('Choose one of the students this row may be about.', [
      { field: 'decision', value: decision, message: 'Not one of the students proposed for this row.' },
    ]);
  }
  if (decision === 'new') await requireNew(tx, orgId, record, rowNumber);
  await apply(tx, orgId, record, sql`r.row_number = ${rowNumber}`, decision);
  if (record.kind === 'roll') await settleRollRows(tx, orgId, record.id, { from: rowNumber, to: rowNumber });
  else if (record.kind === 'attendance') await settleDecided(tx, orgId, record.id, rowNumber);
  else if (decision !== 'skip') await settleDecidedStudents(tx, orgId, record, decision);
}

/** Decides on every row that awaits it; `same` takes the likeliest student, and leaves rows that have none. */
export async function decideAll(tx: Tx, orgId: string, record: ImportRecord, decision: 'same' | 'new' | 'skip'): Promise<void> {
  requirePreview(record);
  if (decision === 'new' && record.kind !== 'roll') throw makesNobody();
  // a number that is taken already cannot be given to somebody new: such rows stay to be decided one by one
  const which =
    decision === 'same'
      ? sql`cardinality(r.candidates) > 0`
      : decision === 'new'
        ? sql`not exists (select from jsonb_array_elements(r.problems) p where p->>'code' = 'other-name')`
        : sql`true`;
  await apply(tx, orgId, record, sql`r.verdict = 'choose' and ${which}`, decision);
  if (record.kind === 'roll') await settleRollRows(tx, orgId, record.id);
  else if (record.kind === 'attendance') await settleDecided(tx, orgId, record.id);
  else await settleDecidedStudents(tx, orgId, record);
}

/** Counts again after decisions and keeps the counts. */
export async function recount(tx: Tx, orgId: string, record: ImportRecord, now: Date): Promise<ImportRecord['progress']> {
  const progress = { ...record.progress, ...(await countsOf(tx, orgId, record)) };
  await updateImport(tx, orgId, record.id, { progress, touchedAt: now.toISOString() });
  return progress;
}

async function apply(tx: Tx, orgId: string, record: ImportRecord, which: ReturnType<typeof sql<boolean>>, decision: string): Promise<void> {
  const student =
    decision === 'same' ? sql`r.candidates[1]` : decision === 'new' || decision === 'skip' ? sql`null::uuid` : sql`${decision}::uuid`;
  await sql`
    update import_rows r set verdict = 'good', decision = coalesce(${student}::text, ${decision}), student_id = ${student},
      outcome = case when ${student} is not null then 'update' when ${decision} = 'new' then 'create' else 'skip' end
    where r.org_id = ${orgId} and r.import_id = ${record.id} and ${which}`.execute(tx);
}

async function requireNew(tx: Tx, orgId: string, record: ImportRecord, rowNumber: number): Promise<void> {
  if (record.kind !== 'roll') throw makesNobody();
  const { rows } = await sql<{ name: string }>`
    select s.given_name || ' ' || s.family_name as name from import_rows r
    join students s on s.org_id = ${orgId} and (s.upn = r.reading->>'upn' or s.external_id = r.reading->>'external_id')
    where r.org_id = ${orgId} and r.import_id = ${record.id} and r.row_number = ${rowNumber}`.execute(tx);
  const [taken] = rows;
  if (taken !== undefined) {
    throw new Refusal(
      422,
      'number-taken',
      `The number in this row belongs to ${taken.name} already.`,
      'Correct it in the file, or leave the row out.',
    );
  }
}

function makesNobody(): Refusal {
  return new Refusal(
    422,
    'scores-make-nobody',
    'Only a roll adds students.',
    'Say which student it is, or leave the row out and import the roll first.',
  );
}

function requirePreview(record: ImportRecord): void {
  if (record.status !== 'previewed')
    throw new Refusal(
      409,
      'not-previewed',
      'Decisions are taken between the preview and the import.',
      'Load the page again to see how far the import is.',
    );
}
