import type { AnalysisAnswer, getAnalysis } from '@waymark/contract/analysis.ts';
import type { QueryOf } from '@waymark/contract/endpoint.ts';

/** What the address keeps, by its short name there: a question with its filters can be sent to a colleague. */
export const kept = [
  'programme',
  'cohort',
  'school',
  'type',
  'view',
  'from',
  'to',
  'enrolment',
  'with',
  'version',
  'group',
  'asof',
  'seed',
  'check',
] as const;
export type Kept = Partial<Record<(typeof kept)[number], string>>;
export type SetKept = (changes: Partial<Record<(typeof kept)[number], string | null>>) => void;

type Query = NonNullable<QueryOf<typeof getAnalysis>>;

/** What the server is asked. */
export function queryOf(filters: Kept): Query {
  return {
    programmeId: filters.programme,
    cohortId: filters.cohort,
    schoolId: filters.school,
    type: filters.type,
    perspective: filters.view as Query['perspective'],
    startedFrom: filters.from,
    startedTo: filters.to,
    enrolment: filters.enrolment as Query['enrolment'],
    characteristics: filters.with,
    frameworkVersionId: filters.version,
    group: filters.group,
    asOf: filters.asof,
    seed: filters.seed,
  };
}

/** Filters that follow from one question to the next; whom it is about, not how it was worked out. */
export function followingFilters(search: URLSearchParams): string {
  const next = new URLSearchParams();
  for (const name of ['programme', 'cohort', 'school', 'type', 'view', 'from', 'to', 'enrolment', 'with', 'version'] as const) {
    const value = search.get(name);
    if (value !== null && value !== '') next.set(name, value);
  }
  const text = next.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * The address that gives these very figures again: the moment the data were read, the seed where chance was used, and the
 * fingerprint that says whether they are the same.
 */
export function reproducingAddress(answer: AnalysisAnswer, here: string): string {
  const url = new URL(here);
  url.searchParams.set('asof', answer.asOf);
  if (answer.seed !== null) url.searchParams.set('seed', String(answer.seed));
  url.searchParams.set('check', `${answer.fingerprint}.${answer.codeVersion}`);
  return url.toString();
}

/** Whether the figures are those a link promised: undefined where the address promises none. */
export function checkOf(answer: AnalysisAnswer, check: string | undefined): 'same' | 'data' | 'code' | undefined {
  if (check === undefined) return undefined;
  const at = check.indexOf('.');
  if (check.slice(0, at) === answer.fingerprint) return 'same';
  return check.slice(at + 1) === answer.codeVersion ? 'data' : 'code';
}

/** How many filters narrow whom is asked about. */
export function narrowing(filters: Kept): number {
  const names = ['programme', 'cohort', 'school', 'from', 'to', 'enrolment', 'with', 'version'] as const;
  return names.filter((name) => filters[name] !== undefined).length;
}
