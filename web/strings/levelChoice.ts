import type { MissingReason } from '@waymark/contract/assessments.ts';

const missing: Record<MissingReason, string> = {
  not_asked: 'Not asked',
  declined: 'Student preferred not to say',
  not_applicable: 'Does not apply',
  not_collected: 'Not collected',
};

export const levelChoice = {
  missing,
  noLevel: 'No level this time',
  clear: 'Clear the answer',
  keys: (levels: number) => (levels === 10 ? 'Keys 1 to 9, and 0 for 10, choose a level.' : `Keys 1 to ${levels} choose a level.`),
  level: (level: number) => `Level ${level}`,
};
