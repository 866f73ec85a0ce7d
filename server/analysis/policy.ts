import { policy } from '../http/policy.ts';

/** Answers about everybody, without a name or a row of anybody in them. */
export const readAnalysis = policy('read the analysis', { admin: 'all', lead: 'all', analyst: 'all' });

/** By mentor: for those who can act on it. */
export const readMissingScores = policy('read what is missing by mentor', { admin: 'all', lead: 'all' });
