import { policy } from '../http/policy.ts';

export const readActions = policy('read actions', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  student: 'self',
  safeguarding_lead: 'all',
});

export const agreeActions = policy('add and change actions', { lead: 'all', mentor: 'caseload' });

/** Students may mark their own as done (`rules.ts`). */
export const closeActions = policy('close actions', { lead: 'all', mentor: 'caseload', student: 'self' });

export const readActionLibrary = policy('read the action library', { admin: 'all', lead: 'all', mentor: 'all' });

export const keepActionLibrary = policy('keep the action library', { admin: 'all', lead: 'all' });
