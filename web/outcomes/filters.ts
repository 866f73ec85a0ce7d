import type { QueryOf } from '@waymark/contract/endpoint.ts';
import type { getOutcomesOverTime } from '@waymark/contract/outcomes.ts';

/** What the address keeps, by its short name there: a view can be sent to a colleague, and "back" goes back. */
export const kept = ['programme', 'cohort', 'school', 'type', 'outcome', 'view', 'from', 'to', 'enrolment', 'with'] as const;
export type Kept = (typeof kept)[number];
export type Filters = Partial<Record<Kept, string>>;

/** The filters in the address; what is not theirs is left alone. */
export function readFilters(search: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of kept) {
    const value = search.get(name);
    if (value !== null && value !== '') filters[name] = value;
  }
  return filters;
}

/**
 * The address with some filters changed; an empty value takes one away. What hangs on a changed filter goes with it: a
 * cohort with its programme, an outcome with its type, the open list of students with anything.
 */
export function changeFilters(search: URLSearchParams, change: Filters): URLSearchParams {
  const next = new URLSearchParams(search);
  const all: Filters = { ...change };
  if ('programme' in change && !('cohort' in change)) all.cohort = '';
  if ('type' in change && !('outcome' in change)) all.outcome = '';
  for (const [name, value] of Object.entries(all)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  next.delete('bar');
  next.delete('of');
  return next;
}

type Query = NonNullable<QueryOf<typeof getOutcomesOverTime>>;

/** What the server is asked to count. Types and outcomes are chosen from the answer, not asked for: choosing is then at once. */
export function countQuery(filters: Filters): Query {
  return {
    programmeId: filters.programme,
    cohortId: filters.cohort,
    schoolId: filters.school,
    perspective: filters.view as Query['perspective'],
    startedFrom: filters.from,
    startedTo: filters.to,
    enrolment: filters.enrolment as Query['enrolment'],
    characteristics: filters.with,
  };
}

/** What the file is asked for: the same, cut to the type or outcome on the screen. */
export function fileQuery(filters: Filters): Query {
  return { ...countQuery(filters), type: filters.type, seriesId: filters.outcome };
}

/** How many filters narrow whom is counted. */
export function narrowing(filters: Filters): number {
  return (['programme', 'cohort', 'school', 'from', 'to', 'enrolment', 'with'] as const).filter((name) => filters[name] !== undefined)
    .length;
}
