import { expect, test } from 'vitest';
import type { CharacteristicChoice, OutcomeChoice } from './fields.ts';
import { guessMapping, outcomeOf } from './guess.ts';
import { headingRow, headingsOf } from './headers.ts';

const yesNo = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
];
const quintiles = [1, 2, 3, 4, 5].map((n) => ({ code: String(n), label: `Quintile ${n}` }));
const characteristics: CharacteristicChoice[] = [
  ['fsm', 'Free school meals', yesNo],
  ['pupil_premium', 'Pupil Premium', yesNo],
  [
    'send',
    'SEND',
    [
      { code: 'N', label: 'No SEND' },
      { code: 'K', label: 'SEN support' },
      { code: 'E', label: 'EHC plan' },
    ],
  ],
  ['ethnicity', 'Ethnicity', [{ code: 'WBRI', label: 'White British' }]],
  ['first_in_family', 'First in family to go to university', yesNo],
  ['polar4', 'POLAR4 quintile', quintiles],
  ['tundra', 'TUNDRA quintile', quintiles],
  ['imd', 'IMD quintile', quintiles],
  ['care_experience', 'Care experience', yesNo],
  ['young_carer', 'Young carer', yesNo],
].map(([code, label, options]) => ({ id: `id-${code as string}`, code, label, options }) as CharacteristicChoice);

const outcomes: OutcomeChoice[] = [
  { id: 'k1', seriesId: 's-k1', code: 'K1', statement: 'Student can name courses that would suit them', descriptors: ['a', 'b', 'c', 'd'] },
  {
    id: 'm1',
    seriesId: 's-m1',
    code: 'M1',
    statement: 'Student can articulate an ambition to attend university',
    descriptors: ['a', 'b', 'c', 'd'],
  },
];

test('the headings of a school system are known, whatever their order', () => {
  const columns = [
    'Reg Group',
    'NC Year',
    'DOB',
    'Legal Surname',
    'Forename',
    'UPN',
    'Adno',
    'Pupil Premium',
    'FSM Ever 6',
    'SEN status',
    'Ethnicity code',
    'School',
    'First in family',
    'POLAR4',
    'TUNDRA',
    'IMD decile',
    'Looked after',
    'Young Carer',
    'Chosen forename',
  ];
  expect(
    guessMapping(
      'roll',
      columns.map((header) => ({ header, samples: [] })),
      characteristics,
      [],
    ),
  ).toEqual({
    'Reg Group': 'ignore',
    'NC Year': 'yearGroup',
    DOB: 'birthDate',
    'Legal Surname': 'familyName',
    Forename: 'givenName',
    UPN: 'upn',
    Adno: 'externalId',
    'Pupil Premium': 'characteristic:pupil_premium',
    'FSM Ever 6': 'characteristic:fsm',
    'SEN status': 'characteristic:send',
    'Ethnicity code': 'characteristic:ethnicity',
    School: 'school',
    'First in family': 'characteristic:first_in_family',
    POLAR4: 'characteristic:polar4',
    TUNDRA: 'characteristic:tundra',
    'IMD decile': 'characteristic:imd/deciles',
    'Looked after': 'characteristic:care_experience',
    'Young Carer': 'characteristic:young_carer',
    'Chosen forename': 'preferredName',
  });
});

test('a heading that means two things is settled by what stands under it', () => {
  const mapping = guessMapping(
    'roll',
    [
      { header: 'Year', samples: ['2024', '2025'] },
      { header: 'Yr', samples: ['Year 9', '10'] },
    ],
    [],
    [],
  );
  expect(mapping).toEqual({ Year: 'ignore', Yr: 'yearGroup' });
});

test('a column headed “Pupil” that holds numbers is no name', () => {
  expect(guessMapping('scores', [{ header: 'Pupil', samples: ['B801200005001'] }], [], [])).toEqual({ Pupil: 'upn' });
});

test('columns without a heading anybody knows are told by their contents', () => {
  const mapping = guessMapping(
    'roll',
    [
      { header: 'Column A', samples: ['B801200005001', 'A950000178301'] },
      { header: 'Column B', samples: ['10/12/2010', '1/2/2011'] },
      { header: 'Column C', samples: ['ada@example.org'] },
      { header: 'Tutor', samples: ['Mr Ng'] },
    ],
    [],
    [],
  );
  expect(mapping).toEqual({ 'Column A': 'upn', 'Column B': 'birthDate', 'Column C': 'email', Tutor: 'ignore' });
});

test('one field is given to one column, and the reasons of returned rows are never read back', () => {
  const mapping = guessMapping(
    'roll',
    ['Surname', 'Legal Surname', 'Forename', 'Name', 'Problem'].map((header) => ({ header, samples: [] })),
    [],
    [],
  );
  expect(mapping).toEqual({ Surname: 'familyName', 'Legal Surname': 'ignore', Forename: 'givenName', Name: 'ignore', Problem: 'ignore' });
});

test('a spreadsheet with a column for each outcome is known by codes and by statements', () => {
  const columns = ['Name', 'Date', 'Mentor', 'K1', 'Can articulate an ambition to attend university'];
  expect(
    guessMapping(
      'scores',
      columns.map((header) => ({ header, samples: header === 'Date' ? ['1/2/2024'] : [] })),
      [],
      outcomes,
    ),
  ).toEqual({
    Name: 'fullName',
    Date: 'assessedOn',
    Mentor: 'assessor',
    K1: 'level:K1',
    'Can articulate an ambition to attend university': 'level:M1',
  });
  expect(outcomeOf('K1: courses', outcomes)?.code).toBe('K1');
  expect(outcomeOf('Attendance', outcomes)).toBeUndefined();
});

test('headings are found under a title, and every column can be named', () => {
  const rows = [
    { row: 1, cells: ['Harbour Academy: pupils for mentoring', '', ''] },
    { row: 2, cells: [] },
    { row: 3, cells: ['Forename', 'Surname', 'DOB'] },
    { row: 4, cells: ['Ada', 'Lovelace', '10/12/2010'] },
  ];
  expect(headingRow(rows, 'roll')?.row).toBe(3);
  expect(headingsOf(['Name', '', 'Name', ' Note ', '', ''])).toEqual(['Name', 'Column B', 'Name (2)', 'Note']);
});
