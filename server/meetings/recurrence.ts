import { Temporal } from 'temporal-polyfill';

/** The most meetings that are scheduled together: a year of weekly ones and a bit. */
export const mostAtOnce = 60;

export interface Repeat {
  everyWeeks: number;
  /** How often in all; and the last day that may have one. With both, whichever comes first. */
  times?: number | undefined;
  until?: string | undefined;
}

/** The days of a meeting first held on `first`: itself alone without a repeat, never more than `mostAtOnce`. */
export function meetingDays(first: string, repeat?: Repeat): string[] {
  if (repeat === undefined) return [first];
  const times = Math.min(repeat.times ?? mostAtOnce, mostAtOnce);
  const start = Temporal.PlainDate.from(first);
  const days: string[] = [];
  for (let nth = 0; nth < times; nth++) {
    const day = start.add({ weeks: nth * repeat.everyWeeks }).toString();
    if (repeat.until !== undefined && day > repeat.until) break;
    days.push(day);
  }
  return days;
}

export interface WallClock {
  date: string;
  time: string;
}

/**
 * The moment the clocks of `timeZone` show `date` and `time`. Half past two stays half past two on both sides of a clock
 * change. A time that the change skips becomes the same span later, and one that comes twice means the first.
 */
export function momentOf({ date, time }: WallClock, timeZone: string): Date {
  const moment = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  return new Date(moment.epochMilliseconds);
}

/** What the clocks of `timeZone` show at a moment. */
export function wallClockOf(moment: Date | string, timeZone: string): WallClock {
  const there = Temporal.Instant.fromEpochMilliseconds(new Date(moment).getTime()).toZonedDateTimeISO(timeZone);
  return { date: there.toPlainDate().toString(), time: there.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** The first moment of a day, and the first of the day after it: a whole day whatever the clocks do. */
export function dayBounds(date: string, timeZone: string): { from: Date; before: Date } {
  const start = Temporal.PlainDate.from(date);
  const at = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  return { from: at(start), before: at(start.add({ days: 1 })) };
}

/** How far a meeting moves: whole days, and the time it is at from now on. Applied to each of a repeat alike. */
export interface Shift {
  days: number;
  /** Null when the time stays, so that one of the repeat that is at another time keeps it. */
  time: string | null;
}

/** What moving a meeting from one wall-clock time to another means for those that follow it. */
export function shiftBetween(from: WallClock, to: WallClock): Shift {
  return { days: Temporal.PlainDate.from(from.date).until(to.date).days, time: to.time === from.time ? null : to.time };
}

/** The new wall-clock time of one meeting under a shift. */
export function shifted(from: WallClock, shift: Shift): WallClock {
  return { date: Temporal.PlainDate.from(from.date).add({ days: shift.days }).toString(), time: shift.time ?? from.time };
}
