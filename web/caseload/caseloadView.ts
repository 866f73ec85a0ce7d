import type { CaseloadStudent } from '@waymark/contract/caseload.ts';

export const sorts = ['followUp', 'name', 'contact', 'next'] as const;
export type Sort = (typeof sorts)[number];

export interface CaseloadView {
  search: string;
  onlyFollowUp: boolean;
  sort: Sort;
}

/** Names as they are searched: without accents and capitals. */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The students of a caseload that fit, in the order asked for. They come in the order of follow-up. */
export function viewOf(students: readonly CaseloadStudent[], { search, onlyFollowUp, sort }: CaseloadView): CaseloadStudent[] {
  const wanted = plain(search.trim());
  const fitting = students.filter((student) => (!onlyFollowUp || student.followUp.length > 0) && plain(student.name).includes(wanted));
  switch (sort) {
    case 'followUp':
      return fitting;
    case 'name':
      return fitting.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
    case 'contact':
      // never met first: nobody is longer without contact
      return fitting.toSorted((a, b) => (a.lastHeldAt ?? '').localeCompare(b.lastHeldAt ?? ''));
    case 'next':
      return fitting.toSorted((a, b) => (a.nextMeeting?.startsAt ?? '9999').localeCompare(b.nextMeeting?.startsAt ?? '9999'));
  }
}

/** What the address says of the view, as far as it makes sense. */
export function readView(address: URLSearchParams): CaseloadView {
  const sort = sorts.find((one) => one === address.get('order')) ?? 'followUp';
  return { search: address.get('find') ?? '', onlyFollowUp: address.get('only') === 'follow-up', sort };
}
