import type { BodyOf } from '@waymark/contract/endpoint.ts';
import type { updateReport } from '@waymark/contract/reports.ts';
import type { Kept } from '../analysis/filters.ts';

export type Filters = BodyOf<typeof updateReport>['filters'];

/** A report's filters by the short names that the filters of analysis go by in an address. */
export function keptOf(filters: Filters): Kept {
  const { perspective, enrolment, characteristics = [] } = filters;
  const all: Record<string, string | undefined> = {
    programme: filters.programmeId,
    cohort: filters.cohortId,
    school: filters.schoolId,
    type: filters.type,
    view: perspective === 'mentor' ? undefined : perspective,
    from: filters.startedFrom,
    to: filters.startedTo,
    enrolment: enrolment === 'all' ? undefined : enrolment,
    with: characteristics.length === 0 ? undefined : characteristics.join(','),
    version: filters.frameworkVersionId,
    group: filters.group,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The filters of an address as a report keeps them; what is not there is left out. */
export function filtersOf(kept: Kept): Filters {
  const all: Filters = {
    programmeId: kept.programme,
    cohortId: kept.cohort,
    schoolId: kept.school,
    type: kept.type,
    perspective: kept.view as Filters['perspective'],
    startedFrom: kept.from,
    startedTo: kept.to,
    enrolment: kept.enrolment as Filters['enrolment'],
    characteristics: kept.with?.split(',').filter((wish) => wish !== ''),
    frameworkVersionId: kept.version,
    group: kept.group,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
