import * as t from '../strings/catalogue.ts';

/** Reception to Year 14, for a select. */
export const yearGroups = Array.from({ length: 15 }, (_, year) => ({ value: String(year), label: t.students.yearOf(year) }));
