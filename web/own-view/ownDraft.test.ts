import { expect, test } from 'vitest';
import { answeredCount, fitted, scoresOf, type OwnDraft } from './ownDraft.ts';

const draft: OwnDraft = {
  id: 'view',
  frameworkVersionId: 'v1',
  answers: {
    a: { id: '1', answer: { level: 4, missingReason: null }, comment: ' I went to the fair ' },
    b: { id: '2', answer: { level: null, missingReason: 'declined' }, comment: '' },
    c: { id: '3', answer: null, comment: 'thinking' },
  },
};

test('what was skipped is not sent, and what was declined is', () => {
  expect(scoresOf(draft)).toEqual([
    { id: '1', outcomeId: 'a', level: 4, missingReason: null, comment: 'I went to the fair' },
    { id: '2', outcomeId: 'b', level: null, missingReason: 'declined', comment: '' },
  ]);
  expect(answeredCount(draft)).toBe(2);
});

test('when the questions have changed, what still fits is kept', () => {
  const questions = ['a', 'b'].map((outcomeId) => ({ outcomeId, wording: '', typeName: '', previousLevel: null, previousOn: null }));
  expect(Object.keys(fitted(draft, { frameworkVersionId: 'v2', levels: 3, questions }).answers)).toEqual(['b']);
  expect(Object.keys(fitted(draft, { frameworkVersionId: 'v2', levels: 4, questions }).answers)).toEqual(['a', 'b']);
  expect(fitted(draft, { frameworkVersionId: 'v1', levels: 4, questions: [] })).toBe(draft);
});
