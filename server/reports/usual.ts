import type { ReportEvery } from '@waymark/contract/report-schedules.ts';
import type { ReportFilters, ReportKind } from '@waymark/contract/reports.ts';

/*
 * What a report has before anybody has chosen: its name, and how its period moves on with a schedule. Pure.
 */

/** What a report of a kind is called without its period. */
export function usualName(kind: ReportKind, schoolName: string | null): string {
  if (kind === 'school') return `Mentoring at ${schoolName ?? 'the school'}`.slice(0, 160);
  return kind === 'partner' ? 'Mentoring report' : 'Annual report on mentoring';
}

const months: Readonly<Record<ReportEvery, number>> = { month: 1, term: 4, year: 12 };

/** The day so many steps of a schedule on. Counted from the first: the last day of a month stays the last day of a month. */
export function movedOn(day: string, every: ReportEvery, steps: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = year * 12 + (month - 1) + months[every] * steps;
  const daysIn = (index: number) => new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  const last = date === daysIn(year * 12 + month - 1);
  const moved = last ? daysIn(at) : Math.min(date, daysIn(at));
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-${String(moved).padStart(2, '0')}`;
}

/** Filters with the period moved on with the schedule. */
export function filtersMovedOn(filters: ReportFilters, every: ReportEvery, steps: number): ReportFilters {
  const { startedFrom, startedTo } = filters;
  return {
    ...filters,
    ...(startedFrom === undefined ? {} : { startedFrom: movedOn(startedFrom, every, steps) }),
    ...(startedTo === undefined ? {} : { startedTo: movedOn(startedTo, every, steps) }),
  };
}

/**
 * Of a schedule's days that have come, the last, counted in steps from the first; undefined when none has. Days that passed
 * while nothing ran are not made up for one by one: each would be a draft that nobody asked for by then.
 */
export function stepDue(firstOn: string, every: ReportEvery, passed: number, today: string): number | undefined {
  let step: number | undefined;
  for (let at = passed; movedOn(firstOn, every, at) <= today; at++) step = at;
  return step;
}
