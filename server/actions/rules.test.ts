import { expect, test } from 'vitest';
import { changesOf, requireCloser, requireOpen } from './rules.ts';

test('a student marks their own action as done and takes that back, and nothing else', () => {
  const own = { owner: 'student' } as const;
  expect(() => requireCloser('student', own, 'done')).not.toThrow();
  expect(() => requireCloser('student', own, 'reopen')).not.toThrow();
  expect(() => requireCloser('student', own, 'dropped')).toThrow(expect.objectContaining({ status: 403 }));
  expect(() => requireCloser('student', own, 'not_done')).toThrow(expect.objectContaining({ status: 403 }));
  expect(() => requireCloser('student', { owner: 'mentor' }, 'done')).toThrow(expect.objectContaining({ status: 403 }));
});

test('a mentor closes either’s action in any way', () => {
  for (const owner of ['mentor', 'student'] as const)
    for (const ending of ['done', 'not_done', 'dropped'] as const) expect(() => requireCloser('mentor', { owner }, ending)).not.toThrow();
});

test('a closed action is not changed before it is opened again', () => {
  expect(() => requireOpen({ status: 'open' })).not.toThrow();
  expect(() => requireOpen({ status: 'done' })).toThrow(expect.objectContaining({ status: 409 }));
});

test('the record names what changed, as it was and as it is, and nothing that stayed', () => {
  expect(
    changesOf<{ title: string; dueOn: string | null; detail: string }>(
      { title: 'Read', dueOn: '2026-12-01', detail: '' },
      { title: 'Read', dueOn: null, detail: undefined },
    ),
  ).toEqual({ dueOn: ['2026-12-01', null] });
});
