import { policy } from '../http/policy.ts';

export const importStudents = policy('import students and scores', { admin: 'all', lead: 'all' });
