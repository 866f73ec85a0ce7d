import { expect, test } from 'vitest';
import { andFollowing, mayArrange, requireArranger, requireScheduled, requireWithinMatch } from './rules.ts';

const mo = { role: 'mentor', memberId: 'mo' } as const;

test('a mentor arranges their own meetings, a lead everybody’s, a student nobody’s', () => {
  expect(mayArrange(mo, 'mo')).toBe(true);
  expect(mayArrange(mo, 'jo')).toBe(false);
  expect(mayArrange({ role: 'lead', memberId: 'lee' }, 'mo')).toBe(true);
  expect(mayArrange({ role: 'student', memberId: 'mo' }, 'mo')).toBe(false);
});

test('who may not is told whom to ask', () => {
  expect(() => requireArranger(mo, { mentorId: 'jo', mentorName: 'Jo Park' })).toThrow(
    expect.objectContaining({ status: 403, detail: 'Ask Jo Park or a programme lead.' }),
  );
});

test('what became of a meeting is not changed by scheduling', () => {
  expect(() => requireScheduled({ status: 'scheduled' })).not.toThrow();
  for (const status of ['held', 'student_absent', 'mentor_absent', 'cancelled', 'moved'] as const) {
    expect(() => requireScheduled({ status })).toThrow(expect.objectContaining({ status: 409 }));
  }
});

test('nobody meets before the match starts, nor from the day it ends on; the sentence names the day', () => {
  const match = { startedOn: '2026-09-01', endedOn: '2026-12-01' };
  expect(() => requireWithinMatch(match, ['2026-09-01', '2026-11-30'])).not.toThrow();
  expect(() => requireWithinMatch(match, ['2026-08-31'])).toThrow(
    expect.objectContaining({
      status: 422,
      errors: [
        expect.objectContaining({ field: 'date', message: 'The match starts on 1 September 2026: choose that day or a later one.' }),
      ],
    }),
  );
  expect(() => requireWithinMatch(match, ['2026-12-01'])).toThrow(expect.objectContaining({ status: 422 }));
  expect(() => requireWithinMatch({ ...match, endedOn: null }, ['2036-12-01'])).not.toThrow();
});

test('this and the following leaves out what was before, and what is no longer to be held', () => {
  const one = (id: string, date: string, status: 'scheduled' | 'held' | 'cancelled' = 'scheduled') => ({
    id,
    startsAt: `${date}T10:00:00Z`,
    status,
  });
  const repeat = [
    one('first', '2026-11-03', 'held'),
    one('second', '2026-11-10'),
    one('third', '2026-11-17', 'cancelled'),
    one('fourth', '2026-11-24'),
  ];
  expect(andFollowing(repeat, 'second').map(({ id }) => id)).toEqual(['second', 'fourth']);
  expect(andFollowing(repeat, 'fourth').map(({ id }) => id)).toEqual(['fourth']);
});
