import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { shippedLibrary } from './default-library.ts';

const framework = parse(readFileSync(new URL('../frameworks/default.yaml', import.meta.url), 'utf8')) as {
  levels: number;
  outcome_types: { outcomes: { code: string }[] }[];
};
const codes = framework.outcome_types.flatMap((type) => type.outcomes.map(({ code }) => code));
const library = shippedLibrary();

test('every outcome of the shipped framework has at least one action, and one the student does', () => {
  const without = codes.filter((code) => !library.some((action) => action.outcome === code && action.owner === 'student'));
  expect(without).toEqual([]);
});

test('every action is for an outcome there is, at a level below the top', () => {
  expect(library.filter(({ outcome }) => outcome !== undefined && !codes.includes(outcome))).toEqual([]);
  expect(library.filter((action) => action.up_to_level >= framework.levels)).toEqual([]);
});

test('no two actions have the same title', () => {
  expect(new Set(library.map(({ title }) => title)).size).toBe(library.length);
});
