import { gcseScale } from '@waymark/contract/measure-values.ts';
import type { Scale } from '@waymark/contract/measures.ts';
import { expect, test } from 'vitest';
import { readEventKind } from '../behaviour/eventRow.ts';
import { measureOf, readResult } from './resultsRow.ts';

const own: Scale = { type: 'ordered', word: 'Level', steps: ['5-', '5', '5+'].map((label, value) => ({ value, label, description: '' })) };
const number: Scale = { type: 'number', min: 1, max: 5, decimals: 1, unit: 'of 5' };

test.each<[Scale, string, object]>([
  [gcseScale, '9', { value: 9, step: '9' }],
  [gcseScale, ' Grade 4 ', { value: 4, step: '4' }],
  [gcseScale, 'u', { value: 0, step: 'U' }],
  [gcseScale, 'A*', { word: true }],
  [gcseScale, '10', { word: true }],
  [gcseScale, 'N/A', { missing: 'not_applicable' }],
  [own, '5+', { value: 2 }],
  [own, 'level 5-', { value: 0 }],
  [own, '5', { value: 1 }],
  [{ type: 'percent' }, '64.5%', { value: 64.5, step: null }],
  [{ type: 'percent' }, '104', { word: false }],
  [{ type: 'percent' }, 'B', { word: false }],
  [number, '3,5', { value: 3.5 }],
  [number, '7', { word: false }],
])('on its scale, %o, “%s” is read, or said to be wrong', (scale, text, read) => {
  expect(readResult(scale, text)).toMatchObject(read);
});

test('a measure is found by its name, its code, or a subject that only it has', () => {
  const maths = { id: 'm', code: 'attainment_maths', name: 'Maths', subject: 'Mathematics', scale: gcseScale };
  const mock = { ...maths, id: 'n', code: 'mock', name: 'Maths mock' };
  expect(measureOf('MATHS', [maths, mock])).toBe(maths);
  expect(measureOf('mathematics', [maths])).toBe(maths);
  expect(measureOf('mathematics', [maths, mock])).toBeUndefined();
});

test('only plain words say whether an event is an incident or positive', () => {
  expect(readEventKind('Behaviour incident')).toBe('incident');
  expect(readEventKind('Achievement')).toBe('positive');
  expect(readEventKind('Golden ticket')).toBeUndefined();
});
