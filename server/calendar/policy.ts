import { policy } from '../http/policy.ts';

/** The link is the mentor's own: it opens what they see anyway, and nobody makes one for somebody else. */
export const ownCalendarLink = policy('have a calendar link', { mentor: 'caseload' });
