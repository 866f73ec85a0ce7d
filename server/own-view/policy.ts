import { policy } from '../http/policy.ts';

export const giveOwnView = policy('give their own view', { student: 'self' });
