import type { CharacteristicOption } from '@waymark/contract/characteristics.ts';
import { sql } from 'kysely';
import { oneOf, type Column, type Table } from './column.ts';

export const student: Column = {
  name: 'student',
  type: 'text',
  meaning: 'The student, as a pseudonym of this release.',
  sql: 's.id',
  pseudonymOf: 'student',
};
export const enrolment: Column = {
  name: 'enrolment',
  type: 'text',
  meaning: 'The enrolment: one stay of one student in one programme. A student may have several.',
  sql: 'e.id',
  pseudonymOf: 'enrolment',
};
const endedBy = oneOf({
  mentor: 'the mentor',
  student: 'the student',
  family: 'the family',
  school: 'the school',
  programme: 'the programme',
});

/** How a generalised value is written: a letter no code of an organisation begins with. */
export const grouped = '*';
export const groupedMeans = 'one of several values that few students share, put together so that nobody is told by it';

export interface ReleasedCharacteristic {
  id: string;
  code: string;
  label: string;
  options: readonly CharacteristicOption[];
}

const whyMissing = 'Empty where there is no value; the column beside it says why.';

/** Students with what is recorded about them, a row each. */
export function studentsTable(characteristics: readonly ReleasedCharacteristic[]): Table {
  const current = (id: string, what: string) =>
    `(select c.${what} from student_characteristics c where c.org_id = s.org_id and c.student_id = s.id and c.characteristic_id = '${id}' and c.replaced_at is null)`;
  return {
    name: 'students',
    rowIs: 'One student. Those who have left are in it.',
    columns: [
      student,
      {
        name: 'school',
        type: 'text',
        meaning: 'The school, as a pseudonym of this release.',
        levels: [{ value: grouped, means: groupedMeans }],
        missing: 'No school is recorded, or every school was too small to be told apart.',
        sql: 's.school_id',
        pseudonymOf: 'school',
        generalised: 'school',
      },
      {
        name: 'year_group',
        type: 'text',
        meaning: 'The school year as it is recorded now: 0 is Reception.',
        unit: 'school year',
        levels: [{ value: grouped, means: groupedMeans }],
        missing: 'No year group is recorded, or none could be told apart.',
        sql: 's.year_group',
        generalised: 'year_group',
      },
      {
        name: 'age_years',
        type: 'text',
        meaning: 'Whole years of age on the day of the release; only where no year group is recorded.',
        unit: 'years',
        levels: [{ value: grouped, means: groupedMeans }],
        missing: 'The year group is recorded, no birth date is, or no age could be told apart.',
        sql: 'case when s.year_group is null then extract(year from age(x.as_on, s.birth_date))::int end',
        generalised: 'age_years',
      },
      {
        name: 'left_on',
        type: 'date',
        meaning: 'The day the student left the organisation.',
        missing: 'The student has not left.',
        sql: 's.left_on',
      },
      ...characteristics.flatMap(({ id, code, label, options }): Column[] => [
        {
          name: columnName(code),
          type: 'text',
          meaning: `${label}, as it is recorded now.`,
          levels: [...options.map((option) => ({ value: option.code, means: option.label })), { value: grouped, means: groupedMeans }],
          missing: whyMissing,
          sql: current(id, 'value'),
          generalised: id,
        },
        {
          name: `${columnName(code)}_missing`,
          type: 'text',
          meaning: `Why there is no value of ${columnName(code)}.`,
          levels: oneOf({
            not_collected: 'it was not collected',
            prefer_not_to_say: 'the student or family preferred not to say',
            not_known: 'it is not known',
            not_applicable: 'it does not apply',
          }),
          missing: `There is a value, nothing was ever recorded, or the column is withheld.`,
          sql: current(id, 'missing_reason'),
        },
      ]),
    ],
    source: ({ orgId, asOn }) => sql`from students s cross join (select ${asOn}::date as as_on) x where s.org_id = ${orgId}`,
    student: 's.id',
    order: 's.id',
  };
}

/** A characteristic's code as a name that R and Python take as it is. */
export const columnName = (code: string): string => `c_${code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`;

