import type { ReleasedFigure } from '@waymark/stats/differencing.ts';
import { expect, test } from 'vitest';
import { saidOf } from './disclosed-words.ts';
import { relatedTo, wholeOf } from './disclosed.ts';

const figure = (where: ReleasedFigure['where'], asOf = '2026-03-11'): ReleasedFigure => ({ table: 'x', asOf, where, n: 20 });
const school = (id: string, year?: string) => figure({ school: [id], ...(year === undefined ? {} : { year: [year] }) });

test('reports of two schools are not set against each other, unless one of both stands between them', () => {
  const [hill, mill, both] = [school('hill', '7'), school('mill'), figure({ year: ['7', '8'] })];
  expect(relatedTo([school('hill')], [hill, mill])).toEqual([hill]);
  expect(relatedTo([school('hill')], [hill, mill, both])).toEqual([hill, both, mill]);
});

test('a student may be in two programmes, and be counted in reports of both', () => {
  const [one, other] = [figure({ programme: ['a'] }), figure({ programme: ['b'] })];
  expect(relatedTo([one], [other])).toEqual([other]);
});

test('what was shown on another day is always looked at', () => {
  const then = { ...school('mill'), asOf: '2026-03-01' };
  expect(relatedTo([school('hill')], [then])).toEqual([then]);
});

test('who took part names every school, unless the report is about one', () => {
  const tookPart = (where: ReleasedFigure['where']) => ({ section: 'taking-part' as const, figure: figure(where) });
  expect(wholeOf([tookPart({}), tookPart({ school: ['hill'] }), tookPart({ school: ['missing'] })])).toEqual(['school']);
  const ofHill = { school: ['hill'] };
  expect(wholeOf([tookPart(ofHill), tookPart({ ...ofHill, year: ['7'] }), tookPart({ ...ofHill, 'scored by mentor': ['one'] })])).toEqual([
    'year',
    'scored by mentor',
  ]);
});

test('whom a small number is of is said in words, not in the keys figures are kept under', () => {
  const said = (classification: string, category: string) => Object.values(saidOf(classification, category) ?? {}).join(': ');
  expect(said('began', '2025-09-01')).toBe('Enrolled: from 1 September 2025');
  expect(said('began', '..2026-08-31')).toBe('Enrolled: to 31 August 2026');
  // pieces of spans that were cut at each other's ends
  expect(said('began', '2026-01-31+')).toBe('Enrolled: after 31 January 2026');
  expect(said('began', '')).toBe('Enrolled: before the days of the others');
  expect(said('scored by mentor, 01920000-0000-7000-8000-000000000061', 'one')).toBe('Scores by mentors: only one of each outcome');
  expect(saidOf('school', 'hill')).toBeUndefined();
});
