import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { code, files, isTest } from './sources.ts';

const generated = ['server/db/types.ts', 'server/db/schema.sql'];
const most = 300;

test(`no file grows into a warehouse: at most ${most} lines`, () => {
  const long = files(/\.(ts|tsx|mjs|css)$/)
    .filter(({ path }) => !generated.includes(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > (isTest(path) ? most * 2 : most));
  expect(long).toEqual([]);
});

test('a file is named for what it decides, never utils, helpers, services or managers', () => {
  const vague = files(code).filter(({ path }) => /(^|\/)((utils?|helpers?|misc|managers?)[./]|services\/)/i.test(path));
  expect(vague.map(({ path }) => path)).toEqual([]);
});

test('no barrels: no file only passes on what others export', () => {
  const barrels = files(code).filter(({ path, text }) => /\/index\.tsx?$/.test(path) && /export \*/.test(text));
  expect(barrels.map(({ path }) => path)).toEqual([]);
});

test('no file that is not code is left lying about: each is named by another', () => {
  const all = files(/./);
  const texts = all.filter(({ path }) => /\.(ts|tsx|mjs|html|md|json|css)$/.test(path) && path !== 'package-lock.json');
  // what tools find by its name or place
  const found =
    /^(package(-lock)?\.json|.*\/package\.json|tsconfig\.json|README\.md|LICENSE|CHANGELOG\.md|STYLE\.md|\..*|.*\.config\.(ts|js|cjs|mjs)|knip\.json|docs\/.*|stats\/reference\/.*|server\/db\/migrations\/.*|web\/public\/.*|.*\.md)$/;
  const orphans = all.filter(
    ({ path }) =>
      !code.test(path) && !found.test(path) && !texts.some((other) => other.path !== path && other.text.includes(basename(path))),
  );
  expect(orphans.map(({ path }) => path)).toEqual([]);
});

test('nothing is left for later: no marks of unfinished work', () => {
  const marks = files(/\.(ts|tsx|mjs|css|sql|yaml)$/).filter(
    ({ path, text }) => path !== 'checks/files.test.ts' && /\b(TODO|FIXME|XXX|HACK)\b/.test(text),
  );
  expect(marks.map(({ path }) => path)).toEqual([]);
});

test('every test can run: none is focused or switched off', () => {
  const off = files(/\.test\.tsx?$/).filter(
    ({ path, text }) => path !== 'checks/files.test.ts' && /\b(test|it|describe)\.(only|skip|todo|fails)\(/.test(text),
  );
  expect(off.map(({ path }) => path)).toEqual([]);
});
