import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { defaultPoints, placeKey } from '../assessments/point.ts';
import { recordAssessments, type NewAssessment } from '../assessments/record.ts';
import { newId } from '../db/ids.ts';
import { Assessors } from './assessors.ts';
import { placeAll } from './place.ts';
import { writeRows, type ImportProgress, type ImportRecord } from './queries.ts';
import type { ScoresReading } from './scoresRow.ts';

/** Students a transaction: all of a student's rows go together, since the first of them is the baseline. */
const studentsAtOnce = 200;

interface TakenRow {
  row_number: number;
  student_id: string;
  reading: ScoresReading & { programme_id: string; assessed_on: string; framework_version_id: string };
}

/** The enrolments an import of scores moved back, so that they can be put forward again. */
export interface ScoresUndo {
  moved: { enrolmentId: string; startedOn: string; to: string }[];
}

/** Takes the scores of the next students in the caller's transaction, their marks included. Undefined when there are none left. */
export async function takeScoresRows(tx: Tx, actor: Actor, record: ImportRecord): Promise<ImportProgress | undefined> {
  const rows = await nextRows(tx, actor.orgId, record.id);
  if (rows.length === 0) return undefined;
  const assessors = new Assessors(tx, actor);
  const own = await assessors.ofStudents(rows.filter((row) => isOwn(row)).map((row) => row.student_id));
  const { enrolmentOf, moved, made } = await placeRows(tx, actor, record.id, rows);

  const assessments = new Map<string, NewAssessment>();
  // those whose point the file does not say
  const unsaid: NewAssessment[] = [];
  for (const { student_id, reading } of rows) {
    const assessorId = isOwn({ student_id, reading })
      ? (own.get(student_id) ?? '')
      : (reading.assessor_id ?? (await assessors.memberOf(reading.assessor_name ?? '')));
    const enrolmentId = enrolmentOf(student_id, reading);
    const key = `${enrolmentId} ${assessorId} ${reading.perspective} ${reading.assessed_on}`;
    const known = assessments.get(key);
    const assessment: NewAssessment = known ?? {
      id: newId(),
      studentId: student_id,
      enrolmentId,
      frameworkVersionId: reading.framework_version_id,
      assessorId,
      matchId: null,
      meetingId: null,
      perspective: reading.perspective,
      point: reading.point ?? 'progress',
      assessedOn: reading.assessed_on,
      source: 'import',
      importId: record.id,
      scores: [],
    };
    for (const score of reading.scores) {
      if (assessment.scores.some((one) => one.outcomeId === score.outcome_id)) continue;
      assessment.scores.push({
        id: newId(),
        outcomeId: score.outcome_id,
        seriesId: score.series_id,
        level: score.level,
        missingReason: score.missing,
        reason: score.reason,
      });
    }
    if (known === undefined && reading.point === null) unsaid.push(assessment);
    assessments.set(key, assessment);
  }
  const list = [...assessments.values()];
  await choosePoints(tx, actor.orgId, unsaid);
  await chooseMatches(tx, actor.orgId, list);
  const { scores } = await recordAssessments(tx, actor, list);
  await markTaken(tx, actor.orgId, record.id, rows, moved);
  const { progress } = record;
  return {
    ...progress,
    worked: progress.worked + rows.length,
    assessments: progress.assessments + list.length,
    scores: progress.scores + scores,
    enrolled: progress.enrolled + made,
    assessors: [...progress.assessors, ...assessors.added],
  };
}

function isOwn({ reading }: Pick<TakenRow, 'student_id' | 'reading'>): boolean {
  return reading.perspective === 'student' && reading.assessor_id === null && reading.assessor_name === null;
}

async function nextRows(tx: Tx, orgId: string, importId: string): Promise<TakenRow[]> {
  const { rows } = await sql<TakenRow>`
    with waiting as (
      select distinct student_id from import_rows
      where org_id = ${orgId} and import_id = ${importId} and verdict = 'good' and outcome = 'create' and applied_at is null
      order by student_id limit ${studentsAtOnce}
    )
    select r.row_number, r.student_id, r.reading from import_rows r
    join waiting w on w.student_id = r.student_id
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and r.outcome = 'create' and r.applied_at is null
    order by r.row_number`.execute(tx);
  return rows;
}

