import { Document, textsOf } from '@waymark/contract/documents.ts';
import type { EvidenceLine, EvidencePoint } from '@waymark/contract/evidence.ts';
import { ShareKind, usualSections } from '@waymark/contract/shares.ts';
import { describe, expect, test } from 'vitest';
import { composeShare } from './compose.ts';
import { isEmpty, type Material } from './material.ts';
import { lengthOf } from './words.ts';

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
const point = (value: number, shown: string, on: string): EvidencePoint => ({ value, shown, from: null, on, source: 'hand' });
const line = (more: Partial<EvidenceLine>): EvidenceLine => ({
  id: id(1),
  name: 'Student can say what they want to study',
  group: 'Motivation',
  perspective: 'mentor',
  baseline: point(1, 'Level 1 of 4', '2025-09-10'),
  now: point(3, 'Level 3 of 4', '2026-03-04'),
  movement: 'better',
  cannotSay: null,
  ...more,
});

const material: Material = {
  student: { id: id(9), name: 'Ada Lovelace', givenName: 'Ada', names: [], yearGroup: 9, school: 'Beacon School', schoolId: null },
  sender: { name: 'Mo Farooq', role: 'Mentor', organisation: 'Northbridge Trust' },
  today: '2026-03-11',
  timeZone: 'Europe/London',
  cases: [
    {
      id: id(2),
      frameworkId: id(3),
      programme: 'Aspire',
      startedOn: '2025-09-03',
      endedOn: null,
      mentors: ['Mo Farooq'],
      evidence: {
        asOf: '2026-03-11',
        startedOn: '2025-09-03',
        since: '2025-09-03',
        targets: [
          {
            id: id(4),
            enrolmentId: id(2),
            measureId: id(5),
            seriesId: null,
            name: 'Attendance',
            value: 95,
            shown: '95.0%',
            dueOn: '2026-04-01',
            note: '',
            setOn: '2025-09-20',
            setBy: null,
            baseline: null,
            now: point(93, '93.0%', '2026-03-06'),
            state: 'near',
          },
        ],
        questions: [
          {
            key: 'attendance',
            answer: 'better',
            cannotSay: null,
            lines: [
              line({
                id: id(5),
                name: 'Attendance',
                group: null,
                perspective: null,
                baseline: null,
                now: point(93, '93.0%', '2026-03-06'),
                movement: 'unknown',
              }),
            ],
          },
          {
            key: 'outcomes',
            answer: 'mixed',
            cannotSay: null,
            lines: [
              line({}),
              line({ perspective: 'student', now: point(2, 'Level 2 of 4', '2026-03-01') }),
              line({ id: id(6), name: 'Never looked at', baseline: null, now: null, movement: 'unknown' }),
            ],
          },
        ],
        meetings: { held: 6, studentAbsent: 1, mentorAbsent: 0, minutes: 200 },
        actions: {
          done: 1,
          notDone: 0,
          open: 1,
          overdue: 0,
          items: [
            { id: id(7), title: 'Visit the open day', owner: 'student', status: 'open', dueOn: '2026-03-20' },
            { id: id(8), title: 'Write to the club', owner: 'mentor', status: 'done', dueOn: null },
          ],
        },
        feedback: [],
      },
    },
  ],
  descriptors: new Map([[id(1), ['Has no idea yet', 'Names a field', 'Names a course and why', 'Has a plan']]]),
  feedback: [
    {
      id: id(1),
      studentId: id(9),
      author: 'Ms Curie',
      subject: 'Physics',
      givenAt: '2026-02-02T23:30:00Z',
      answers: { effort: 3 },
      goingWell: 'Asks good questions',
      wouldHelp: '',
      asked: null,
      toldTo: null,
      sharedWithStudent: false,
    },
  ],
  help: [{ name: 'Homework club', from: '2025-11-03', to: '2026-02-02', times: 9, minutes: 405 }],
};

