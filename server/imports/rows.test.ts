import { ImportOptions } from '@waymark/contract/imports.ts';
import { expect, test } from 'vitest';
import { problemLine } from './problems.ts';
import { rollReader, type RollPlan } from './rollRow.ts';
import { scoresReader, type ScoresPlan } from './scoresRow.ts';

const p1 = '0193b1c0-0000-7000-8000-000000000001';
const m1 = '0193b1c0-0000-7000-8000-000000000003';
const c1 = '0193b1c0-0000-7000-8000-000000000002';
const columns = (fields: Record<string, string>) => Object.entries(fields).map(([header, field], index) => ({ index, header, field }));
const yesNo = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
];
const quintiles = [1, 2, 3, 4, 5].map((n) => ({ code: String(n), label: `Quintile ${n}` }));

const roll: RollPlan = {
  columns: columns({
    UPN: 'upn',
    Forename: 'givenName',
    Surname: 'familyName',
    DOB: 'birthDate',
    Year: 'yearGroup',
    School: 'school',
    FSM: 'characteristic:fsm',
    Ethnicity: 'characteristic:ethnicity',
    'IMD decile': 'characteristic:imd/deciles',
  }),
  width: 9,
  options: ImportOptions.parse({ programmeId: p1, cohortId: c1, words: { Ethnicity: { Cornish: 'WBRI', Martian: 'blank' } } }),
  characteristics: [
    { id: 'fsm', code: 'fsm', label: 'Free school meals', options: yesNo },
    {
      id: 'ethnicity',
      code: 'ethnicity',
      label: 'Ethnicity',
      options: [
        { code: 'WBRI', label: 'White British' },
        { code: 'CHNE', label: 'Chinese' },
      ],
    },
    { id: 'imd', code: 'imd', label: 'IMD quintile', options: quintiles },
  ],
  schools: [{ id: 'school-1', name: "St Cuthbert's High School", urn: '123456' }],
  programmes: [{ id: p1, name: 'Aspire', cohorts: [{ id: c1, name: '2026' }] }],
  today: '2026-11-21',
};
const readRoll = (...cells: string[]) => rollReader(roll)(cells);

test('a good row is understood whole', () => {
  const { reading, problems } = readRoll(
    'b801200005001 ',
    ' Zoë',
    "O'Brien-Smith",
    '31/12/2010',
    'Year 11',
    '123456',
    'Y',
    'CHNE - Chinese',
    '3',
  );
  expect(problems).toEqual([]);
  expect(reading).toMatchObject({
    upn: 'B801200005001',
    given_name: 'Zoë',
    family_name: "O'Brien-Smith",
    family_key: 'obriensmith',
    birth_date: '2010-12-31',
    year_group: 11,
    school_id: 'school-1',
    characteristics: [
      { id: 'fsm', value: 'yes', missing: null },
      { id: 'ethnicity', value: 'CHNE', missing: null },
      { id: 'imd', value: '2', missing: null },
    ],
    enrolment: { programme_id: p1, cohort_id: c1, started_on: '2026-11-21' },
  });
});

test.each([
  ['Jean-Baptiste', 'Featherstonehaugh-Cholmondeley-Marjoribanks'],
  ['نور', 'الهدى'],
  ['Ada 🚀', 'D’Arcy'],
  ['X', 'Nguyễn'],
])('%s %s keeps the name as it is', (given, family) => {
  const { reading, problems } = readRoll('', given, family, '', '', '', '', '', '');
  expect(problems).toEqual([]);
  expect(reading).toMatchObject({ given_name: given, family_name: family });
});

test('every problem of a row is named with its column, value and remedy', () => {
  const { problems } = readRoll('A801200005001', 'Ada', '', '31/02/2010', 'Nursery', 'Atlantis', 'perhaps', 'Klingon', '11');
  expect(problems.map(({ column, code }) => [column, code])).toEqual([
    ['UPN', 'upn'],
    ['DOB', 'date'],
    ['Surname', 'no-name'],
    ['Year', 'year-group'],
    ['School', 'unknown-word'],
    ['FSM', 'unknown-word'],
    ['Ethnicity', 'unknown-word'],
    ['IMD decile', 'unknown-word'],
  ]);
  expect(problems.every((problem) => problem.stops && problem.remedy !== '')).toBe(true);
  expect(problemLine(problems.slice(1, 2))).toBe('DOB “31/02/2010”: There is no 31 February 2010. Look up the right day.');
});

test('what a person said a word stands for is believed', () => {
  expect(readRoll('', 'A', 'B', '', '', '', '', 'Cornish', '').reading.characteristics).toEqual([
    { id: 'ethnicity', value: 'WBRI', missing: null },
  ]);
  expect(readRoll('', 'A', 'B', '', '', '', '', 'Martian', '')).toMatchObject({ problems: [], reading: { characteristics: [] } });
});

