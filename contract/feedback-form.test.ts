import { expect, test } from 'vitest';
import { answersInWords, FeedbackAnswers, FeedbackAspect, feedbackForm, saysNothing } from './feedback-form.ts';

test('the form asks about every aspect once, with four steps each', () => {
  expect(feedbackForm.map(({ aspect }) => aspect)).toEqual(FeedbackAspect.options);
  expect(feedbackForm.map(({ steps }) => new Set(steps).size)).toEqual([4, 4, 4, 4, 4]);
});

test('answers read as the form said them, in its order; "cannot say" and what was left out are not there', () => {
  expect(answersInWords({ homework: 2, effort: 4, focus: null })).toEqual([
    { aspect: 'effort', name: 'Effort', step: 4, said: 'Works hard, also when it gets difficult' },
    { aspect: 'homework', name: 'Homework', step: 2, said: 'Some handed in, often late or unfinished' },
  ]);
});

test('a step the form has not, or an aspect it does not ask about, is refused', () => {
  expect(FeedbackAnswers.safeParse({ effort: 5 }).success).toBe(false);
  expect(FeedbackAnswers.safeParse({ effort: 1.5 }).success).toBe(false);
  expect(FeedbackAnswers.safeParse({ charm: 1 }).success).toBe(false);
  expect(FeedbackAnswers.parse({ effort: null })).toEqual({ effort: null });
});

test('a form of which nothing can be read says nothing; one line is enough', () => {
  expect(saysNothing({ answers: { effort: null }, goingWell: ' ', wouldHelp: '' })).toBe(true);
  expect(saysNothing({ answers: {}, goingWell: '', wouldHelp: 'A seat at the front' })).toBe(false);
  expect(saysNothing({ answers: { others: 1 }, goingWell: '', wouldHelp: '' })).toBe(false);
});