/** Finds, moves back or makes the enrolments the rows belong to. */
async function placeRows(tx: Tx, actor: Actor, importId: string, rows: readonly TakenRow[]) {
  const studentIds = [...new Set(rows.map((row) => row.student_id))];
  const existing = await sql<{ id: string; student_id: string; programme_id: string; startedOn: string; endedOn: string | null }>`
    select id, student_id, programme_id, started_on as "startedOn", ended_on as "endedOn" from enrolments
    where org_id = ${actor.orgId} and student_id = any(${studentIds}::uuid[]) order by started_on for update`.execute(tx);
  const groupOf = (studentId: string, programmeId: string): string => `${studentId} ${programmeId}`;
  const spans = Map.groupBy(existing.rows, (row) => groupOf(row.student_id, row.programme_id));
  const groups = Map.groupBy(rows, (row) => groupOf(row.student_id, row.reading.programme_id));
  const placed = new Map<string, ReadonlyMap<string, string>>();
  const moved: (ScoresUndo['moved'][number] & { studentId: string })[] = [];
  const made: object[] = [];
  for (const [group, members] of groups) {
    const first = members[0];
    if (first === undefined) continue;
    const before = spans.get(group) ?? [];
    const place = placeAll(
      members.map((row) => row.reading.assessed_on),
      before,
      newId,
    );
    placed.set(group, place.byDay);
    for (const [enrolmentId, to] of place.moved)
      moved.push({
        enrolmentId,
        startedOn: before.find((one) => one.id === enrolmentId)?.startedOn ?? to,
        to,
        studentId: first.student_id,
      });
    for (const span of place.made) made.push({ ...span, studentId: first.student_id, programmeId: first.reading.programme_id, importId });
  }
  if (moved.length > 0) {
    await sql`
      update enrolments e set started_on = given."to", version = e.version + 1
      from json_to_recordset(${JSON.stringify(moved)}::json) as given ("enrolmentId" uuid, "to" date)
      where e.org_id = ${actor.orgId} and e.id = given."enrolmentId"`.execute(tx);
  }
  if (made.length > 0) {
    await sql`
      insert into enrolments (org_id, student_id, id, programme_id, started_on, import_id)
      select ${actor.orgId}, "studentId", id, "programmeId", "startedOn", "importId"
      from json_to_recordset(${JSON.stringify(made)}::json) as given (id uuid, "studentId" uuid, "programmeId" uuid, "startedOn" date, "importId" uuid)`.execute(
      tx,
    );
  }
  const enrolmentOf = (studentId: string, reading: TakenRow['reading']): string =>
    placed.get(groupOf(studentId, reading.programme_id))?.get(reading.assessed_on) ?? '';
  return { enrolmentOf, moved, made: made.length };
}

/** Where the file does not say the point: the first assessment under the enrolment is the baseline, those after it progress. */
async function choosePoints(tx: Tx, orgId: string, unsaid: readonly NewAssessment[]): Promise<void> {
  if (unsaid.length === 0) return;
  const { rows } = await sql<{ enrolment_id: string; perspective: NewAssessment['perspective']; first: string }>`
    select enrolment_id, perspective, min(assessed_on) as first from assessments
    where org_id = ${orgId} and student_id = any(${[...new Set(unsaid.map((one) => one.studentId))]}::uuid[]) group by 1, 2`.execute(tx);
  const points = defaultPoints(unsaid, new Map(rows.map((row) => [placeKey(row.enrolment_id, row.perspective), row.first])));
  unsaid.forEach((assessment, index) => (assessment.point = points[index] ?? 'progress'));
}

/** The match an assessment was made under, where there was one on that day. */
async function chooseMatches(tx: Tx, orgId: string, assessments: NewAssessment[]): Promise<void> {
  const { rows } = await sql<{ id: string; enrolment_id: string; mentor_id: string; started_on: string; ended_on: string | null }>`
    select id, enrolment_id, mentor_id, started_on, ended_on from matches
    where org_id = ${orgId} and student_id = any(${[...new Set(assessments.map((one) => one.studentId))]}::uuid[])`.execute(tx);
  for (const assessment of assessments) {
    assessment.matchId =
      rows.find(
        (match) =>
          match.enrolment_id === assessment.enrolmentId &&
          match.mentor_id === assessment.assessorId &&
          match.started_on <= assessment.assessedOn &&
          (match.ended_on === null || match.ended_on >= assessment.assessedOn),
      )?.id ?? null;
  }
}

async function markTaken(
  tx: Tx,
  orgId: string,
  importId: string,
  rows: readonly TakenRow[],
  moved: readonly (ScoresUndo['moved'][number] & { studentId: string })[],
): Promise<void> {
  const marked = new Set<string>();
  const marks = rows.map(({ row_number, student_id }) => {
    const own = marked.has(student_id) ? [] : moved.filter((one) => one.studentId === student_id);
    marked.add(student_id);
    return { row_number, undo: own.length === 0 ? undefined : { moved: own } };
  });
  await writeRows(tx, orgId, importId, marks, 'undo jsonb', sql`applied_at = now(), undo = given.undo`);
}
