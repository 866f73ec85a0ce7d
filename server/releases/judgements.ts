import { sql } from 'kysely';
import { oneOf, type Column, type Table } from './column.ts';
import { enrolment, student } from './people.ts';

const outcome: Column = {
  name: 'outcome',
  type: 'text',
  meaning: 'The outcome as one framework version words it; see the table outcomes.',
  sql: 'o.id',
  pseudonymOf: 'outcome',
};
const series: Column = {
  name: 'series',
  type: 'text',
  meaning: 'The outcome through all framework versions that carry it over: use this to follow a student through time.',
  sql: 'o.series_id',
  pseudonymOf: 'series',
};
const perspective: Column = {
  name: 'perspective',
  type: 'text',
  meaning: 'Who judged. Each is a series of its own: do not average over them.',
  levels: oneOf({ mentor: 'the mentor alone', student: 'the student alone', joint: 'both together' }),
  sql: 'a.perspective',
};
const missingReasons = oneOf({
  not_asked: 'it was not asked',
  declined: 'the student did not want to answer',
  not_applicable: 'it does not apply',
  not_collected: 'it was not collected',
});

export const outcomes: Table = {
  name: 'outcomes',
  rowIs: 'One outcome of one published framework version. No student is in it.',
  columns: [
    outcome,
    series,
    { name: 'framework', type: 'text', meaning: 'The framework’s name.', sql: 'f.name' },
    { name: 'version', type: 'integer', meaning: 'The framework version’s number.', sql: 'v.number' },
    { name: 'levels', type: 'integer', meaning: 'How many levels the scale has: 1 is the lowest.', unit: 'levels', sql: 'v.levels' },
    { name: 'outcome_type', type: 'text', meaning: 'The outcome type’s name.', sql: 't.name' },
    { name: 'code', type: 'text', meaning: 'The outcome’s code.', sql: 'o.code' },
    { name: 'statement', type: 'text', meaning: 'What is judged.', sql: 'o.statement' },
  ],
  source: ({ orgId, asOf }) =>
    sql`from outcomes o join framework_versions v on v.org_id = o.org_id and v.id = o.framework_version_id
      join frameworks f on f.org_id = v.org_id and f.id = v.framework_id
      join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
      where o.org_id = ${orgId} and v.status <> 'draft' and v.published_at <= ${asOf}::timestamptz`,
  order: 'f.name, v.number, o.position',
};

export const scores: Table = {
  name: 'scores',
  rowIs:
    'One outcome in one assessment: a level, or why there is none. Where a score was amended, the amendment alone. Also what mentors scored who had yet to calibrate.',
  columns: [
    { name: 'assessment', type: 'text', meaning: 'What was scored together.', sql: 'a.id', pseudonymOf: 'assessment' },
    { ...student, sql: 'a.student_id' },
    { ...enrolment, sql: 'a.enrolment_id' },
    {
      name: 'match',
      type: 'text',
      meaning: 'The match it was made under.',
      missing: 'It was made under none, as imported ones are.',
      sql: 'a.match_id',
      pseudonymOf: 'match',
    },
    {
      name: 'assessor',
      type: 'text',
      meaning: 'The mentor who judged; the same pseudonyms as mentor in other tables.',
      missing: 'The student judged alone.',
      sql: "case when a.perspective <> 'student' then a.assessor_id end",
      pseudonymOf: 'mentor',
    },
    perspective,
    {
      name: 'point',
      type: 'text',
      meaning: 'Which point in the enrolment it stands for.',
      levels: oneOf({ baseline: 'at the start', progress: 'along the way', review: 'for a review', closing: 'at the end' }),
      sql: 'a.point',
    },
    { name: 'assessed_on', type: 'date', meaning: 'The day it was judged.', sql: 'a.assessed_on' },
    {
      name: 'source',
      type: 'text',
      meaning: 'How it came in.',
      levels: oneOf({ app: 'scored in Waymark', import: 'brought from a file' }),
      sql: 'a.source',
    },
    { ...outcome, sql: 'sc.outcome_id' },
    { ...series, sql: 'sc.series_id' },
    {
      name: 'level',
      type: 'integer',
      meaning: 'The level: an ordered word, 1 the lowest. Not a quantity.',
      unit: 'level',
      missing: 'missing_reason says why.',
      sql: 'sc.level',
    },
    {
      name: 'missing_reason',
      type: 'text',
      meaning: 'Why there is no level.',
      levels: missingReasons,
      missing: 'There is a level.',
      sql: 'sc.missing_reason',
    },
    {
      name: 'amended',
      type: 'boolean',
      meaning: 'Whether it takes the place of an earlier, wrong score.',
      sql: 'sc.supersedes is not null',
    },
  ],
  source: ({ orgId, asOf }) =>
    sql`from scores sc join assessments a on a.org_id = sc.org_id and a.id = sc.assessment_id
      where sc.org_id = ${orgId} and sc.recorded_at <= ${asOf}::timestamptz and not exists (select from scores later
        where later.org_id = sc.org_id and later.supersedes = sc.id and later.recorded_at <= ${asOf}::timestamptz)`,
  student: 'sc.student_id',
  order: 'a.assessed_on, a.id, sc.id',
};

const level = (name: string, meaning: string, missing: string): Column => ({
  name: `${name}_level`,
  type: 'integer',
  meaning,
  unit: 'level',
  missing,
  sql: `a.${name}_level`,
});
const on = (name: string): Column => ({
  name: `${name}_on`,
  type: 'date',
  meaning: `The day of ${name}_level.`,
  missing: 'There is none.',
  sql: `a.${name}_on`,
});

export const standings: Table = {
  name: 'standings',
  rowIs:
    'One outcome of one enrolment from one perspective: where it began and where it stands when the file is made. Also by mentors who had yet to calibrate.',
  columns: [
    { ...student, sql: 'a.student_id' },
    { ...enrolment, sql: 'a.enrolment_id' },
    { ...series, sql: 'a.series_id' },
    perspective,
    { name: 'scored', type: 'integer', meaning: 'How many scores have a level.', unit: 'scores', sql: 'a.scored' },
    level('first', 'The first level.', 'It was never scored.'),
    on('first'),
    level('latest', 'The latest level; change from first to latest is distance travelled.', 'It was never scored.'),
    on('latest'),
    level('baseline', 'The latest level given as a baseline.', 'There is none.'),
    level('progress', 'The latest level given along the way.', 'There is none.'),
    level('review', 'The latest level given for a review.', 'There is none.'),
    level('closing', 'The latest level given at the end.', 'There is none.'),
    {
      name: 'last_missing_reason',
      type: 'text',
      meaning: 'Why there was no level when it last came up.',
      levels: missingReasons,
      missing: 'There was a level, or it never came up.',
      sql: 'a.last_missing_reason',
    },
  ],
  source: ({ orgId }) => sql`from standings a where a.org_id = ${orgId}`,
  student: 'a.student_id',
  order: 'a.enrolment_id, a.series_id, a.perspective',
};
