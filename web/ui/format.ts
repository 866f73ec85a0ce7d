import { dayLength } from '@waymark/contract/days.ts';
import * as t from '../strings/catalogue.ts';

/*
 * Dates and numbers as people here read them. A calendar day ('YYYY-MM-DD') has no time zone and is never shifted into
 * one; a moment is shown in the organisation's time zone, wherever the reader is.
 */

let locale = 'en-GB';
let timeZone: string | undefined;
let formats = new Map<string, Intl.DateTimeFormat>();

/** Set once the session is known; until then the device's own time zone is used. */
export function setPlace(place: { timeZone: string; locale?: string }): void {
  timeZone = place.timeZone;
  locale = place.locale ?? 'en-GB';
  formats = new Map();
}

function dateFormat(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let format = formats.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    formats.set(name, format);
  }
  return format;
}

const dayOf = (date: string) => new Date(`${date.slice(0, 10)}T00:00:00Z`);
const isDay = (value: string) => value.length === 10;

/** `3 September 2026`, of a day or a moment. */
export function formatDate(value: string | Date): string {
  if (typeof value === 'string' && isDay(value)) return dateFormat('day', { dateStyle: 'long', timeZone: 'UTC' }).format(dayOf(value));
  return dateFormat('date', { dateStyle: 'long' }).format(new Date(value));
}

/** `Thu 3 Sep`, with the year when it is not this one. For lists and small screens. */
export function formatShortDate(value: string | Date): string {
  const day = typeof value === 'string' && isDay(value);
  const moment = day ? dayOf(value) : new Date(value);
  const year = moment.getUTCFullYear() === new Date().getUTCFullYear() ? undefined : 'numeric';
  const options = { weekday: 'short', day: 'numeric', month: 'short', year } as const;
  // with a year the browser sets a comma after the day of the week, without one it does not
  return dateFormat(`short ${day} ${year}`, day ? { ...options, timeZone: 'UTC' } : options)
    .format(moment)
    .replace(',', '');
}

/** `Thu 3 Sept 2026, 14:30`. */
export function formatDateTime(moment: string | Date): string {
  return dateFormat('dateTime', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(moment));
}

/** `14:30`. */
export function formatTime(moment: string | Date): string {
  return dateFormat('time', { hour: '2-digit', minute: '2-digit' }).format(new Date(moment));
}

/** `1,234.5`; pass options for percentages, signs and decimals. */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale, options).format(value);
}

/** `one, two and three`. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

/** The organisation's today, `YYYY-MM-DD`. */
export function todayHere(now: Date = new Date()): string {
  const parts = dateFormat('iso', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** `today`, `tomorrow`, `3 days ago`, `in 2 weeks`; beyond eight weeks, the date. */
export function formatRelativeDay(date: string, today: string = todayHere()): string {
  const day = isDay(date) ? date : todayHere(new Date(date));
  const days = Math.round((dayOf(day).getTime() - dayOf(today).getTime()) / dayLength);
  if (days === 0) return t.shell.today;
  if (days === 1) return t.shell.tomorrow;
  if (days === -1) return t.shell.yesterday;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  if (Math.abs(days) < 14) return relative.format(days, 'day');
  if (Math.abs(days) <= 56) return relative.format(Math.trunc(days / 7), 'week');
  return formatDate(day);
}
