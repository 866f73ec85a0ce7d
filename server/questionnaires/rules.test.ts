import { expect, test } from 'vitest';
import { shippedQuestionnaires } from './install.ts';
import { answerProblems, scoreOf, stateOf } from './rules.ts';
import { defaultMinimum, readQuestionnaireFile } from './file.ts';

const items = [
  { id: 'a', text: 'I like it', reversed: false },
  { id: 'b', text: 'I dread it', reversed: true },
  { id: 'c', text: 'I am good at it', reversed: false },
];
const answers = [1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }));
const questionnaire = { items, answers, minAnswered: 2 };

test('a reversed item counts from the other end', () => {
  expect(scoreOf(questionnaire, { a: 5, b: 1, c: 5 })).toEqual({ value: 5, answered: 3 });
  expect(scoreOf(questionnaire, { a: 1, b: 5, c: 1 })).toEqual({ value: 1, answered: 3 });
  expect(scoreOf({ ...questionnaire, answers: [0, 1, 2].map((value) => ({ value, label: '' })) }, { a: 2, b: 0 }).value).toBe(2);
});

test('what a student would rather not say is left out of the mean, until too little is left', () => {
  expect(scoreOf(questionnaire, { a: 4, b: null, c: 3 })).toEqual({ value: 3.5, answered: 2 });
  expect(scoreOf(questionnaire, { a: 4, b: null })).toEqual({ value: null, answered: 1 });
});

test('items that are not asked and answers nobody can give are named', () => {
  expect(answerProblems(questionnaire, { a: 6, z: 1, c: null })).toEqual([
    { field: 'answers.a', value: 6, message: 'Choose one of the answers.' },
    { field: 'answers.z', value: 'z', message: 'This is not asked in the questionnaire.' },
  ]);
});

test('an answered questionnaire stays answered, whatever becomes of its link', () => {
  const now = new Date('2026-03-11T10:00:00Z');
  const row = { answeredAt: null, withdrawnAt: null, expiresAt: '2026-03-12T00:00:00Z' };
  expect(stateOf(row, now)).toBe('waiting');
  expect(stateOf({ ...row, expiresAt: '2026-03-11T10:00:00Z' }, now)).toBe('expired');
  expect(stateOf({ ...row, answeredAt: '2026-03-01T00:00:00Z', expiresAt: '2026-03-02T00:00:00Z' }, now)).toBe('answered');
});

test('the shipped questionnaires ask six to eight items, some of them reversed, on five answers', () => {
  for (const one of shippedQuestionnaires()) {
    expect(one.items.length).toBeGreaterThanOrEqual(6);
    expect(one.items.length).toBeLessThanOrEqual(8);
    expect(one.items.some(({ reversed }) => reversed)).toBe(true);
    expect(one.answers.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
    expect(one.minAnswered).toBe(defaultMinimum(one.items.length));
  }
});

test('a questionnaire file says every problem with its line', () => {
  const read = readQuestionnaireFile(
    [
      'waymark_questionnaire: 1',
      'name: Wellbeing',
      'answers: [Never]',
      'items:',
      '  - id: Q 1',
      '    text: I sleep well',
      '    weight: 2',
    ].join('\n'),
  );
  expect(read.problems.map(({ line, path }) => [line, path])).toEqual([
    [3, 'answers'],
    [5, 'items[0].id'],
    [7, 'items[0].weight'],
  ]);
});

test('a JSON file is read as well, and gets a minimum where it gives none', () => {
  const read = readQuestionnaireFile(
    JSON.stringify({
      waymark_questionnaire: 1,
      name: 'Sleep',
      answers: ['Never', 'Often'],
      first_value: 0,
      items: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, text: `Item ${id}`, reversed: id === 'b' })),
    }),
  );
  expect(read.problems).toEqual([]);
  expect(read.questionnaire).toMatchObject({ name: 'Sleep', minAnswered: 4, answers: [{ value: 0 }, { value: 1 }] });
  expect(read.questionnaire?.items[1]?.reversed).toBe(true);
});
