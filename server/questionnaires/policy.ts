import { policy } from '../http/policy.ts';

/** The list itself says nothing about anybody. */
export const readQuestionnaires = policy('list questionnaires', { admin: 'all', lead: 'all', mentor: 'all', safeguarding_lead: 'all' });

export const writeQuestionnaires = policy('define questionnaires', { admin: 'all', lead: 'all' });

/** Links let in whoever has them, and answers are a child's: those who ask see them. */
export const askStudents = policy('ask students to fill in questionnaires', { lead: 'all', mentor: 'caseload' });

export const answerOwn = policy('fill in their own questionnaires', { student: 'self' });
