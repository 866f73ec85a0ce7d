/** A day of 24 hours, in milliseconds: of clocks that stand still and of days without one, not of a day when clocks change. */
export const dayLength = 86_400_000;

/** The calendar day so many days after another: days have no clock and no time zone. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

/** 1 September of the school year a day is in. */
export function schoolYearStart(day: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) >= '09-01' ? year : year - 1}-09-01`;
}

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A day as it is written in a sentence: "11 March 2026". */
export const dayInWords = (day: string): string => inWords.format(new Date(`${day}T00:00:00Z`));