export const enrolments: Table = {
  name: 'enrolments',
  rowIs: 'One stay of one student in one programme.',
  columns: [
    enrolment,
    { ...student, sql: 'e.student_id' },
    {
      name: 'programme',
      type: 'text',
      meaning: 'The programme, as a pseudonym of this release.',
      sql: 'e.programme_id',
      pseudonymOf: 'programme',
    },
    {
      name: 'cohort',
      type: 'text',
      meaning: 'The cohort within the programme, as a pseudonym of this release.',
      missing: 'The enrolment is in no cohort.',
      sql: 'e.cohort_id',
      pseudonymOf: 'cohort',
    },
    { name: 'started_on', type: 'date', meaning: 'The first day.', sql: 'e.started_on' },
    { name: 'ended_on', type: 'date', meaning: 'The last day.', missing: 'It has not ended.', sql: 'e.ended_on' },
    {
      name: 'end_kind',
      type: 'text',
      meaning: 'How it ended.',
      levels: oneOf({ planned: 'as planned', early: 'before its planned end' }),
      missing: 'It has not ended, or how was not recorded.',
      sql: 'e.end_kind',
    },
    {
      name: 'ended_by',
      type: 'text',
      meaning: 'Who ended it.',
      levels: endedBy,
      missing: 'It has not ended, or by whom was not recorded.',
      sql: 'e.ended_by',
    },
    {
      name: 'follows',
      type: 'text',
      meaning: 'The closed enrolment that this one takes up again.',
      missing: 'It takes up none.',
      sql: 'e.follows_id',
      pseudonymOf: 'enrolment',
    },
  ],
  source: ({ orgId, asOf }) => sql`from enrolments e where e.org_id = ${orgId} and e.created_at <= ${asOf}::timestamptz`,
  student: 'e.student_id',
  order: 'e.started_on, e.id',
};

export const mentor: Column = {
  name: 'mentor',
  type: 'text',
  meaning: 'The mentor, as a pseudonym of this release.',
  sql: 'm.mentor_id',
  pseudonymOf: 'mentor',
};

export const matches: Table = {
  name: 'matches',
  rowIs: 'One mentor with one student, from one day to another.',
  columns: [
    { name: 'match', type: 'text', meaning: 'The match.', sql: 'm.id', pseudonymOf: 'match' },
    { ...student, sql: 'm.student_id' },
    { ...enrolment, sql: 'm.enrolment_id' },
    mentor,
    { name: 'started_on', type: 'date', meaning: 'The first day.', sql: 'm.started_on' },
    { name: 'ended_on', type: 'date', meaning: 'The day it ended or will end.', missing: 'No end is set.', sql: 'm.ended_on' },
    {
      name: 'ended_by',
      type: 'text',
      meaning: 'Who ended it.',
      levels: endedBy,
      missing: 'It has not ended, or by whom was not recorded.',
      sql: 'm.ended_by',
    },
    { name: 'handed_over', type: 'boolean', meaning: 'Whether another mentor took over.', sql: 'm.handed_over_to is not null' },
  ],
  source: ({ orgId, asOf }) =>
    sql`from matches m
      where m.org_id = ${orgId} and m.created_at <= ${asOf}::timestamptz`,
  student: 'm.student_id',
  order: 'm.started_on, m.id',
};

export const meetings: Table = {
  name: 'meetings',
  rowIs: 'One meeting of a mentor with a student, planned or held.',
  columns: [
    { name: 'meeting', type: 'text', meaning: 'The meeting.', sql: 'm.id', pseudonymOf: 'meeting' },
    { ...student, sql: 'm.student_id' },
    { name: 'match', type: 'text', meaning: 'The match it is held under.', sql: 'm.match_id', pseudonymOf: 'match' },
    mentor,
    { name: 'on', type: 'date', meaning: 'The day it is planned for or was held on.', sql: '(m.starts_at at time zone x.zone)::date' },
    {
      name: 'status',
      type: 'text',
      meaning: 'What became of it.',
      levels: oneOf({
        scheduled: 'still to be held, or never written up',
        held: 'held',
        student_absent: 'the student did not come',
        mentor_absent: 'the mentor did not come',
        cancelled: 'cancelled beforehand',
        moved: 'moved to another day; the new one is another row',
      }),
      sql: 'm.status',
    },
    {
      name: 'mode',
      type: 'text',
      meaning: 'How they meet.',
      levels: oneOf({ in_person: 'in person', online: 'online', phone: 'by telephone', group: 'in a group' }),
      sql: 'm.mode',
    },
    { name: 'planned_minutes', type: 'integer', meaning: 'How long it was planned.', unit: 'minutes', sql: 'm.planned_minutes' },
    {
      name: 'minutes',
      type: 'integer',
      meaning: 'How long it took.',
      unit: 'minutes',
      missing: 'It was not held, or nobody noted how long.',
      sql: 'm.minutes',
    },
  ],
  source: ({ orgId, asOf, timeZone }) =>
    sql`from meetings m cross join (select ${timeZone}::text as zone) x
      where m.org_id = ${orgId} and m.created_at <= ${asOf}::timestamptz`,
  student: 'm.student_id',
  order: 'm.starts_at, m.id',
};
