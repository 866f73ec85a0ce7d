import { dayLength } from '@waymark/contract/days.ts';

/* Days as `YYYY-MM-DD`, counted without a clock and without time zones. */

export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayLength;
export const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);
export const addDays = (date: string, days: number): string => dateOf(dayNumber(date) + days);
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
export const earlier = (one: string, other: string): string => (one < other ? one : other);

/** 0 is Monday, 6 is Sunday. */
export const weekday = (date: string): number => (dayNumber(date) + 3) % 7;

/** The year in which the school year of a day began: 2025 for the year 2025/26. */
export function schoolYear(date: string): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '08-01' ? year : year - 1;
}

/** First and last days of the half terms of a school year, near enough to those of most schools in England. */
const halfTerms: readonly (readonly [string, string])[] = [
  ['09-03', '10-23'],
  ['11-02', '12-18'],
  ['01-05', '02-12'],
  ['02-22', '03-26'],
  ['04-13', '05-22'],
  ['06-01', '07-21'],
];

/** Whether schools are open: a weekday in term. */
export function isSchoolDay(date: string): boolean {
  const day = date.slice(5);
  return weekday(date) < 5 && halfTerms.some(([first, last]) => day >= first && day <= last);
}

/** The first school day on or after a day. */
export function nextSchoolDay(date: string): string {
  let day = date;
  while (!isSchoolDay(day)) day = addDays(day, 1);
  return day;
}

/**
 * The two school years the demo looks back over, the one of `today` not counted until it is well under way: from
 * January, this one and the last; in the autumn, the last two as well as the weeks of the new one.
 */
export function firstSchoolYear(today: string): number {
  const month = Number(today.slice(5, 7));
  return schoolYear(today) - (month >= 8 ? 2 : 1);
}

/** From when on the demo has interventions: this school year's; in its first weeks last year's is what there is to see. */
export function interventionsFrom(today: string): string {
  const start = nextSchoolDay(`${schoolYear(today)}-09-15`);
  return start < addDays(today, -35) ? start : nextSchoolDay(`${schoolYear(today) - 1}-09-15`);
}
