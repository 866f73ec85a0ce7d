import { policy } from '../http/policy.ts';

/** Answers about everybody, without a name or a row of anybody in them. */
export const readAnalysis = policy('read the analysis', { admin: 'all', lead: 'all', analyst: 'all' });
