import { policy } from '../http/policy.ts';

/** The list itself says nothing about anybody: whoever sees values or filters by them reads it. */
export const listCharacteristics = policy('list characteristics', {
  admin: 'all',
  lead: 'all',
  mentor: 'all',
  student: 'all',
  analyst: 'all',
  safeguarding_lead: 'all',
});

export const writeCharacteristics = policy('change which characteristics are recorded', { admin: 'all', lead: 'all' });
