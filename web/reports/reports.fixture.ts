import type { Document } from '@waymark/contract/documents.ts';
import type { Report, ReportProblem } from '@waymark/contract/reports.ts';
import type { Preview } from './usePreview.ts';

/* Made-up reports for the browser tests, as the API would give them. */

export const reportId = '01920000-0000-7000-8000-000000000700';

export const aReport = (more: Partial<Report> = {}): Report => ({
  id: reportId,
  version: 1,
  kind: 'partner',
  schoolId: null,
  schoolName: null,
  title: 'Report to our partners',
  subtitle: '',
  recipient: 'University of Northshire',
  design: 'empirical',
  preset: 'own',
  filters: { perspective: 'mentor', enrolment: 'all' },
  sections: ['introduction', 'movement', 'groups', 'next-steps'],
  narrative: {},
  status: 'draft',
  asOf: '2026-11-20T10:00:00Z',
  codeVersion: null,
  fingerprint: null,
  scheduleId: null,
  copiedFrom: null,
  createdAt: '2026-11-20T09:00:00Z',
  createdBy: 'Lee Lead',
  finalAt: null,
  finalBy: null,
  withdrawnAt: null,
  withdrawnReason: null,
  taken: 0,
  lastTakenAt: null,
  ...more,
});

export const aFinal = (more: Partial<Report> = {}): Report =>
  aReport({
    version: 4,
    status: 'final',
    codeVersion: '0.1.0+abcd1234',
    fingerprint: '0123456789ab',
    finalAt: '2026-11-21T09:00:00Z',
    finalBy: 'Lee Lead',
    ...more,
  });

const aDocument: Document = {
  title: 'Report to our partners',
  subtitle: '',
  language: 'en-GB',
  organisation: 'Beacon Hill Mentoring',
  date: '2026-11-20',
  marking: '',
  blocks: [
    { type: 'heading', id: 'movement', level: 1, text: 'Did students move?' },
    { type: 'list', id: 'movement-found', ordered: false, items: [[{ text: '206 students moved up on 35% of outcomes.' }]] },
    {
      type: 'figure',
      id: 'movement-chart',
      svg: '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect width="120" height="40" fill="#07544a"/></svg>',
      caption: 'How many moved up.',
      alternative: 'About a third moved up.',
    },
  ],
};

export const aPreview = (problems: ReportProblem[] = [], more: Partial<Preview> = {}): Preview => ({
  document: aDocument,
  problems,
  remedies: [],
  asOf: '2026-11-20T10:00:00Z',
  waiting: [],
  ...more,
});

export const causal: ReportProblem = {
  kind: 'wording',
  section: 'movement',
  says: '“led to” says that one thing brought another about.',
  todo: 'Say “was followed by”, or say only what was seen.',
  stops: true,
};
