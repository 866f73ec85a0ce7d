import * as contract from '@waymark/contract/baselines.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { invalid } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { insertReadings } from '../readings/record.ts';
import { loadBaseline } from './load.ts';
import * as policy from './policy.ts';
import { findCases, findTaken, insertBaseline } from './queries.ts';
import { missingOf, unexplained } from './rules.ts';
import { statesOf } from './states.ts';

export const routes = [
  route(contract.getBaseline, policy.readBaselines, async ({ actor, tx, params, now, logAccess }) => {
    const baseline = await loadBaseline(tx, actor, params.id, now);
    await logAccess('baseline', baseline.studentId);
    return baseline;
  }),

  route(contract.takeAsBaseline, policy.takeBaselines, async ({ actor, tx, params, body, now, audit }) => {
    const { studentId, measures } = await loadBaseline(tx, actor, params.id, now);
    await requireOpenCase(tx, actor, { enrolmentIds: [params.id] });
    const rows = body.take.map(({ id, measureId }, index) => {
      const figure = measures.find(({ measure }) => measure.id === measureId)?.onRecord ?? null;
      if (figure === null)
        throw invalid('There is nothing on record to take.', [
          { field: `take.${index}.measureId`, value: measureId, message: 'Record a reading first.' },
        ]);
      const { value, step, missingReason, from, source } = figure;
      const takenOn = figure.on ?? actor.today;
      const about = { studentId, measureId, enrolmentId: params.id, point: 'baseline' as const };
      return { id, ...about, takenOn, from, value, step, missingReason, note: '', source };
    });
    await insertReadings(tx, actor, now, rows);
    for (const { id, measureId, takenOn } of rows)
      await audit('reading.recorded', 'reading', id, { studentId, detail: { measureId, takenOn, point: 'baseline', taken: true } });
    return { taken: rows.length };
  }),

  route(contract.confirmBaseline, policy.takeBaselines, async ({ actor, tx, params, body, now, audit }) => {
    const baseline = await loadBaseline(tx, actor, params.id, now);
    await requireOpenCase(tx, actor, { enrolmentIds: [params.id] });
    const left = unexplained(baseline, body.gaps);
    if (left.length > 0) {
      throw invalid(
        left.length === 1 ? `“${left[0]?.name}” is missing, without a reason.` : `${left.length} things are missing, without a reason.`,
        left.map(({ measureId, seriesId, name }) => ({
          field: 'gaps',
          value: measureId ?? seriesId,
          message: `Record “${name}”, or say why it is left out.`,
        })),
      );
    }
    // a reason for what is there after all says nothing
    const missing = new Set(missingOf(baseline).map(({ measureId, seriesId }) => measureId ?? seriesId));
    const gaps = body.gaps.filter(({ measureId, seriesId }) => missing.has(measureId ?? seriesId));
    const readings = await findTaken(tx, actor.orgId, params.id);
    await insertBaseline(tx, actor, { id: body.id, enrolmentId: params.id, studentId: baseline.studentId, readings, gaps }, now);
    await audit('baseline.confirmed', 'baseline', body.id, {
      studentId: baseline.studentId,
      detail: { enrolmentId: params.id, gaps: gaps.length },
    });
    return { state: gaps.length === 0 ? ('done' as const) : ('partial' as const) };
  }),

  route(contract.listBaselines, policy.readBaselines, async ({ actor, tx, query, today }) => {
    const cases = await findCases(tx, actor.orgId, today, query.studentId === undefined ? 'all' : { studentId: query.studentId });
    const states = await statesOf(tx, actor, cases);
    const items = cases.map(({ enrolmentId, studentId, studentName, programme, startedOn }) => ({
      enrolmentId,
      studentId,
      studentName,
      programme,
      startedOn,
      state: states.get(enrolmentId) ?? ('none' as const),
    }));
    // of everybody, those there is something left to do for
    return { items: query.studentId === undefined ? items.filter(({ state }) => state === 'none' || state === 'begun') : items };
  }),
];
