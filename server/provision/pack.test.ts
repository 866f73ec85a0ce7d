import { schoolYearStart } from '@waymark/contract/days.ts';
import { causalWords } from '@waymark/contract/causal-words.ts';
import { Document, textsOf, type Block } from '@waymark/contract/documents.ts';
import { type Provision } from '@waymark/contract/provision.ts';
import { describe, expect, test } from 'vitest';
import { composePack } from './pack.ts';
import { endingTables, mentoringTables, referralTables, waitingTables } from './cases.ts';
import type { EnrolmentRow, ReferralRow } from './queries.ts';
import { median, weekdaysBetween } from './rules.ts';

const referral = (more: Partial<ReferralRow>): ReferralRow => ({
  schoolId: 'hill',
  school: 'Hill Road',
  yearGroup: 9,
  programmeId: null,
  status: 'accepted',
  reasons: [{ key: 'confidence', label: 'Confidence', place: 0 }],
  receivedOn: '2026-01-05',
  decidedOn: '2026-01-09',
  ...more,
});

const enrolment = (id: number, more: Partial<EnrolmentRow>): EnrolmentRow => ({
  id: String(id),
  studentId: String(id),
  programmeId: 'aspire',
  programme: 'Aspire',
  frameworkId: 'f',
  schoolId: 'hill',
  school: 'Hill Road',
  yearGroup: 9,
  endedOn: null,
  endKind: null,
  endedBy: null,
  endReason: null,
  matched: true,
  held: 5,
  missed: 0,
  minutes: 150,
  ...more,
});

const many = <Row>(n: number, make: (at: number) => Row): Row[] => Array.from({ length: n }, (_, at) => make(at));

// twelve from Hill Road, seven from Dale, one from Lea; three ended
const referrals = [
  ...many(12, () => referral({})),
  ...many(7, () => referral({ schoolId: 'dale', school: 'Dale', status: 'declined' })),
  referral({ schoolId: 'lea', school: 'Lea' }),
];
const enrolments = [
  ...many(9, (at) => enrolment(at, {})),
  ...many(3, (at) => enrolment(20 + at, { endedOn: '2026-02-01', endKind: 'planned', endedBy: 'programme', endReason: 'Goals reached' })),
];
const measures: Provision['sections'][number]['tables'][number] = {
  key: 'measures',
  caption: 'Measures from the baseline to the latest',
  counted: { n: 12, what: 'enrolments open at some time of the period' },
  left: [],
  note: '',
  columns: [
    { key: 'enrolments', header: 'Enrolments', kind: 'count', adds: 'whole' },
    ...['Better', 'Same', 'Worse', 'No baseline'].map((header) => ({ key: header, header, kind: 'count' as const, adds: 'part' as const })),
  ],
  rows: [
    { key: 'attendance', label: 'Attendance', values: [12, 6, 3, 3, 0], total: false, few: false },
    { key: 'homework', label: 'Homework', values: [12, 7, 4, 1, 0], total: false, few: false },
  ],
  additive: false,
};
const provision: Provision = {
  asOf: '2026-03-11T10:00:00Z',
  from: '2025-09-01',
  to: '2026-03-11',
  about: 'All schools, all year groups, all programmes',
  sections: [
    { key: 'referrals', heading: 'Who was referred, and why', tables: referralTables(referrals, []) },
    { key: 'decisions', heading: 'What was decided, and how soon', tables: waitingTables(referrals, []) },
    { key: 'mentoring', heading: 'Who was mentored, and how much', tables: mentoringTables(enrolments, []) },
    { key: 'endings', heading: 'How cases ended', tables: endingTables(enrolments, '2026-03-11', '2026-03-11', []) },
    { key: 'measures', heading: 'Measures', tables: [measures] },
  ],
};
const pack = (narratives = {}) => composePack(provision, { organisation: 'Northbridge', narratives, today: '2026-03-11' });
const block = <Type extends Block['type']>(id: string, type: Type) =>
  pack().blocks.find((one): one is Extract<Block, { type: Type }> => one.id === id && one.type === type)!;
const lineOf = (id: string, label: string) =>
  block(id, 'table')
    .rows.map((row) => row.map(([run]) => run?.text))
    .find(([first]) => first === label);

