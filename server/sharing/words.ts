const shortDays = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A day as it is written in a table: "11 Mar 2026". */
export const shortDay = (day: string): string => shortDays.format(new Date(`${day}T00:00:00Z`));

/** "1 meeting", "3 meetings". */
export const count = (n: number, one: string, other: string): string => `${n} ${n === 1 ? one : other}`;

/** Minutes as hours where there are some: "45 minutes", "3 hours", "3½ hours". */
export function lengthOf(minutes: number): string {
  if (minutes < 60) return count(minutes, 'minute', 'minutes');
  const halves = Math.round(minutes / 30);
  const hours = Math.floor(halves / 2);
  return halves % 2 === 1 ? `${hours}½ hours` : count(hours, 'hour', 'hours');
}

/** A sentence's end, where whoever wrote it left it out. */
export const ended = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
