import { expect, test } from 'vitest';
import type { RegisterLine } from '@waymark/contract/participations.ts';
import { bodyOf, countMarks, draftOf, isPartMissing } from './registerDraft.ts';

const line = (studentId: string, mark: RegisterLine['mark'] = null): RegisterLine => ({
  studentId,
  student: studentId,
  yearGroup: 9,
  onList: true,
  mark,
  earlier: [],
});

test('on a new register everybody is present until tapped otherwise; whoever is added is present too', () => {
  const draft = draftOf([line('ada'), line('ben')], [{ id: 'cora', name: 'Cora' }], new Map([['ben', { attended: 'absent' }]]), true);
  expect(countMarks(draft)).toEqual({ attended: 2, part: 0, absent: 1 });
  expect(bodyOf(draft)).toEqual([
    { studentId: 'ada', attended: 'attended', note: '' },
    { studentId: 'ben', attended: 'absent', note: '' },
    { studentId: 'cora', attended: 'attended', note: '' },
  ]);
});

test('on one that was taken, who has no mark is off it, and a mark keeps its minutes and its note', () => {
  const part = { attended: 'part', minutes: 20, note: 'Bus' } as const;
  const draft = draftOf([line('ada', part), line('ben')], [], new Map(), false);
  expect(bodyOf(draft)).toEqual([{ studentId: 'ada', attended: 'part', minutes: 20, note: 'Bus' }]);
  const put = draftOf([line('ada', part), line('ben')], [], new Map([['ben', { off: false }]]), false);
  expect(bodyOf(put)).toHaveLength(2);
});

test('part of a session is at least a minute and less than all of it', () => {
  const [ada] = draftOf([line('ada')], [], new Map([['ada', { attended: 'part', minutes: 30 }]]), true);
  expect(ada && [isPartMissing(ada, 60), isPartMissing(ada, 30), isPartMissing({ ...ada, minutes: null }, 60)]).toEqual([
    false,
    true,
    true,
  ]);
  expect(ada && isPartMissing({ ...ada, off: true, minutes: null }, 60)).toBe(false);
});