test('a pack is a whole document, every block with an id of its own', () => {
  const document = Document.parse(pack());
  const ids = document.blocks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('what Waymark writes never says why: no impact, caused, led to, because of, thanks to', () => {
  expect(causalWords(textsOf(pack()).join('\n'))).toEqual([]);
  expect(textsOf(pack()).join(' ')).toContain('type 2, empirical evidence');
});

test('the lead’s own words stand in their section, a paragraph each', () => {
  const blocks = pack({ endings: 'We met every family.\n\nAnd wrote to each.' }).blocks.filter(({ id }) => id.startsWith('endings-own'));
  expect(blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'paragraph']);
});

describe('small numbers', () => {
  test('the one referral from Lea is hidden with the next smallest school, in counts and in waits', () => {
    expect(lineOf('referrals-school', 'Lea')).toEqual(['Lea', 'hidden', 'hidden', '0', '0', '0', '0']);
    expect(lineOf('referrals-school', 'Dale')?.[1]).toBe('hidden');
    // the seven declined are all from Dale: shown in the last row, they would be what is hidden in Dale's
    expect(lineOf('referrals-school', 'All referrals')).toEqual(['All referrals', '20', 'hidden', 'hidden', '0', '0', '0']);
    expect(lineOf('decisions-waits-school', 'Lea')).toEqual(['Lea', 'hidden', 'hidden', '0', '0', '0', 'hidden', 'hidden', 'hidden']);
    // thirteen accepted, of whom twelve are from Hill Road: either would tell of the one
    expect(lineOf('referrals-school', 'Hill Road')?.[2]).toBe('hidden');
  });

  test('a measure with one who is worse is hidden in two more cells and is not drawn', () => {
    expect(lineOf('measures-measures', 'Homework')).toEqual(['Homework', '12', '7', 'hidden', 'hidden', '0']);
    const { svg, alternative } = block('measures-chart', 'figure');
    expect(alternative).toBe(
      'Attendance: better 6, same 3, worse 3, cannot be compared 0. Not drawn, as they hold hidden numbers: Homework.',
    );
    expect(svg).not.toContain('Homework');
  });

  test('undecided referrals that are hidden are not found by taking those decided from all', () => {
    const more = [...referrals, referral({ status: 'open', decidedOn: null })];
    const tables = { referrals: referralTables(more, []), decisions: waitingTables(more, []) };
    const sections = provision.sections.flatMap((one) =>
      one.key === 'referrals' || one.key === 'decisions' ? [{ ...one, tables: tables[one.key] }] : [],
    );
    const { blocks } = composePack({ ...provision, sections }, { organisation: 'Northbridge', narratives: {}, today: '2026-03-11' });
    const last = (id: string) =>
      blocks.flatMap((one) => (one.type === 'table' && one.id === id ? [one.rows.at(-1)?.map(([run]) => run?.text)] : []))[0];
    expect(last('referrals-school')?.slice(0, 2)).toEqual(['All referrals', '21']);
    expect(last('referrals-school')?.[5]).toBe('hidden');
    expect(last('decisions-waits')?.[1]).toBe('hidden');
  });

  test('what is large enough is shown', () => {
    expect(lineOf('mentoring-dose', 'All enrolments')).toEqual(['All enrolments', '12', '0', '0', '12', '0', '0', '5', '150']);
    expect(lineOf('endings-kind', 'As planned')?.[1]).toBe('3');
  });
});

test('a school year begins on 1 September', () => {
  expect(['2025-08-31', '2025-09-01', '2026-03-11'].map(schoolYearStart)).toEqual(['2024-09-01', '2025-09-01', '2025-09-01']);
});

test('weekends are not waited: Friday to Monday is a day, a week is five, the same day none', () => {
  const waits = [
    ['2026-03-06', '2026-03-09'],
    ['2026-03-04', '2026-03-11'],
    ['2026-03-04', '2026-03-04'],
    ['2026-03-07', '2026-03-08'],
    ['2026-03-02', '2026-03-30'],
  ] as const;
  expect(waits.map(([from, to]) => weekdaysBetween(from, to))).toEqual([1, 5, 0, 0, 20]);
});

test('the median of none is nothing, of an even many the mean of the middle two', () => {
  expect([median([]), median([7]), median([9, 1, 4]), median([1, 4])]).toEqual([null, 7, 4, 2.5]);
});
