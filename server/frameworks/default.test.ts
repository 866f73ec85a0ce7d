import { expect, test } from 'vitest';
import { defaultFramework } from './default.ts';
import { whatIsMissing } from './completeness.ts';

const framework = defaultFramework();
const outcomes = framework.outcomeTypes.flatMap((type) => type.outcomes);

test('the shipped framework has the five outcome types, each with four to six outcomes', () => {
  expect(framework.levels).toBe(4);
  expect(framework.outcomeTypes.map((type) => type.name)).toEqual([
    'Knowledge',
    'Motivation',
    'Academic results',
    'Independence',
    'Academic self-efficacy',
  ]);
  for (const type of framework.outcomeTypes) {
    expect(type.outcomes.length, type.name).toBeGreaterThanOrEqual(4);
    expect(type.outcomes.length, type.name).toBeLessThanOrEqual(6);
  }
});

test('the shipped framework could be published as it is', () => {
  expect(
    whatIsMissing({
      levels: framework.levels,
      outcomeTypes: framework.outcomeTypes.map((type) => ({
        ...type,
        id: type.code,
        outcomes: type.outcomes.map((outcome) => ({ ...outcome, id: outcome.code })),
      })),
    }),
  ).toEqual([]);
});

test.each(outcomes)('$code is written as the others are', (outcome) => {
  expect(outcome.statement).toMatch(/^Student can [^.]+$/);
  expect(outcome.question).toMatch(/\?$/);
  expect(outcome.studentWording).toMatch(/^(?:I|When) .*\.$/);
  expect(outcome.evidence).toMatch(/\.$/);
  expect(outcome.descriptors).toHaveLength(4);
  expect(outcome.descriptors[0]).toMatch(/^Does not /);
  expect(outcome.descriptors[3]).toContain('with specific reasons');
  for (const lower of outcome.descriptors.slice(0, 3)) expect(lower).not.toContain('specific reasons');
  for (const descriptor of outcome.descriptors) expect(descriptor).toMatch(/\.$/);
});

test('no statement of the shipped framework asks for two things at once', () => {
  for (const outcome of outcomes) expect(outcome.statement).not.toMatch(/ and | or |\//);
});

test('no two outcomes of the shipped framework share a statement, a question or a wording', () => {
  for (const field of ['statement', 'question', 'studentWording'] as const) {
    expect(new Set(outcomes.map((outcome) => outcome[field])).size).toBe(outcomes.length);
  }
});
