import type { Job } from './job.ts';
import { digestJob } from '../digest/digest.ts';

/** Every job. */
export const jobs: readonly Job[] = [];
