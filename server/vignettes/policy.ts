import { policy } from '../http/policy.ts';

/** Cases carry their answers: mentors meet them in an exercise only, without the reference. */
export const keepVignettes = policy('keep vignettes', { lead: 'all', admin: 'all' });
