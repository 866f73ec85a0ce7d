import { sql } from 'kysely';
import { refreshAbout } from '../assessments/score-profiles.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { keepStates } from '../db/past-states.ts';
import { enrol } from '../programmes/enrol.ts';
import { setCharacteristics } from '../students/characteristics.ts';
import { auditStudents, type StudentChange } from './auditStudents.ts';
import type { RowRange } from './check.ts';
import { details, detailTypes, insertNew } from './insertNew.ts';
import { enrolmentNeeded, matchAgain, settleRollRows } from './matchRoll.ts';
import { writeRows, type ImportProgress, type ImportRecord } from './queries.ts';
import type { RollReading } from './rollRow.ts';

/** Rows a transaction. Nothing of them comes into the program's memory unless they change somebody who is here already. */
const rollChunk = 1000;

interface TakenRow {
  row_number: number;
  student_id: string;
  reading: RollReading;
}

/** What a row changed in a student who was there already, so that it can be put back. */
export interface RowUndo {
  before: Record<string, string | number | null>;
  /** The student's version after the change: another one since then means that somebody has built on it. */
  version: number;
  /** Values of characteristics this row's took the place of. */
  replaced: string[];
  /** Enrolments whose cohort the row filled in. */
  cohortOf: string[];
}

/**
 * Takes the next rows of a roll in the caller's transaction, their marks included: killed before it commits, none of it
 * happened; after, all of it. What rows would do is asked again first, since days may lie between the preview and now.
 * Undefined when there are none left.
 */
export async function takeRollRows(tx: Tx, actor: Actor, record: ImportRecord): Promise<ImportProgress | undefined> {
  const part = await nextPart(tx, actor.orgId, record);
  if (part === undefined) return undefined;
  await matchAgain(tx, actor.orgId, record.id, part);
  await settleRollRows(tx, actor.orgId, record.id, part);
  const brought = await insertNew(tx, actor, record.id, part);

  const rows = await changedRows(tx, actor.orgId, record.id, part);
  const undo = await updateStudents(tx, actor, rows);
  const characteristics = await recordCharacteristics(tx, actor, record.id, rows, undo);
  const enrolled = await enrolRows(tx, actor, record.id, rows, undo);
  await auditStudents(
    tx,
    actor,
    record.id,
    rows.flatMap((row) => changesOf(row, undo.get(row.student_id))),
  );
  await keepUndo(tx, actor.orgId, record.id, rows, undo);
  const { progress } = record;
  return {
    ...progress,
    at: part.to,
    worked: progress.worked + part.rows,
    created: progress.created + brought.students,
    updated: progress.updated + rows.length,
    characteristics: progress.characteristics + brought.characteristics + characteristics,
    enrolled: progress.enrolled + brought.enrolments + enrolled,
  };
}

/** The next rows in the order of the file, whatever they do. */
async function nextPart(tx: Tx, orgId: string, { id, progress }: ImportRecord): Promise<(RowRange & { rows: number }) | undefined> {
  const { rows } = await sql<{ first: number | null; last: number; n: number }>`
    select min(row_number) as first, max(row_number) as last, count(*) as n from (
      select row_number from import_rows where org_id = ${orgId} and import_id = ${id} and row_number > ${Number(progress.at)}
      order by row_number limit ${rollChunk}) as next`.execute(tx);
  const [part] = rows;
  return part === undefined || part.first === null ? undefined : { from: part.first, to: part.last, rows: Number(part.n) };
}

const apiNames: Record<(typeof details)[number], string> = {
  upn: 'upn',
  external_id: 'externalId',
  given_name: 'givenName',
  family_name: 'familyName',
  preferred_name: 'preferredName',
  birth_date: 'birthDate',
  year_group: 'yearGroup',
  school_id: 'schoolId',
  email: 'email',
};

function changesOf({ student_id, reading }: TakenRow, undo: RowUndo | undefined): StudentChange[] {
  const fields = details
    .filter((field) => reading[field] !== null && reading[field] !== undo?.before[field])
    .map((field) => apiNames[field]);
  return fields.length === 0 ? [] : [{ studentId: student_id, fields }];
}

/** Rows about students who are here already and would be changed. */
async function changedRows(tx: Tx, orgId: string, importId: string, range: RowRange): Promise<TakenRow[]> {
  const { rows } = await sql<TakenRow>`
    select row_number, student_id, reading from import_rows
    where org_id = ${orgId} and import_id = ${importId} and row_number between ${range.from} and ${range.to}
      and verdict = 'good' and outcome = 'update' order by row_number`.execute(tx);
  return rows;
}

