import type { Measure } from '@waymark/contract/measures.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { readMeasures } from '../measures/figures.ts';
import { findEnrolment, findReadings, writeReadings, type NewReadingRow } from './queries.ts';
import { readingProblems, saysTheSame, stepOf, type Taken } from './rules.ts';

export type { NewReadingRow } from './queries.ts';

/**
 * Writes readings that were checked already. Refused with 409 when one of the ids is already a reading: what was sent twice
 * is there once.
 */
export async function insertReadings(tx: Tx, actor: Actor, now: Date, rows: readonly NewReadingRow[]): Promise<void> {
  if (rows.length === 0) return;
  const written = await writeReadings(tx, actor, now, rows);
  if (written.length < rows.length)
    throw conflict('already-there', 'This reading has already been recorded.', 'Look at the measures of the student: it is there.');
}

/** Refuses an enrolment that is not this student's. */
export async function requireEnrolmentOf(tx: Tx, actor: Actor, enrolmentId: string, studentId: string) {
  const enrolment = await findEnrolment(tx, actor.orgId, enrolmentId);
  if (enrolment === undefined || enrolment.studentId !== studentId) throw notFound('enrolment');
  return enrolment;
}

export interface ByHand extends Taken {
  id: string;
  measureId: string;
  note: string;
}

/** Records readings somebody took by hand; all problems at once, named by their place in the list. */
export async function recordByHand(
  tx: Tx,
  actor: Actor,
  now: Date,
  about: { studentId: string; enrolmentId: string | null; point: NewReadingRow['point'] },
  readings: readonly ByHand[],
): Promise<void> {
  if (about.enrolmentId !== null) {
    await requireEnrolmentOf(tx, actor, about.enrolmentId, about.studentId);
    await requireOpenCase(tx, actor, { enrolmentIds: [about.enrolmentId] });
  } else if (about.point !== null) {
    throw invalid('Say which enrolment the reading is taken for.', [
      { field: 'enrolmentId', message: 'A baseline is that of an enrolment.' },
    ]);
  }
  const measures = await inUse(tx, actor);
  const problems = readings.flatMap((reading, index) =>
    readingProblems(measures.get(reading.measureId), reading, actor.today, `readings.${index}.`),
  );
  if (problems.length > 0) throw invalid(problems[0]?.message ?? '', problems);
  const rows = readings.map((reading) => ({
    ...reading,
    ...about,
    step: stepFor(measures, reading.measureId, reading.value),
    source: 'hand' as const,
  }));
  await insertReadings(tx, actor, now, rows);
}

/**
 * Corrects a reading by a new one in its place; both stay. What a questionnaire or an import brought keeps its source.
 * @throws Refusal 404, 409 when it was corrected meanwhile, 422 when it does not fit or nothing would change
 */
export async function amendReading(tx: Tx, actor: Actor, now: Date, id: string, to: Taken & { id: string; note: string; reason: string }) {
  const [before] = await findReadings(tx, actor.orgId, { id });
  if (before === undefined) throw notFound('reading');
  if (before.enrolmentId !== null) await requireOpenCase(tx, actor, { enrolmentIds: [before.enrolmentId] });
  if (before.supersededBy !== null)
    throw conflict(
      'already-amended',
      'This reading has been corrected in the meantime.',
      'Read the page again to see the correction. If it is still not right, correct that one.',
    );
  const measure = (await readMeasures(tx, actor.orgId)).find((one) => one.id === before.measureId);
  const problems = readingProblems(measure, to, actor.today);
  if (problems.length > 0) throw invalid(problems[0]?.message ?? '', problems);
  if (saysTheSame(before, to))
    throw invalid('Nothing is different from the reading on record.', [
      { field: 'value', value: to.value, message: 'Change the value, the day or the note.' },
    ]);
  const { studentId, measureId, enrolmentId, point, source } = before;
  const step = measure === undefined ? null : stepOf(measure, to.value);
  const { reason: amendmentReason, ...rest } = to;
  const row = { ...rest, studentId, measureId, enrolmentId, point, source, step, supersedes: before.id, amendmentReason };
  await insertReadings(tx, actor, now, [row]);
  return before;
}

async function inUse(tx: Tx, actor: Actor): Promise<Map<string, Measure>> {
  return new Map((await readMeasures(tx, actor.orgId)).filter(({ archived }) => !archived).map((measure) => [measure.id, measure]));
}

function stepFor(measures: ReadonlyMap<string, Measure>, measureId: string, value: number | null): string | null {
  const measure = measures.get(measureId);
  return measure === undefined ? null : stepOf(measure, value);
}
