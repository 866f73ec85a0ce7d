import { daysAfter, schoolYearStart } from '@waymark/contract/days.ts';
import { absenceOf, addSessions, attendancePercent, getAttendance, noSessions, punctualityPercent } from '@waymark/contract/attendance.ts';
import type { AttendanceSpan, AttendanceWeek } from '@waymark/contract/attendance.ts';
import { onTarget } from '@waymark/contract/measure-values.ts';
import { amendReading, listReadings, listStudentMeasures, recordReadings } from '@waymark/contract/readings.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { latestFigures, readMeasures } from '../measures/figures.ts';
import { lastSixWeeks } from '../measures/rules.ts';
import { currentTargets } from '../targets/current.ts';
import * as policy from './policy.ts';
import { countReadings, findEvents, findReadings, findWeeks, openEnrolments, seesStudent } from './queries.ts';
import { amendReading as amend, recordByHand } from './record.ts';

async function requireStudent(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (!(await seesStudent(tx, actor.orgId, id))) throw notFound('student');
}

/** Weeks added up from one day to another, by the week's having a school day among them. */
function spanOf(weeks: readonly AttendanceWeek[], from: string, to: string): AttendanceSpan {
  const sessions = weeks.filter(({ start }) => daysAfter(start, 4) >= from && start <= to).reduce(addSessions, noSessions);
  return {
    from,
    to,
    sessions,
    percent: attendancePercent(sessions),
    punctuality: punctualityPercent(sessions),
    absence: absenceOf(sessions),
  };
}

export const routes = [
  route(listStudentMeasures, policy.readReadings, async ({ actor, tx, params, today, logAccess }) => {
    await requireStudent(tx, actor, params.id);
    await logAccess('measures', params.id);
    const measures = await readMeasures(tx, actor.orgId);
    const figures = (await latestFigures(tx, actor.orgId, [params.id], today)).get(params.id);
    const counts = await countReadings(tx, actor.orgId, params.id);
    const enrolments = await openEnrolments(tx, actor.orgId, params.id, today);
    // the latest enrolment's target where several have one, and the student's own where none has
    const targets = await currentTargets(tx, actor.orgId, params.id, enrolments);
    const items = measures.map((measure) => {
      const latest = figures?.get(measure.id) ?? null;
      const target = targets.find(({ measureId }) => measureId === measure.id);
      return {
        measure,
        latest,
        target:
          target === undefined
            ? null
            : { value: target.value, step: target.step, dueOn: target.dueOn, onTarget: onTarget(measure, latest, target.value) },
        readings: counts.get(measure.id) ?? 0,
      };
    });
    // an archived measure is shown to who has readings of it
    return { items: items.filter(({ measure, readings }) => !measure.archived || readings > 0) };
  }),

  route(listReadings, policy.readReadings, async ({ actor, tx, params, logAccess }) => {
    await requireStudent(tx, actor, params.id);
    const measure = (await readMeasures(tx, actor.orgId)).find(({ id }) => id === params.measureId);
    if (measure === undefined) throw notFound('measure');
    await logAccess('readings', params.id);
    return { measure, items: await findReadings(tx, actor.orgId, { studentId: params.id, measureId: params.measureId }) };
  }),

  route(recordReadings, policy.recordReadings, async ({ actor, tx, params, body, now, audit }) => {
    await requireStudent(tx, actor, params.id);
    const about = { studentId: params.id, enrolmentId: body.enrolmentId, point: body.point };
    await recordByHand(tx, actor, now, about, body.readings);
    for (const { id, measureId, takenOn } of body.readings) {
      await audit('reading.recorded', 'reading', id, { studentId: params.id, detail: { measureId, takenOn, point: body.point } });
    }
    return { recorded: body.readings.length };
  }),

  route(amendReading, policy.recordReadings, async ({ actor, tx, params, body, now, audit }) => {
    const before = await amend(tx, actor, now, params.id, body);
    await audit('reading.amended', 'reading', body.id, {
      studentId: before.studentId,
      detail: { supersedes: before.id, measureId: before.measureId, reason: body.reason },
    });
    return { done: true as const };
  }),

  route(getAttendance, policy.readReadings, async ({ actor, tx, params, today, logAccess }) => {
    await requireStudent(tx, actor, params.id);
    await logAccess('attendance', params.id);
    const thisYear = schoolYearStart(today);
    const lastYear = schoolYearStart(daysAfter(thisYear, -1));
    const weeks = await findWeeks(tx, actor.orgId, params.id, lastYear, today);
    const six = lastSixWeeks(today);
    return {
      weeks,
      lastSixWeeks: spanOf(weeks, six.from, six.to),
      thisYear: spanOf(weeks, thisYear, today),
      lastYear: spanOf(weeks, lastYear, daysAfter(thisYear, -1)),
      events: await findEvents(tx, actor.orgId, params.id, lastYear, today),
    };
  }),
];
