import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';

/** An answer with nothing in it but what is given; for tests. */
export const answerOf = (given: Partial<AnalysisAnswer>): AnalysisAnswer => ({
  question: 'movement',
  filters: { perspective: 'mentor', enrolment: 'all' },
  about: 'Mentors’ scores',
  asOf: '2026-07-01T10:00:00Z',
  codeVersion: '1',
  seed: null,
  fingerprint: 'exact',
  sentences: [],
  said: [],
  may: [],
  mayNot: [],
  included: { students: 0, scores: 0 },
  excluded: [],
  tables: [],
  charts: [],
  warnings: [],
  refusals: [],
  actions: [],
  method: { paragraph: 'As follows.', figures: [], links: [] },
  choices: { types: [], groups: [] },
  ...given,
});
