import type { Baseline } from '@waymark/contract/baselines.ts';
import { readCatalogue } from '../assessments/catalogue.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { notFound } from '../http/refusal.ts';
import { baselineFigures, latestFigures, readMeasures } from '../measures/figures.ts';
import { waitingFor } from '../questionnaires/requests.ts';
import { findCases, findProgress } from './queries.ts';
import { missingOf, stateOf } from './rules.ts';

/** The baseline of an enrolment as it stands: what was taken, what could be, what is missing and why. */
export async function loadBaseline(tx: Tx, actor: Actor, enrolmentId: string, now: Date): Promise<Baseline> {
  const { orgId, today } = actor;
  const [one] = await findCases(tx, orgId, today, { enrolmentIds: [enrolmentId] });
  const progress = (await findProgress(tx, orgId, [enrolmentId])).get(enrolmentId);
  if (one === undefined || progress === undefined) throw notFound('enrolment');
  const { studentId, studentName, programme, frameworkId, startedOn, endedOn } = one;
  const measures = (await readMeasures(tx, orgId)).filter(
    ({ id, archived, atBaseline }) => (atBaseline && !archived) || progress.measureIds.includes(id),
  );
  const atStart = (await baselineFigures(tx, orgId, [{ id: enrolmentId, studentId }])).get(enrolmentId);
  const latest = (await latestFigures(tx, orgId, [studentId], today)).get(studentId);
  const waiting = await waitingFor(tx, orgId, studentId, { enrolmentId, point: 'baseline' }, now);
  const gaps = new Map(progress.gaps.map(({ measureId, seriesId, why }) => [measureId ?? seriesId, why]));
  const catalogue = await readCatalogue(tx, orgId, [frameworkId]);
  const parts = {
    measures: measures.map((measure) => ({
      measure,
      taken: progress.measureIds.includes(measure.id) ? (atStart?.get(measure.id) ?? null) : null,
      // a baseline taken late is still of the start, where there is something of it
      onRecord: atStart?.get(measure.id) ?? latest?.get(measure.id) ?? null,
      waiting: waiting.has(measure.id),
      gap: gaps.get(measure.id) ?? null,
    })),
    outcomes: catalogue
      .filter(({ current }) => current)
      .map(({ seriesId, typeName, statement }) => ({
        seriesId,
        type: typeName,
        statement,
        scored: progress.seriesIds.includes(seriesId),
        gap: gaps.get(seriesId) ?? null,
      })),
  };
  const state = stateOf(progress.confirmedAt !== null, missingOf(parts).length, progress.measureIds.length + progress.seriesIds.length);
  return {
    enrolmentId,
    studentId,
    studentName,
    programme,
    startedOn,
    closed: endedOn !== null && endedOn <= today,
    state,
    confirmedAt: progress.confirmedAt,
    confirmedBy: progress.confirmedBy,
    ...parts,
  };
}