test.each([
  ['REFU', 'prefer_not_to_say'],
  ['NOBT', 'not_collected'],
  ['Unknown', 'not_known'],
  ['N/A', 'not_applicable'],
])('%s is a missing value of its own: %s', (text, missing) => {
  expect(readRoll('', 'A', 'B', '', '', '', text, text, '').reading.characteristics).toEqual([
    { id: 'fsm', value: null, missing },
    { id: 'ethnicity', value: null, missing },
  ]);
});

test('a comma inside a value is noticed by the cells it leaves over', () => {
  expect(readRoll('', 'A', 'B', '', '', '', '', '', '', 'x').problems).toMatchObject([{ code: 'too-many-cells', column: null }]);
  expect(readRoll('', 'A', 'B', '', '', '', '', '', '', ' ').problems).toEqual([]);
});

test('a student who would be 90, or is not born yet, is a slip in the year', () => {
  expect(readRoll('', 'A', 'B', '31/12/1936', '', '', '', '', '').problems).toMatchObject([
    { message: expect.stringContaining('89 years old') },
  ]);
  expect(readRoll('', 'A', 'B', '31/12/2026', '', '', '', '', '').problems).toMatchObject([
    { message: expect.stringContaining('still to come') },
  ]);
});

const outcomes = [
  {
    id: 'o1',
    seriesId: 's1',
    code: 'K1',
    statement: 'Student can name courses',
    descriptors: ['Cannot', 'One', 'Some', 'Many, with reasons'],
  },
  {
    id: 'o2',
    seriesId: 's2',
    code: 'M1',
    statement: 'Student has an ambition',
    descriptors: ['None', 'Vague', 'Clear', 'Clear, with reasons'],
  },
];
const long: ScoresPlan = {
  columns: columns({
    UPN: 'upn',
    Outcome: 'outcome',
    Date: 'assessedOn',
    Level: 'level',
    Mentor: 'assessor',
    Point: 'point',
    View: 'perspective',
  }),
  width: 7,
  options: ImportOptions.parse({ programmeId: p1, words: { Outcome: { Ambition: 'M1' } } }),
  programmes: [{ id: p1, name: 'Aspire', cohorts: [], frameworkVersionId: 'v1', outcomes }],
  assessors: [{ id: m1, name: 'Mo Farooq', email: 'mo@example.org' }],
  today: '2026-11-21',
};

test('a row an outcome: found by code, by statement, or by what a person said', () => {
  const read = scoresReader(long);
  expect(read(['B801200005001', 'k1', '1/9/2024', '3', 'mo@example.org', '', ''])).toMatchObject({
    problems: [],
    reading: {
      assessed_on: '2024-09-01',
      assessor_id: m1,
      perspective: 'mentor',
      point: null,
      framework_version_id: 'v1',
      scores: [{ outcome_id: 'o1', level: 3 }],
    },
  });
  expect(read(['B801200005001', 'Student has an ambition', '1/9/2024', 'Vague', 'MO FAROOQ', 'start', 'self']).reading).toMatchObject({
    point: 'baseline',
    perspective: 'student',
    scores: [{ outcome_id: 'o2', level: 2 }],
  });
  expect(read(['B801200005001', 'Ambition', '1/9/2024', 'declined', 'Somebody Else', '', '']).reading).toMatchObject({
    assessor_id: null,
    assessor_name: 'Somebody Else',
    scores: [{ outcome_id: 'o2', level: null, missing: 'declined' }],
  });
});

test.each([
  ['7', 'Level 7 is not on this scale, which goes from 1 to 4.'],
  ['2.5', 'A level is a whole number.'],
  ['good', 'This is not a level.'],
])('the level %s is refused: %s', (level, message) => {
  expect(scoresReader(long)(['B801200005001', 'K1', '1/9/2024', level, 'Mo Farooq', '', '']).problems).toMatchObject([
    { column: 'Level', value: level, message },
  ]);
});

test('a row without a level records nothing and is not a mistake', () => {
  expect(scoresReader(long)(['B801200005001', 'K1', '1/9/2024', '', 'Mo Farooq', '', ''])).toMatchObject({
    problems: [{ code: 'nothing', stops: false }],
    reading: { scores: [] },
  });
});

test('a row that does not say who, when or by whom says what is missing', () => {
  expect(scoresReader(long)(['', 'Zeal', '', '3', '', '', '']).problems.map((one) => one.code)).toEqual([
    'nobody',
    'no-date',
    'no-assessor',
    'unknown-word',
  ]);
});

test('a column for each outcome: blanks are skipped, every level is read', () => {
  const wide: ScoresPlan = {
    ...long,
    columns: columns({ Name: 'fullName', Date: 'assessedOn', K1: 'level:K1', Ambition: 'level:M1' }),
    width: 4,
    options: ImportOptions.parse({ programmeId: p1, assessorId: m1 }),
  };
  const read = scoresReader(wide);
  expect(read(['Lovelace, Ada', '2024-09-01', '', 'L4']).reading).toMatchObject({
    family_name: 'Lovelace',
    assessor_id: m1,
    scores: [{ outcome_id: 'o2', level: 4 }],
  });
  expect(read(['Lovelace, Ada', '2024-09-01', 'N/A', '9']).problems).toMatchObject([{ column: 'Ambition', code: 'level' }]);
});
