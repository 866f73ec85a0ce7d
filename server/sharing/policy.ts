import { policy } from '../http/policy.ts';

/** Choosing, reading and editing what is to be shared, and sharing it. */
export const shareRecords = policy('share what is recorded about students', { lead: 'all', mentor: 'caseload' });

/** Who shared what with whom. School contacts see what was addressed to them alone: the queries leave out the rest. */
export const readShareLog = policy('read what was shared', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  school_contact: 'school',
  safeguarding_lead: 'all',
});

/** The document itself: an administrator sees that something was shared, not what it said. */
export const readShares = policy('read shared documents', {
  lead: 'all',
  mentor: 'caseload',
  school_contact: 'school',
  safeguarding_lead: 'all',
});

/** Taking a link back; its sender's lead may too, and whoever mentors the student now. */
export const revokeShares = policy('take back shared links', { lead: 'all', mentor: 'caseload' });
