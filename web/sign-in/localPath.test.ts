import { expect, test } from 'vitest';
import { localPath } from './localPath.ts';

test('after signing in a person goes on to where they wanted to be', () => {
  expect(localPath('/students/1?tab=actions')).toBe('/students/1?tab=actions');
});

test.each(['https://elsewhere.example/', '//elsewhere.example/', String.raw`/\elsewhere.example`, 'javascript:alert(1)', '', null])(
  'a link cannot send them to another site: %s',
  (wanted) => {
    expect(localPath(wanted)).toBe('/');
  },
);