async function updateStudents(tx: Tx, actor: Actor, rows: readonly TakenRow[]): Promise<Map<string, RowUndo>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map((row) => row.student_id);
  const before = await sql<{ id: string } & Record<string, string | number | null>>`
    select id, ${sql.raw(details.join(', '))} from students where org_id = ${actor.orgId} and id = any(${ids}::uuid[]) order by id for update`.execute(
    tx,
  );
  const given = JSON.stringify(rows.map(({ student_id, reading }) => ({ ...reading, id: student_id })));
  const readings = new Map(rows.map(({ student_id, reading }) => [student_id, reading]));
  const moves = before.rows.filter(({ id, ...was }) =>
    (['school_id', 'birth_date'] as const).some((field) => (readings.get(id)?.[field] ?? was[field]) !== was[field]),
  );
  await keepStates(
    tx,
    actor.orgId,
    'students',
    moves.map(({ id }) => id),
  );
  const sets = sql.raw(details.map((field) => `${field} = coalesce(given.${field}, s.${field})`).join(', '));
  const changed = sql.raw(details.map((field) => `s.${field} is distinct from coalesce(given.${field}, s.${field})`).join(' or '));
  const after = await sql<{ id: string; version: number }>`
    update students s set ${sets}, version = s.version + case when ${changed} then 1 else 0 end
    from json_to_recordset(${given}::json) as given (id uuid, ${detailTypes})
    where s.org_id = ${actor.orgId} and s.id = given.id returning s.id, s.version`.execute(tx);
  await refreshAbout(
    tx,
    actor.orgId,
    moves.map(({ id }) => id),
  );
  const versions = new Map(after.rows.map((row) => [row.id, row.version]));
  return new Map(
    before.rows.map(({ id, ...values }) => [id, { before: values, version: versions.get(id) ?? 0, replaced: [], cohortOf: [] }]),
  );
}

async function recordCharacteristics(
  tx: Tx,
  actor: Actor,
  importId: string,
  rows: readonly TakenRow[],
  undo: ReadonlyMap<string, RowUndo>,
): Promise<number> {
  if (rows.length === 0) return 0;
  const values = rows.flatMap(({ student_id, reading }) =>
    reading.characteristics.map(({ id, value, missing }) => ({
      id: newId(),
      studentId: student_id,
      characteristicId: id,
      value,
      missingReason: missing as 'not_known' | null,
      importId,
    })),
  );
  const known = [...undo.keys()];
  const current = async (): Promise<{ id: string; student_id: string }[]> =>
    known.length === 0
      ? []
      : (
          await sql<{ id: string; student_id: string }>`
          select id, student_id from student_characteristics where org_id = ${actor.orgId} and student_id = any(${known}::uuid[]) and replaced_at is null`.execute(
            tx,
          )
        ).rows;
  const before = await current();
  const written = await setCharacteristics(tx, actor, values);
  const still = new Set((await current()).map((row) => row.id));
  for (const row of before) if (!still.has(row.id)) undo.get(row.student_id)?.replaced.push(row.id);
  return written.length;
}

async function enrolRows(
  tx: Tx,
  actor: Actor,
  importId: string,
  rows: readonly TakenRow[],
  undo: ReadonlyMap<string, RowUndo>,
): Promise<number> {
  const wanted = rows.filter((row) => row.reading.enrolment !== null);
  if (wanted.length === 0) return 0;
  const given = JSON.stringify(wanted.map(({ student_id, reading }) => ({ student_id, reading: { enrolment: reading.enrolment } })));
  const needed = await sql<{ student_id: string }>`
    select student_id from json_to_recordset(${given}::json) as given (student_id uuid, reading jsonb)
    where ${enrolmentNeeded(actor.orgId, sql`given.student_id`, sql`given.reading`)}`.execute(tx);
  const due = new Set(needed.rows.map((row) => row.student_id));
  const enrolments = wanted.flatMap(({ student_id, reading: { enrolment } }) =>
    due.has(student_id) && enrolment !== null
      ? [
          {
            id: newId(),
            studentId: student_id,
            programmeId: enrolment.programme_id,
            cohortId: enrolment.cohort_id,
            startedOn: enrolment.started_on,
            importId,
          },
        ]
      : [],
  );
  const made = await enrol(tx, actor, enrolments);
  // whoever takes part already, in no cohort yet
  const without = sql`json_to_recordset(${JSON.stringify(enrolments)}::json) as given ("studentId" uuid, "programmeId" uuid, "cohortId" uuid)
    where e.org_id = ${actor.orgId} and e.student_id = given."studentId" and e.programme_id = given."programmeId" and e.ended_on is null
      and e.cohort_id is null and given."cohortId" is not null`;
  await keepStates(tx, actor.orgId, 'enrolments', sql`select e.id from enrolments e, ${without}`);
  const filled = await sql<{ id: string; student_id: string }>`
    update enrolments e set cohort_id = given."cohortId", version = e.version + 1 from ${without}
    returning e.id, e.student_id`.execute(tx);
  for (const row of filled.rows) undo.get(row.student_id)?.cohortOf.push(row.id);
  return made.length;
}

/** Notes on each row what it changed. */
async function keepUndo(
  tx: Tx,
  orgId: string,
  importId: string,
  rows: readonly TakenRow[],
  undo: ReadonlyMap<string, RowUndo>,
): Promise<void> {
  const notes = rows.map(({ row_number, student_id }) => ({ row_number, undo: undo.get(student_id) }));
  await writeRows(tx, orgId, importId, notes, 'undo jsonb', sql`undo = given.undo`);
}
