import { policy } from '../http/policy.ts';

/** Starting exercises and reading, by name, how consistent assessors are. Analysts are not here: they meet no names. */
export const runCalibration = policy('run calibration', { lead: 'all', admin: 'all' });

/** One's own answers and how they compare; row-level security shows nobody else's. */
export const calibrate = policy('calibrate', { mentor: 'caseload' });
