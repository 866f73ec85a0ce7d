import { expect, test } from 'vitest';
import { gcseScale, movement, onTarget, problemWithValue, showOnScale, showValue } from './measure-values.ts';
import { Scale } from './measures.ts';

const percent = { scale: { type: 'percent' } as const, better: 'higher' as const };
const incidents = { scale: { type: 'count', one: 'incident', other: 'incidents' } as const, better: 'lower' as const };
const gcse = { scale: gcseScale, better: 'higher' as const };
const of = (value: number | null) => ({ value, step: null, missingReason: null });

test('values are read aloud as people say them', () => {
  expect(showValue(percent, of(92.349))).toBe('92.3%');
  expect(showValue(incidents, of(1))).toBe('1 incident');
  expect(showValue(incidents, of(0))).toBe('0 incidents');
  expect(showValue(gcse, of(5))).toBe('Grade 5');
  expect(showOnScale({ type: 'number', min: 1, max: 5, decimals: 1, unit: 'of 5' }, 3.44)).toBe('3.4 of 5');
});

test('a step is shown as it was called when the reading was taken', () => {
  expect(showValue(gcse, { value: 5, step: 'strong 5', missingReason: null })).toBe('Grade strong 5');
});

test('why there is no value is said, and nothing recorded is not a value', () => {
  expect(showValue(percent, { value: null, step: null, missingReason: 'declined' })).toBe('Would rather not say');
  expect(showValue(percent, undefined)).toBe('Not recorded');
});

test('fewer incidents are better, more attendance is better', () => {
  expect(movement(incidents, of(3), of(1))).toBe('better');
  expect(movement(percent, of(95), of(90))).toBe('worse');
  expect(movement(gcse, of(4), of(5))).toBe('better');
});

test('a difference that cannot be seen is no movement', () => {
  expect(movement(percent, of(92.31), of(92.34))).toBe('same');
  expect(movement(percent, of(92.3), of(92.4))).toBe('better');
});

test('without a value on both sides nobody can say', () => {
  expect(movement(percent, undefined, of(90))).toBe('unknown');
  expect(movement(percent, of(90), of(null))).toBe('unknown');
});

test('a target is met at the target, from the side that is better', () => {
  expect(onTarget(gcse, of(5), 5)).toBe(true);
  expect(onTarget(gcse, of(4), 5)).toBe(false);
  expect(onTarget(incidents, of(2), 2)).toBe(true);
  expect(onTarget(incidents, of(3), 2)).toBe(false);
  expect(onTarget(gcse, of(null), 5)).toBeNull();
});

test('a value that is not on the scale is named', () => {
  expect(problemWithValue(gcseScale, 10)).toBe('Choose a step of the scale.');
  expect(problemWithValue(percent.scale, 101)).toBe('A percentage is between 0 and 100.');
  expect(problemWithValue(incidents.scale, 1.5)).toBe('Give a whole number of incidents.');
  expect(problemWithValue(gcseScale, 0)).toBeUndefined();
});

test('the steps of a scale are one apart, so that two steps are two sub-levels', () => {
  const steps = [
    { value: 1, label: '3c' },
    { value: 3, label: '3b' },
  ];
  expect(Scale.safeParse({ type: 'ordered', steps }).success).toBe(false);
  expect(Scale.safeParse(gcseScale).success).toBe(true);
});
