import { daysAfter } from '@waymark/contract/days.ts';
import { attendancePercent, punctualityPercent, type Sessions } from '@waymark/contract/attendance.ts';
import type { Figure, Measure } from '@waymark/contract/measures.ts';

/** The last six weeks up to a day: from the Monday five weeks before the one of its own week. */
export function lastSixWeeks(asOf: string): { from: string; to: string } {
  const sinceMonday = (new Date(`${asOf}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { from: daysAfter(asOf, -sinceMonday - 35), to: asOf };
}

/** The first six weeks from a day on. */
export function firstSixWeeks(from: string): { from: string; to: string } {
  return { from, to: daysAfter(from, 41) };
}

/** What attendance marks and behaviour events of some days say. */
export interface Marks {
  sessions?: (Sessions & { from: string; on: string }) | undefined;
  events?: { incidents: number; positive: number; from: string; on: string } | undefined;
}

/** The figure a derived measure has from marks; undefined when the marks do not say. */
export function derivedFigure(measure: Pick<Measure, 'id' | 'kind' | 'derived'>, marks: Marks | undefined): Figure | undefined {
  if (!measure.derived || marks === undefined) return undefined;
  const { sessions, events } = marks;
  const figure = (value: number | null, of: { from: string; on: string }, n: number): Figure | undefined =>
    value === null
      ? undefined
      : { measureId: measure.id, value, step: null, missingReason: null, from: of.from, on: of.on, source: 'marks', n };
  if (measure.kind === 'attendance') return sessions && figure(attendancePercent(sessions), sessions, sessions.possible);
  if (measure.kind === 'punctuality')
    return sessions && figure(punctualityPercent(sessions), sessions, sessions.present + sessions.lateAfter);
  if (measure.kind === 'behaviour') return events && figure(events.incidents, events, events.incidents);
  if (measure.kind === 'positive_behaviour') return events && figure(events.positive, events, events.positive);
  return undefined;
}
