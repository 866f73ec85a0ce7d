import { InterventionKind } from '@waymark/contract/interventions.ts';
import { MeasureKind } from '@waymark/contract/measures.ts';
import { sql } from 'kysely';
import { oneOf, type Column, type Table } from './column.ts';
import { enrolment, student } from './people.ts';

const plain = (values: readonly string[]) => values.map((value) => ({ value, means: value.replaceAll('_', ' ') }));

const measure: Column = {
  name: 'measure',
  type: 'text',
  meaning: 'The measure; see the table measures.',
  sql: 'm.id',
  pseudonymOf: 'measure',
};

export const measures: Table = {
  name: 'measures',
  rowIs: 'One measure the organisation follows. No student is in it.',
  columns: [
    measure,
    { name: 'code', type: 'text', meaning: 'The measure’s code.', sql: 'm.code' },
    { name: 'name', type: 'text', meaning: 'What it is called.', sql: 'm.name' },
    { name: 'kind', type: 'text', meaning: 'What it is about.', levels: plain(MeasureKind.options), sql: 'm.kind' },
    { name: 'subject', type: 'text', meaning: 'The school subject.', missing: 'It is of no subject.', sql: 'm.subject' },
    {
      name: 'scale',
      type: 'text',
      meaning: 'How values are read.',
      levels: oneOf({
        percent: '0 to 100',
        count: 'a whole number of things',
        number: 'a number',
        ordered: 'the rank of a described step',
      }),
      sql: "m.scale->>'type'",
    },
    {
      name: 'unit',
      type: 'text',
      meaning: 'The unit of its values.',
      missing: 'The scale says all.',
      sql: "coalesce(nullif(m.scale->>'unit', ''), m.scale->>'other')",
    },
    {
      name: 'better',
      type: 'text',
      meaning: 'Which way is better.',
      levels: oneOf({ higher: 'more is better', lower: 'less is better' }),
      sql: 'm.better',
    },
  ],
  source: ({ orgId }) => sql`from measures m where m.org_id = ${orgId}`,
  order: 'm.position, m.code',
};

export const readings: Table = {
  name: 'readings',
  rowIs: 'One dated value of one measure. Where a reading was corrected, the correction alone.',
  columns: [
    { ...student, sql: 'r.student_id' },
    { ...measure, sql: 'r.measure_id' },
    { ...enrolment, missing: 'It was read for no enrolment in particular.', sql: 'r.enrolment_id' },
    {
      name: 'point',
      type: 'text',
      meaning: 'Which point in the enrolment it stands for.',
      levels: plain(['baseline', 'progress', 'review', 'closing']),
      missing: 'It stands for none in particular.',
      sql: 'r.point',
    },
    { name: 'taken_on', type: 'date', meaning: 'The day it was taken, or the last of the days it stands for.', sql: 'r.taken_on' },
    {
      name: 'period_from',
      type: 'date',
      meaning: 'The first of the days it stands for.',
      missing: 'It stands for one day.',
      sql: 'r.period_from',
    },
    {
      name: 'value',
      type: 'number',
      meaning: 'The value; on an ordered scale, the rank of the step.',
      unit: 'see measures',
      missing: 'missing_reason says why.',
      sql: 'r.value::float8',
    },
    {
      name: 'missing_reason',
      type: 'text',
      meaning: 'Why there is no value.',
      levels: plain(['not_asked', 'declined', 'not_applicable', 'not_collected']),
      missing: 'There is a value.',
      sql: 'r.missing_reason',
    },
    {
      name: 'source',
      type: 'text',
      meaning: 'How it came in.',
      levels: oneOf({
        hand: 'typed in',
        questionnaire: 'answered by the student',
        import: 'brought from a file',
        marks: 'added up from marks',
      }),
      sql: 'r.source',
    },
    {
      name: 'corrected',
      type: 'boolean',
      meaning: 'Whether it takes the place of an earlier, wrong reading.',
      sql: 'r.supersedes is not null',
    },
  ],
  source: ({ orgId, asOf }) =>
    sql`from readings r where r.org_id = ${orgId} and r.recorded_at <= ${asOf}::timestamptz and not exists (select from readings later
      where later.org_id = r.org_id and later.supersedes = r.id and later.recorded_at <= ${asOf}::timestamptz)`,
  student: 'r.student_id',
  order: 'r.taken_on, r.id',
};

const sessions = (name: string, meaning: string): Column => ({
  name,
  type: 'integer',
  meaning,
  unit: 'half-day sessions',
  sql: `w.${name}`,
});

export const attendanceWeeks: Table = {
  name: 'attendance_weeks',
  rowIs: 'One student’s attendance in one week.',
  columns: [
    { ...student, sql: 'w.student_id' },
    { name: 'week_start', type: 'date', meaning: 'The Monday of the week.', sql: 'w.week_start' },
    sessions('possible', 'Sessions the student could have attended.'),
    sessions('present', 'Present, late before the register closed included.'),
    sessions('approved', 'Away on approved educational activity: counts as attended.'),
    sessions('authorised', 'Absent with leave.'),
    sessions('unauthorised', 'Absent without leave.'),
    sessions('late_before', 'Among the present: late before the register closed.'),
    sessions('late_after', 'Among the unauthorised: late after the register closed.'),
  ],
  source: ({ orgId }) => sql`from attendance_weeks w where w.org_id = ${orgId} and w.replaced_at is null`,
  student: 'w.student_id',
  order: 'w.week_start',
};

export const interventions: Table = {
  name: 'interventions',
  rowIs: 'One student at one session of other help than mentoring.',
  columns: [
    { ...student, sql: 'p.student_id' },
    {
      name: 'intervention',
      type: 'text',
      meaning: 'The intervention, as a pseudonym: its name may name people.',
      sql: 'i.id',
      pseudonymOf: 'intervention',
    },
    { name: 'kind', type: 'text', meaning: 'What sort of help it is.', levels: plain(InterventionKind.options), sql: 'i.kind' },
    {
      name: 'taso_code',
      type: 'text',
      meaning: 'The activity type in TASO’s mapping of outcomes and activities.',
      missing: 'The organisation gave none.',
      sql: 'i.taso_code',
    },
    {
      name: 'session',
      type: 'text',
      meaning: 'The session: students with the same one were there together.',
      sql: 'n.id',
      pseudonymOf: 'session',
    },
    { name: 'held_on', type: 'date', meaning: 'The day of the session.', sql: 'n.held_on' },
    {
      name: 'attended',
      type: 'text',
      meaning: 'Whether the student was there.',
      levels: oneOf({ attended: 'all of it', part: 'part of it', absent: 'not there' }),
      sql: 'p.attended',
    },
    { name: 'minutes', type: 'integer', meaning: 'This student’s minutes; 0 when absent.', unit: 'minutes', sql: 'p.minutes' },
  ],
  source: ({ orgId }) =>
    sql`from participations p join intervention_sessions n on n.org_id = p.org_id and n.id = p.session_id
      join interventions i on i.org_id = n.org_id and i.id = n.intervention_id
      where p.org_id = ${orgId} and p.replaced_at is null and n.cancelled_at is null`,
  student: 'p.student_id',
  order: 'n.held_on, p.id',
};
