import { policy } from '../http/policy.ts';

/** Who asks, and sees with which colleagues it was done. */
export const askSecondScorings = policy('ask for second scorings', { lead: 'all', admin: 'all' });

/** Meetings one was asked to score oneself: row-level security shows nobody else's, whoever the student is. */
export const scoreSecond = policy('score meetings of colleagues', { mentor: 'caseload' });
