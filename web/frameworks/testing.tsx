import type { RouteObject } from 'react-router';
import { getFrameworkDraft, listFrameworkDrafts } from '@waymark/contract/framework-drafts.ts';
import type { Framework, FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { getFramework, getFrameworkVersion, listFrameworks } from '@waymark/contract/frameworks.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { renderPage } from '../testing/renderPage.tsx';

/** A small framework in two versions with a draft of the third, and the pages about it over an API in memory. */
export const id = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const outcome = (n: number, code: string, statement: string) => ({
  id: id(n),
  seriesId: id(n + 500),
  code,
  statement,
  question: `${code}?`,
  studentWording: `I can ${code}.`,
  evidence: 'A note.',
  descriptors: ['Does not.', 'Does in general.', 'Does with a general reason.', 'Does with specific reasons.'],
});
export const version: FrameworkVersion = {
  id: id(2),
  frameworkId: id(1),
  frameworkName: 'Waymark core framework',
  frameworkDescription: 'For schools.',
  number: 2,
  status: 'published',
  levels: 4,
  note: 'Shorter questions',
  createdAt: '2026-01-05T10:00:00Z',
  publishedAt: '2026-01-06T10:00:00Z',
  publishedByName: 'Lena Lead',
  version: 3,
  outcomeTypes: [
    {
      id: id(10),
      code: 'knowledge',
      name: 'Knowledge',
      description: 'What they know.',
      outcomes: [outcome(11, 'K1', 'Student can name a route'), outcome(12, 'K2', 'Student can state a requirement')],
    },
    {
      id: id(20),
      code: 'motivation',
      name: 'Motivation',
      description: '',
      outcomes: [outcome(21, 'M1', 'Student can articulate an ambition')],
    },
  ],
};
export const line = {
  id: id(2),
  number: 2,
  status: 'published' as const,
  levels: 4,
  note: '',
  outcomeTypeCount: 2,
  outcomeCount: 3,
  publishedAt: '2026-01-06T10:00:00Z',
};
const framework: Framework = {
  id: id(1),
  name: 'Waymark core framework',
  description: 'For schools.',
  retiredAt: null,
  version: 1,
  currentVersionId: id(2),
  versions: [line, { ...line, id: id(3), number: 1 }],
  programmes: ['Aspire'],
};
export const draft: FrameworkVersion = {
  ...version,
  id: id(4),
  number: 3,
  status: 'draft',
  publishedAt: null,
  publishedByName: null,
  version: 7,
};

const routes: RouteObject[] = [
  { path: 'frameworks', lazy: () => import('./FrameworksPage.tsx') },
  { path: 'frameworks/new', lazy: () => import('./NewFrameworkPage.tsx') },
  { path: 'frameworks/drafts/:draftId', lazy: () => import('./DraftPage.tsx') },
  { path: 'frameworks/drafts/:draftId/publish', lazy: () => import('./PublishPage.tsx') },
  { path: 'frameworks/versions/:versionId', lazy: () => import('./VersionPage.tsx') },
  { path: 'frameworks/versions/:versionId/preview', lazy: () => import('./PreviewPage.tsx') },
  { path: 'frameworks/versions/:versionId/compare', lazy: () => import('./ComparePage.tsx') },
  { path: 'frameworks/:id', lazy: () => import('./FrameworkPage.tsx') },
];
export const reads = [
  answer(listFrameworks, { items: [framework] }),
  answer(listFrameworkDrafts, { items: [] }),
  answer(getFramework, framework),
  answer(getFrameworkVersion, version),
  answer(getFrameworkDraft, draft),
];
const lead = { role: 'lead' as const };
export const at = (path: string, respond = reads, session: { role: 'lead' | 'mentor' } = lead) =>
  renderPage(routes, { at: path, respond, session });
