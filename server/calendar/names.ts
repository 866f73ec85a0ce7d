import type { CalendarNames } from '@waymark/contract/calendar.ts';

interface Student {
  givenName: string;
  preferredName: string | null;
  familyName: string;
}

/** The first letter as a person writes it, whole even where it is more than one code unit. */
const initial = (name: string) => [...new Intl.Segmenter('en').segment(name.trim())][0]?.segment.toLocaleUpperCase('en-GB') ?? '';

/**
 * As much of a student's name as a calendar shows, which is kept by another company on a device that others look at:
 * `Ada L.`, `A. L.`, or nothing. Never the family name.
 */
export function calendarName(student: Student, names: CalendarNames): string | undefined {
  if (names === 'none') return undefined;
  const given = student.preferredName?.trim() || student.givenName.trim();
  const first = names === 'first' ? given : `${initial(given)}.`;
  const last = initial(student.familyName);
  return last === '' ? first : `${first} ${last}.`;
}
