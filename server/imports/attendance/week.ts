import { dayLength, daysAfter } from '@waymark/contract/days.ts';
import { certainCodes, type AttendanceClass } from '@waymark/contract/attendance-codes.ts';
import { noSessions, type Sessions } from '@waymark/contract/attendance.ts';

/**
 * The marks of a week, Monday morning to Sunday afternoon: fourteen places, each a mark or null. A mark is its code alone
 * where the guidance settles what it counts as; otherwise the code with what it was said to count as, `Q:not_possible`.
 * Two marks for one session stand side by side, `/!N`: neither counts. In a week read from a file `-` stands where the file
 * says that there is no mark: it takes away the one on record, where an empty cell says nothing. It is never kept.
 */
export type Week = (string | null)[];

const places = 14;
const classes: ReadonlyMap<string, AttendanceClass> = new Map(
  (['present', 'approved', 'authorised', 'unauthorised', 'not_possible'] as const).map((one) => [one, one]),
);

export const noMark = '-';

export const emptyWeek = (): Week => Array.from({ length: places }, () => null);

/** A mark as it is kept. Codes of an organisation's own may be anything; what divides marks is taken out of them. */
export function markOf(code: string, meant: AttendanceClass): string {
  return certainCodes.get(code) === meant ? code : `${code.replace(/[\s!:.]+/g, '_').slice(0, 12)}:${meant}`;
}

function classOf(mark: string): AttendanceClass | undefined {
  return certainCodes.get(mark) ?? classes.get(mark.slice(mark.lastIndexOf(':') + 1));
}

export const isTwo = (mark: string | null): boolean => mark !== null && mark.includes('!');

/** Puts a mark into its place beside what stands there. */
export function put(week: Week, place: number, mark: string): void {
  const before = week[place];
  // of a mark and none for one session the mark is meant
  if (before == null || before === noMark) week[place] = mark;
  else if (mark === noMark) return;
  else if (before !== mark) week[place] = [...new Set([...before.split('!'), ...mark.split('!')])].join('!');
}

export const textOfWeek = (week: Week): string => week.map((mark) => mark ?? '.').join(' ');

/** A week from its text; undefined when the text holds no marks. */
export function weekOfText(text: string): Week | undefined {
  const marks = text.split(' ');
  return marks.length === places ? marks.map((mark) => (mark === '.' ? null : mark)) : undefined;
}

/** The week with the marks of another put over its own; what the other does not say stays, and where it says none there is none. */
export const overlaid = (under: Week, over: Week): Week => marked(under.map((mark, place) => over[place] ?? mark));

/** The week as it is kept, without what says that there is no mark. */
const marked = (week: Week): Week => week.map((mark) => (mark === noMark ? null : mark));

/** The week without sessions that have two marks. */
export const settled = (week: Week): Week => week.map((mark) => (isTwo(mark) ? null : mark));

/** What the sessions of a week come to. */
export function sessionsOf(week: Week): Sessions {
  const sum = { ...noSessions };
  for (const mark of week) {
    const meant = mark === null || isTwo(mark) ? undefined : classOf(mark);
    if (mark === null || meant === undefined || meant === 'not_possible') continue;
    sum.possible++;
    sum[meant]++;
    if (mark === 'L') sum.lateBefore++;
    if (mark === 'U') sum.lateAfter++;
  }
  return sum;
}

/** Monday of the week a day is in, and which day of it, from 0. */
export function placeOf(day: string): { week: string; weekday: number } {
  const time = Date.parse(`${day}T00:00:00Z`);
  const weekday = (new Date(time).getUTCDay() + 6) % 7;
  return { week: new Date(time - weekday * dayLength).toISOString().slice(0, 10), weekday };
}

/** Which day and half of it a place of a week is. */
export function sessionAt(week: string, place: number): { day: string; half: 'AM' | 'PM' } {
  const day = daysAfter(week, Math.floor(place / 2));
  return { day, half: place % 2 === 0 ? 'AM' : 'PM' };
}

/** Marks of one student as they are kept on a row: `#380` rows of the file, `-2` sessions without a mark, and each week. */
export interface Marks {
  rows: number;
  unmarked: number;
  weeks: Map<string, Week>;
}

export const noMarks = (): Marks => ({ rows: 0, unmarked: 0, weeks: new Map() });

export function cellsOf({ rows, unmarked, weeks }: Marks): string[] {
  const listed = [...weeks].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([week, marks]) => `${week} ${textOfWeek(marks)}`);
  return [`#${rows}`, ...(unmarked > 0 ? [`-${unmarked}`] : []), ...listed];
}

/** Marks from the cells of a row, or of several put together: what was read part by part becomes one. */
export function marksOf(cells: readonly string[]): Marks {
  const marks = noMarks();
  for (const cell of cells) {
    if (cell.startsWith('#')) marks.rows += Number(cell.slice(1));
    else if (cell.startsWith('-')) marks.unmarked += Number(cell.slice(1));
    else addWeek(marks, cell.slice(0, 10), weekOfText(cell.slice(11)) ?? emptyWeek());
  }
  return marks;
}

function addWeek(marks: Marks, week: string, more: Week): void {
  const own = marks.weeks.get(week);
  if (own === undefined) marks.weeks.set(week, more);
  else
    more.forEach((mark, place) => {
      if (mark !== null) put(own, place, mark);
    });
}
