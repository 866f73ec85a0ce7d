import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { defaultPoints, placeKey } from '../assessments/point.ts';
import { recordAssessments, type NewAssessment } from '../assessments/record.ts';
import { lockForScoring } from '../assessments/standings.ts';
import { newId } from '../db/ids.ts';
import { keepStates } from '../db/past-states.ts';
import { countEnrolments } from '../outcomes/counts.ts';
import { Assessors } from './assessors.ts';
import { placeAll } from './place.ts';
import { writeRows, type ImportProgress, type ImportRecord } from './queries.ts';
import { lastOfNext, noStudent, rowsOfScores } from './scoreParts.ts';
import type { ScoresReading } from './scoresRow.ts';
import type { StudentRange } from './settleScores.ts';

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
  const after = String(record.progress.at || noStudent);
  const to = await lastOfNext(tx, actor.orgId, record.id, after, rowsOfScores(record));
  if (to === undefined) return undefined;
  const rows = await newRows(tx, actor.orgId, record.id, { after, to });
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
    // levels are judged by the outcomes of one version: another version's are another assessment, also on the same day
    const key = `${enrolmentId} ${reading.framework_version_id} ${assessorId} ${reading.perspective} ${reading.assessed_on}`;
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
  await keepUndo(tx, actor.orgId, record.id, rows, moved);
  const { progress } = record;
  return {
    ...progress,
    at: to,
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

async function newRows(tx: Tx, orgId: string, importId: string, { after, to }: StudentRange): Promise<TakenRow[]> {
  const { rows } = await sql<TakenRow>`
    select row_number, student_id, reading from import_rows
    where org_id = ${orgId} and import_id = ${importId} and student_id > ${after}::uuid and student_id <= ${to}::uuid
      and verdict = 'good' and outcome = 'create' order by row_number`.execute(tx);
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
  const made: { id: string; studentId: string; programmeId: string; importId: string }[] = [];
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
    await keepStates(
      tx,
      actor.orgId,
      'enrolments',
      moved.map(({ enrolmentId }) => enrolmentId),
    );
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
    await lockForScoring(
      tx,
      actor.orgId,
      made.map((one) => one.studentId),
    );
    await countEnrolments(
      tx,
      actor.orgId,
      made.map((one) => one.id),
      1,
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
  const matches = Map.groupBy(rows, (match) => match.enrolment_id);
  for (const assessment of assessments) {
    assessment.matchId =
      matches
        .get(assessment.enrolmentId)
        ?.find(
          (match) =>
            match.mentor_id === assessment.assessorId &&
            match.started_on <= assessment.assessedOn &&
            (match.ended_on === null || match.ended_on >= assessment.assessedOn),
        )?.id ?? null;
  }
}

/** Notes which enrolments were moved, on the first row of each student. */
async function keepUndo(
  tx: Tx,
  orgId: string,
  importId: string,
  rows: readonly TakenRow[],
  moved: readonly (ScoresUndo['moved'][number] & { studentId: string })[],
): Promise<void> {
  const ofStudent = Map.groupBy(moved, (one) => one.studentId);
  const notes = rows.flatMap(({ row_number, student_id }) => {
    const own = ofStudent.get(student_id);
    ofStudent.delete(student_id);
    return own === undefined ? [] : [{ row_number, undo: { moved: own } }];
  });
  await writeRows(tx, orgId, importId, notes, 'undo jsonb', sql`undo = given.undo`);
}
