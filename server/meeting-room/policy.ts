import { policy } from '../http/policy.ts';

/** A mentor holds their own meetings; a lead can take over one whose mentor cannot finish it (see `requireHolder`). */
export const holdMeetings = policy('hold meetings', { lead: 'all', mentor: 'caseload' });

/** Which of the notes, row-level security decides: their author's and of whom they were handed to; leads and safeguarding all; students what is shared. */
export const readNotes = policy('read meeting notes', { lead: 'all', mentor: 'caseload', student: 'self', safeguarding_lead: 'all' });