const compose = (kind: ShareKind, more: { notes?: { on: string; body: string }[] } = {}) =>
  composeShare(material, { kind, recipientName: 'Mrs Byron', sections: usualSections[kind], notes: more.notes ?? [] });
const textOf = (kind: ShareKind) => textsOf(compose(kind)).join('\n');

describe('a document to be shared', () => {
  test.each(ShareKind.options)('is one that can be kept and printed: %s', (kind) => {
    expect(Document.parse(compose(kind))).toEqual(compose(kind));
    const ids = compose(kind).blocks.map((block) => block.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('tells a parent in words where things stand, not in levels, and says no cause', () => {
    const text = textOf('parent_summary');
    expect(text).toContain('Ada can say what they want to study. At the start: Has no idea yet. Now: Names a course and why.');
    expect(text).not.toMatch(/Level \d/);
    expect(text).not.toContain('Never looked at');
    expect(text).toContain('they do not say what brought a change about');
  });

  test('leaves the student’s own view and what teachers said to the pack, and there without who said it', () => {
    for (const kind of ['progress_note', 'parent_summary', 'handover_letter'] as const) {
      expect(textOf(kind)).not.toContain('How Ada sees it');
      expect(textOf(kind)).not.toContain('good questions');
    }
    const pack = textOf('multi_agency_pack');
    expect(pack).toContain('How Ada sees it');
    expect(pack).toContain('A teacher, Physics, 2 February 2026: Effort: Tries most of the time. Going well: Asks good questions.');
    expect(pack).not.toContain('Ms Curie');
  });

  test('shows mentor’s and student’s views apart', () => {
    const tables = compose('multi_agency_pack').blocks.filter((block) => block.type === 'table');
    const shown = tables.filter(({ columns }) => columns[0]?.header === 'Outcome').map(({ rows }) => rows.map((row) => row[2]?.[0]?.text));
    expect(shown).toEqual([['Level 3 of 4\n4 Mar 2026'], ['Level 2 of 4\n1 Mar 2026']]);
  });

  test('does not show one look as if it were two', () => {
    const once = structuredClone(material);
    const evidence = once.cases[0]!.evidence;
    evidence.questions[1]!.lines[0] = line({ now: line({}).baseline, movement: 'unknown' });
    const pack = textsOf(composeShare(once, { kind: 'progress_note', recipientName: '', sections: ['outcomes'], notes: [] }));
    expect(pack).toContain('Level 1 of 4\n10 Sept 2025');
    expect(pack).toContain('Not looked at since');
  });

  test('says who is to do what, what else helped, and how a target stands', () => {
    const letter = textOf('handover_letter');
    for (const part of [
      'Visit the open day (Ada, by 20 March 2026)',
      'Write to the club (mentor)',
      'Homework club',
      '7 hours',
      'nearly there',
      '6, 3½ hours in all',
    ])
      expect(letter).toContain(part);
  });

  test('holds the notes that were chosen, and only those', () => {
    expect(compose('progress_note').blocks.some((block) => block.id === 'notes')).toBe(false);
    const withNote = compose('progress_note', { notes: [{ on: '2026-03-04', body: 'Asked about bursaries' }] });
    expect(textsOf(withNote)).toContain('4 March 2026: Asked about bursaries');
  });

  test('leaves out what there is nothing of', () => {
    const bare: Material = { ...material, cases: [], feedback: [], help: [] };
    expect(
      composeShare(bare, { kind: 'multi_agency_pack', recipientName: '', sections: usualSections.multi_agency_pack, notes: [] }).blocks.map(
        (block) => block.id,
      ),
    ).toEqual(['opening', 'next', 'next-words', 'signature']);
    expect(isEmpty('help', bare)).toBe(true);
    expect(isEmpty('help', material)).toBe(false);
  });

  test('minutes are said as hours where there are some', () => {
    expect([45, 60, 90, 405, 1].map(lengthOf)).toEqual(['45 minutes', '1 hour', '1½ hours', '7 hours', '1 minute']);
  });
});
