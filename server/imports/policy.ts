import { policy } from '../http/policy.ts';

export const importStudents = policy('import students and what is recorded of them', { admin: 'all', lead: 'all' });
