import { policy } from '../http/policy.ts';

/** Preparing a meeting shows notes as well as scores; who reads which note, row-level security decides. */
export const prepareMeetings = policy('prepare meetings', { lead: 'all', mentor: 'caseload' });
