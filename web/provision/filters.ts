import type { ProvisionFilters } from '@waymark/contract/provision.ts';

/** What the address keeps, by its short name there: a view can be sent to a colleague. */
export const kept = ['from', 'to', 'school', 'year', 'programme'] as const;
export type Kept = Partial<Record<(typeof kept)[number], string>>;

/** What the server is asked to count. */
export function filtersOf({ from, to, school, year, programme }: Kept): ProvisionFilters {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(school === undefined ? {} : { schoolId: school }),
    ...(year === undefined ? {} : { yearGroup: Number(year) }),
    ...(programme === undefined ? {} : { programmeId: programme }),
  };
}
