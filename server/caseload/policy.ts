import { policy } from '../http/policy.ts';

/** A lead looks at any mentor's caseload; a mentor at their own (`routes.ts` asks for no other). */
export const readCaseload = policy('read a caseload', { lead: 'all', mentor: 'caseload' });
