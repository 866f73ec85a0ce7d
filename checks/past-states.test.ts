import { expect, test } from 'vitest';
import { files, isTest } from './sources.ts';

/** Changes that no figure of a report is made of. */
const nothingKept: Record<string, string> = {
  'server/closures/queries.ts actions': 'an open action that is dropped was not done before and is not done after',
  'server/matches/end.ts actions': 'the same',
  'server/matches/handover.ts actions': 'the same, or it only changes hands',
  'server/imports/undo.ts schools': 'put away, not renamed',
  'server/reviews/queries.ts programmes': 'how often reviews are due',
  'server/frameworks/draft-queries.ts framework_versions': 'a draft, which nothing has been scored under',
};

test('whatever changes what figures are made of keeps how it stood, so that a report can be worked out again', () => {
  const sources = files(/^server\/.*\.ts$/).filter(({ path }) => !isTest(path) && !path.includes('/testing/'));
  const kept = sources.find(({ path }) => path === 'server/db/past-states.ts')?.text ?? '';
  const tables = [...kept.slice(0, kept.indexOf('} as const')).matchAll(/^ {2}(\w+): \{/gm)].map(([, table = '']) => table);
  expect(tables.length).toBeGreaterThan(8);
  const changing = sources.flatMap(({ path, text }) =>
    tables
      .filter((table) => new RegExp(String.raw`updateTable\('${table}'\)|update ${table} `).test(text))
      .map((table) => ({ what: `${path} ${table}`, keeps: text.includes(`'${table}',`) && text.includes('keepStates(') })),
  );
  expect(changing.length).toBeGreaterThan(12);
  expect(changing.filter(({ what, keeps }) => !keeps && nothingKept[what] === undefined)).toEqual([]);
  // what is let off still changes it
  expect(Object.keys(nothingKept).filter((what) => !changing.some((one) => one.what === what))).toEqual([]);
});
