import { expect, test } from 'vitest';
import { gcseScale } from '@waymark/contract/measure-values.ts';
import type { Scale } from '@waymark/contract/measures.ts';
import { questionnaireFitProblem, scaleChangeProblem } from './definition.ts';
import { derivedFigure, lastSixWeeks } from './rules.ts';
import { shippedMeasures } from './shipped.ts';

const own: Scale = { type: 'ordered', word: '', steps: [1, 2, 3].map((value) => ({ value, label: String(value), description: '' })) };
const reworded: Scale = {
  type: 'ordered',
  word: '',
  steps: [1, 2, 3].map((value) => ({ value, label: `step ${value}`, description: 'More' })),
};

test('steps that have readings are reworded, not taken out or added to', () => {
  const before = { scale: own, derived: false };
  expect(scaleChangeProblem(before, reworded, true)).toBeUndefined();
  expect(scaleChangeProblem(before, { ...own, steps: own.steps.slice(0, 2) }, true)?.message).toMatch(/reworded/);
  expect(scaleChangeProblem(before, gcseScale, true)?.message).toMatch(/readings on these steps/);
  expect(scaleChangeProblem(before, { type: 'percent' }, true)?.message).toMatch(/Archive/);
});

test('a measure nobody has used yet takes any scale, one that is worked out from marks does not', () => {
  expect(scaleChangeProblem({ scale: gcseScale, derived: false }, own, false)).toBeUndefined();
  expect(scaleChangeProblem({ scale: { type: 'percent' }, derived: true }, own, false)?.field).toBe('scale');
});

test('limits of a number are only widened once there are readings within them', () => {
  const scale = (min: number, max: number): Scale => ({ type: 'number', min, max, decimals: 0, unit: '' });
  expect(scaleChangeProblem({ scale: scale(1, 5), derived: false }, scale(0, 6), true)).toBeUndefined();
  expect(scaleChangeProblem({ scale: scale(1, 5), derived: false }, scale(1, 4), true)).toBeDefined();
});

test('a questionnaire needs a number that its score fits', () => {
  const answers = [1, 2, 3, 4, 5].map((value) => ({ value, label: '' }));
  expect(questionnaireFitProblem({ type: 'number', min: 1, max: 5, decimals: 1, unit: 'of 5' }, { answers })).toBeUndefined();
  expect(questionnaireFitProblem({ type: 'number', min: 1, max: 4, decimals: 1, unit: '' }, { answers })?.field).toBe('questionnaireId');
  expect(questionnaireFitProblem({ type: 'percent' }, { answers })).toBeDefined();
});

test('the last six weeks begin on the Monday five weeks before this one, on a Sunday too', () => {
  expect(lastSixWeeks('2026-03-11')).toEqual({ from: '2026-02-02', to: '2026-03-11' });
  expect(lastSixWeeks('2026-03-15')).toEqual({ from: '2026-02-02', to: '2026-03-15' });
  expect(lastSixWeeks('2026-03-16').from).toBe('2026-02-09');
});

test('without a possible session there is no attendance to work out', () => {
  const none = {
    possible: 0,
    present: 0,
    approved: 0,
    authorised: 0,
    unauthorised: 0,
    lateBefore: 0,
    lateAfter: 0,
    from: '2026-02-02',
    on: '2026-02-06',
  };
  const measure = { id: 'm', kind: 'attendance' as const, derived: true };
  expect(derivedFigure(measure, { sessions: none })).toBeUndefined();
  expect(derivedFigure(measure, { sessions: { ...none, possible: 10, present: 9 } })?.value).toBe(90);
  expect(derivedFigure({ ...measure, derived: false }, { sessions: { ...none, possible: 10, present: 9 } })).toBeUndefined();
});

test('every shipped measure has a code of its own, and every step of a described scale says what it looks like', () => {
  expect(new Set(shippedMeasures.map(({ code }) => code)).size).toBe(shippedMeasures.length);
  for (const { scale } of shippedMeasures) {
    if (scale.type === 'ordered' && scale.word === '') expect(scale.steps.every(({ description }) => description.length > 20)).toBe(true);
  }
});
