import { policy } from '../http/policy.ts';

/**
 * Outcomes over time: the whole organisation's, or a mentor's own caseload's. School contacts are not here: their
 * figures leave the organisation and would have to be suppressed against every combination of filters. They get reports.
 */
export const readOutcomesOverTime = policy('read outcomes over time', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  analyst: 'all',
  safeguarding_lead: 'all',
});
