import { describe, expect, test } from 'vitest';
import { files } from './sources.ts';

/** Words of other systems for our own things, and where they are right: a UPN is the Unique Pupil Number. */
const forbidden: readonly { word: RegExp; use: string; unless: RegExp }[] = [
  { word: /\bpupils?\b/i, use: 'student', unless: /Pupil Premium|Unique Pupil Number|pupil_premium|National Pupil Database/gi },
  { word: /\bmentees?\b/i, use: 'student', unless: /(?!)/g },
  { word: /\bclients?\b/i, use: 'student', unless: /(?!)/g },
  { word: /\bservice users?\b/i, use: 'student', unless: /(?!)/g },
  { word: /\brelationship manager\b/i, use: 'mentor', unless: /(?!)/g },
];

/** American spellings that slip in. */
const american =
  /\b(organiz(e|ed|ing|ation|ations)|color|colors|behavior|center|enroll|enrollment|enrollments|favorite|canceled|canceling|fulfill|analyze[ds]?|catalog)\b/i;

/** Text between quotes, line by line, without comments, imports and what is plainly not for people. */
function textsOf(text: string): { line: number; said: string }[] {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .split('\n')
    .flatMap((whole, index) => {
      const line = whole.replace(/(^|\s)\/\/.*$/, '');
      if (/^\s*(import|export .* from)\b/.test(line)) return [];
      return (
        [...line.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
          .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
          // a sentence or a label, not a key, a path or a class
          .filter((said) => /[A-Z]|\s/.test(said))
          .map((said) => ({ line: index + 1, said: said.replace(/\$\{[^}]*\}/g, ' ') }))
      );
    });
}

const spoken = [
  ...files(/^web\/strings\/.*\.ts$/),
  ...files(/^(contract|server|cli|demo)\/.*\.ts$/).filter(({ path }) => !path.endsWith('.test.ts') && path !== 'server/db/types.ts'),
].flatMap(({ path, text }) => textsOf(text).map(({ line, said }) => ({ at: `${path}:${line}`, said })));

const written = [...files(/\.(yaml|yml|html)$/), ...files(/^(docs\/guides\/.*|README)\.?(md)?$/)].flatMap(({ path, text }) =>
  text.split('\n').map((said, index) => ({ at: `${path}:${index + 1}`, said })),
);

const all = [...spoken, ...written];

test('there is text to look at', () => {
  expect(all.length).toBeGreaterThan(500);
});

describe.each(forbidden)('people read "$use", never $word', ({ word, unless }) => {
  test('in any text', () => {
    const found = all.filter(({ said }) => word.test(said.replaceAll(unless, '')));
    expect(found.map(({ at, said }) => `${at}: ${said}`)).toEqual([]);
  });
});

test('the screens speak British English', () => {
  const found = files(/^web\/strings\/.*\.ts$/)
    .flatMap(({ path, text }) => textsOf(text).map(({ line, said }) => ({ at: `${path}:${line}`, said })))
    .filter(({ said }) => american.test(said));
  expect(found.map(({ at, said }) => `${at}: ${said}`)).toEqual([]);
});
