import { expect, test } from 'vitest';
import type { CaseloadStudent } from '@waymark/contract/caseload.ts';
import { readView, viewOf } from './caseloadView.ts';

const student = (name: string, more: Partial<CaseloadStudent> = {}) =>
  ({ name, lastHeldAt: null, nextMeeting: null, followUp: [], ...more }) as unknown as CaseloadStudent;
const zoe = student('Zoë Adeyemi', { lastHeldAt: '2026-03-01T10:00:00Z', followUp: [{ reason: 'no_baseline' }] });
const ben = student('Ben Okafor', { lastHeldAt: '2026-02-01T10:00:00Z', nextMeeting: { id: 'next', startsAt: '2026-03-20T10:00:00Z' } });
const cai = student('Cai Evans');
const all = [zoe, ben, cai];
const names = (view: Parameters<typeof viewOf>[1]) => viewOf(all, view).map(({ name }) => name);
const plain = { search: '', onlyFollowUp: false, sort: 'followUp' } as const;

test('a caseload stays in the order of follow-up unless another is asked for', () => {
  expect(names(plain)).toEqual(['Zoë Adeyemi', 'Ben Okafor', 'Cai Evans']);
  expect(names({ ...plain, sort: 'name' })).toEqual(['Ben Okafor', 'Cai Evans', 'Zoë Adeyemi']);
});

test('who was never met is longest without contact; who has no meeting comes after those who have', () => {
  expect(names({ ...plain, sort: 'contact' })).toEqual(['Cai Evans', 'Ben Okafor', 'Zoë Adeyemi']);
  expect(names({ ...plain, sort: 'next' })[0]).toBe('Ben Okafor');
});

test('a name is found without its accents', () => {
  expect(names({ ...plain, search: ' zoe ' })).toEqual(['Zoë Adeyemi']);
});

test('only those who need follow-up', () => {
  expect(names({ ...plain, onlyFollowUp: true })).toEqual(['Zoë Adeyemi']);
});

test('an order the address makes up is the order of follow-up', () => {
  expect(readView(new URLSearchParams('order=height&only=follow-up'))).toEqual({ search: '', onlyFollowUp: true, sort: 'followUp' });
});
