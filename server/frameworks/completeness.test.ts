import { expect, test } from 'vitest';
import { whatIsMissing } from './completeness.ts';

const outcome = {
  id: 'o1',
  code: 'A1',
  statement: 'Student can try',
  question: 'Tried?',
  studentWording: 'I try.',
  evidence: '',
  descriptors: ['Does not try.', 'Tries.'],
};
const type = { id: 't1', code: 'a', name: 'Trying', description: '', outcomes: [outcome] };

function gaps(...outcomeTypes: (typeof type)[]): string[] {
  return whatIsMissing({ levels: 2, outcomeTypes }).map(
    ({ where, field, level, message }) => `${where} ${field}${level ?? ''}: ${message}`,
  );
}

test('a draft with every text lacks nothing, and evidence and descriptions may stay empty', () => {
  expect(gaps(type)).toEqual([]);
});

test('an empty draft says where to begin', () => {
  expect(gaps()).toEqual(['The draft outcomeTypes: There is no outcome type yet. Add one.']);
});

test('each empty text is named with its place', () => {
  expect(
    gaps({
      ...type,
      name: ' ',
      outcomes: [{ ...outcome, statement: '', question: ' ', studentWording: '', descriptors: ['Does not try.', ' '] }],
    }),
  ).toEqual([
    'Outcome type 1 name: This outcome type has no name. Name it.',
    'Outcome type 1, A1 statement: The statement is empty. Write what the student can do.',
    'Outcome type 1, A1 question: The question is empty. Write what a mentor might ask.',
    'Outcome type 1, A1 studentWording: The student’s wording is empty. Write the statement as the student would say it.',
    'Outcome type 1, A1 descriptors2: Level 2 has no descriptor. Describe what it looks like.',
  ]);
  expect(gaps({ ...type, outcomes: [] })).toEqual(['Trying outcomes: This outcome type has no outcomes. Add one, or remove the type.']);
});

test('a missing descriptor is an empty one', () => {
  expect(gaps({ ...type, outcomes: [{ ...outcome, descriptors: ['Does not try.'] }] })).toEqual([
    'Trying, A1 descriptors2: Level 2 has no descriptor. Describe what it looks like.',
  ]);
});

test('two levels nobody could tell apart', () => {
  expect(gaps({ ...type, outcomes: [{ ...outcome, descriptors: ['Tries.', 'tries '] }] })).toEqual([
    'Trying, A1 descriptors2: Levels 1 and 2 read the same. Reword one, so that they can be told apart.',
  ]);
});

test('the same statement twice, wherever it stands', () => {
  const twin = { ...outcome, id: 'o2', code: 'B1', statement: 'student can  try.' };
  expect(gaps(type, { ...type, id: 't2', code: 'b', name: 'Again', outcomes: [twin] })).toEqual([
    'Again, B1 statement: The same statement stands at Trying, A1. Reword one of them.',
  ]);
});
