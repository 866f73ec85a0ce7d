import { z } from 'zod';
import { MissingReason, Perspective } from './assessments.ts';
import { FileResponse, Id, Instant, PageQuery, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';

/** One wish about a characteristic: `CODE:VALUE`, or `CODE:missing` for those without a value. */
const characteristicWish = /^[A-Za-z0-9_.+-]{1,40}:[A-Za-z0-9_.+-]{1,40}$/;
export const CharacteristicWishes = z
  .array(z.string().regex(characteristicWish, 'Write a characteristic as CODE:VALUE, such as fsm:yes.'))
  .max(40);

/**
 * Whose outcomes to count. All of it stands in the address of the page, so that a view can be sent to a colleague.
 * Several values of one characteristic mean any of them; different characteristics mean all of them.
 */
export const OutcomeFilters = z.object({
  programmeId: Id.optional(),
  cohortId: Id.optional(),
  schoolId: Id.optional(),
  /** An outcome type's code, or one outcome's series. */
  type: z.string().max(100).optional(),
  seriesId: Id.optional(),
  perspective: Perspective.default('mentor'),
  /** Enrolments that began in this span, both days included. */
  startedFrom: PlainDate.optional(),
  startedTo: PlainDate.optional(),
  /** Those still taking part, those who ended as planned, those who left early. */
  enrolment: z.enum(['all', 'current', 'planned', 'early']).default('all'),
  /** `fsm:yes,send:missing` */
  characteristics: z
    .string()
    .max(2000)
    .transform((text) => text.split(',').filter((wish) => wish !== ''))
    .pipe(CharacteristicWishes)
    .optional(),
});
export type OutcomeFilters = z.output<typeof OutcomeFilters>;

/** How many students stand at each level, level 1 first. */
const ByLevel = z.array(z.int());

/** The figures of one outcome, or of all outcomes of a type together. A student counts once for each outcome. */
export const OutcomeFigures = z.object({
  levels: z.int(),
  /** Everybody who could have been scored: the enrolments that match the filters. */
  of: z.int(),
  /** Two scores or more: a distance can be told. */
  paired: z.int(),
  onlyOne: z.int(),
  /** On an assessment but never with a level, by the reason given last. */
  missing: z.record(MissingReason, z.int()),
  never: z.int(),
  first: ByLevel,
  latest: ByLevel,
  points: z.object({ baseline: ByLevel, progress: ByLevel, review: ByLevel, closing: ByLevel }),
  /** Of those with two scores or more: first level (row) by latest level (column). */
  pairs: z.array(ByLevel),
  moved: z.object({ up: z.int(), same: z.int(), down: z.int() }),
});
export type OutcomeFigures = z.infer<typeof OutcomeFigures>;

export const OutcomeSummary = OutcomeFigures.extend({
  seriesId: Id,
  statement: z.string(),
  /** No longer in the framework's latest version: only students who were scored on it count. */
  retired: z.boolean(),
});
export type OutcomeSummary = z.infer<typeof OutcomeSummary>;

export const OutcomeTypeSummary = OutcomeFigures.extend({
  code: z.string(),
  name: z.string(),
  framework: z.string(),
  outcomes: z.array(OutcomeSummary),
});
export type OutcomeTypeSummary = z.infer<typeof OutcomeTypeSummary>;

export const OutcomesOverTime = z.object({
  asOf: Instant,
  enrolments: z.int(),
  /** Fewer than enrolments when somebody left and came back. */
  students: z.int(),
  /** Mentors who have not calibrated yet, where that comes first: what they scored since is left out, as if never asked. */
  provisionalMentors: z.int().optional(),
  types: z.array(OutcomeTypeSummary),
});
export type OutcomesOverTime = z.infer<typeof OutcomesOverTime>;

export const getOutcomesOverTime = endpoint({
  method: 'GET',
  path: '/outcomes',
  summary:
    'Count, for every outcome, who has a first and a latest score and who not and why, the distribution at each point, and who moved up, stayed or moved down',
  query: OutcomeFilters,
  response: OutcomesOverTime,
});

export const getOutcomesFile = endpoint({
  method: 'GET',
  path: '/outcomes/file',
  summary: 'Download the same figures as a CSV file, with the filters and the moment they were counted',
  query: OutcomeFilters,
  response: FileResponse,
  download: 'text/csv',
});

/** A bar of a chart: who is behind it. */
export const Bar = z
  .string()
  .regex(
    /^(moved:(up|same|down)|pair:\d{1,2}-\d{1,2}|(first|latest|baseline|progress|review|closing):\d{1,2}|have:(paired|one|never)|missing:(not_asked|declined|not_applicable|not_collected))$/,
    'There is no such bar. Examples: moved:up, baseline:2, have:never, missing:declined.',
  );

export const OutcomeStudent = z.object({
  /** Null for those who see pseudonyms. */
  studentId: Id.nullable(),
  /** The student's name, or a pseudonym that is the same every time. */
  name: z.string(),
  programme: z.string(),
  firstLevel: z.int().nullable(),
  firstOn: PlainDate.nullable(),
  latestLevel: z.int().nullable(),
  latestOn: PlainDate.nullable(),
  missingReason: MissingReason.nullable(),
});
export type OutcomeStudent = z.infer<typeof OutcomeStudent>;

export const listOutcomeStudents = endpoint({
  method: 'GET',
  path: '/outcomes/students',
  summary: 'List the students behind one bar of an outcome; by pseudonym for those who do not see names',
  query: OutcomeFilters.extend(PageQuery.shape).extend({ seriesId: Id, bar: Bar }),
  response: z.object({ items: z.array(OutcomeStudent), next: z.string().nullable(), pseudonymised: z.boolean() }),
});
