import { policy } from '../http/policy.ts';

/** The list itself says nothing about anybody: whoever sees figures, or sets rules and targets by them, reads it. */
export const readMeasures = policy('list measures', {
  admin: 'all',
  lead: 'all',
  mentor: 'all',
  school_contact: 'all',
  analyst: 'all',
  safeguarding_lead: 'all',
});

export const writeMeasures = policy('change which measures are followed', { admin: 'all', lead: 'all' });
