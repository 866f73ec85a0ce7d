import type { Document } from '@waymark/contract/documents.ts';
import type { Share } from '@waymark/contract/shares.ts';
import type { ShareChoices } from './ShareStudentPage.tsx';

/* Made-up records for the browser tests of sharing. */

export const adaId = '01920000-0000-7000-8000-000000000100';
const shareId = '01920000-0000-7000-8000-000000000900';

export const aDocument: Document = {
  title: 'Progress note: Ada Byron',
  subtitle: 'Ada Byron, Year 9',
  language: 'en-GB',
  organisation: 'Beacon Hill Mentoring',
  date: '2026-11-24',
  marking: 'Confidential: for Tess Bell',
  blocks: [
    { type: 'paragraph', id: 'opening', runs: [{ text: 'Ada is ' }, { text: 'doing well', bold: true }, { text: '.' }] },
    { type: 'heading', id: 'measures', level: 1, text: 'Attendance' },
    {
      type: 'table',
      id: 'table',
      caption: 'Then and now',
      columns: [
        { header: 'Measure', align: 'start' },
        { header: 'Now', align: 'end' },
      ],
      rowHeaders: true,
      rows: [
        [[{ text: 'Attendance' }], [{ text: '95%' }]],
        [[{ text: 'Lateness' }], [{ text: '2' }]],
      ],
    },
    { type: 'list', id: 'list', ordered: false, items: [[{ text: 'Visit the open day' }]] },
    {
      type: 'figure',
      id: 'figure',
      svg: '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><rect width="120" height="20" fill="#0e6559"/></svg>',
      caption: 'Attendance by week',
      alternative: 'Between 90 and 97 per cent in each of six weeks.',
    },
    { type: 'callout', id: 'callout', tone: 'note', title: 'Please note', runs: [{ text: 'No cause is claimed.' }] },
    { type: 'definitions', id: 'facts', items: [{ term: 'Mentor', details: [{ text: 'Mo Farooq' }] }] },
  ],
};

export const theChoices: ShareChoices = {
  student: { id: adaId, name: 'Ada Byron', names: ['Ada Byron', 'Ada'] },
  organisation: 'Beacon Hill Mentoring',
  sections: [
    { section: 'outcomes', empty: false },
    { section: 'measures', empty: false },
    { section: 'actions', empty: true },
    { section: 'next_steps', empty: false },
  ],
  notes: [{ id: '01920000-0000-7000-8000-000000000950', on: '2026-11-10', author: 'Mo Farooq', body: 'Spoke about the science club.' }],
  recipients: [{ name: 'Tess Bell', email: 'tess@school.example', school: 'Beacon School' }],
  otherNames: ['Zoë Khan', 'Zoë'],
};

export const aShare = (more: Partial<Share> = {}): Share => ({
  id: shareId,
  student: { id: adaId, name: 'Ada Byron' },
  kind: 'progress_note',
  title: 'Progress note: Ada Byron',
  recipient: { name: 'Tess Bell', role: 'Form tutor', email: 'tess@school.example' },
  purpose: 'So that her form tutor can follow up',
  lawfulBasis: 'public_task',
  medium: 'link',
  notes: 0,
  sharedAt: '2026-11-24T09:00:00Z',
  sharedBy: 'Mo Farooq',
  link: { state: 'open', expiresAt: '2026-12-08T09:00:00Z', openings: 0, lastOpenedAt: null },
  revokedAt: null,
  revokedBy: null,
  ...more,
});
