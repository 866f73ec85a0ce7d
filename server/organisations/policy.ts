import { everybody, policy } from '../http/policy.ts';

export const readOrganisation = everybody("read the organisation's settings");
export const editOrganisation = policy("change the organisation's settings", { admin: 'all' });
