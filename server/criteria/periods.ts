import { Temporal } from 'temporal-polyfill';
import type { RulePeriod } from '@waymark/contract/criteria.ts';

/** The days a rule's period covers on a day, both included; null for the latest reading, which has no beginning. */
export function daysOf(period: RulePeriod, asOf: string): { from: string; to: string } | null {
  switch (period.kind) {
    case 'latest':
      return null;
    case 'weeks':
      // this week and the ones before it, from a Monday, as attendance is recorded
      return {
        from: monday(asOf)
          .subtract({ weeks: period.weeks - 1 })
          .toString(),
        to: asOf,
      };
    case 'half_term':
      return { from: halfTermStart(asOf), to: asOf };
    case 'since':
      return { from: period.date, to: asOf };
  }
}

/** One text for each period that covers the same days: what figures are read once for. */
export function periodKey(period: RulePeriod, asOf: string): string {
  return daysOf(period, asOf)?.from ?? 'latest';
}

/**
 * The day from which “this half term” counts. Term dates are set locally, but the breaks overlap in nearly every state
 * school in England and Wales; each boundary lies inside its break, where there are no sessions, so that counting from it
 * counts this half term and no other. A break a week off in one school moves at most a few sessions.
 */
export function halfTermStart(asOf: string): string {
  const { year } = Temporal.PlainDate.from(asOf);
  const boundaries = [year - 1, year].flatMap((one) => breaksOf(one)).map((date) => date.toString());
  return boundaries.filter((date) => date <= asOf).at(-1) ?? boundaries[0] ?? asOf;
}

/** The first day of each break of a calendar year that divides half terms, in order. */
function breaksOf(year: number): Temporal.PlainDate[] {
  const on = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day });
  return [
    // the week with the third Monday of February
    monday(on(2, 21).toString()),
    easterMonday(year),
    // the week of the spring bank holiday, the last Monday of May
    monday(on(5, 31).toString()),
    on(8, 1),
    // the week with the last Monday of October
    monday(on(10, 31).toString()),
    on(12, 25),
  ];
}

function monday(day: string): Temporal.PlainDate {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** The Monday after Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
export function easterMonday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 }).add({ days: 1 });
}
